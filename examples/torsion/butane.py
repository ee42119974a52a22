"""What the scripts of this folder share: butane, how to turn it, and calls of vane."""

import os
import pathlib
import shlex
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path += [str(HERE.parent / "clusters"), str(HERE.parent / "ethanol"), str(HERE.parent.parent / "python")]
VANE = shlex.split(os.environ.get("VANE", str(HERE.parent.parent / "vane")))
START = HERE / "butane.xyz"
CARBONS = (0, 1, 2, 3)
BEHIND = (3, 9, 10, 11, 12, 13)  # the last carbon, and the hydrogens of the last two


def vane(*arguments):
    """Runs vane, which tells its own errors."""
    status = subprocess.run([*VANE, *map(str, arguments)]).returncode
    if status != 0:
        raise SystemExit(f"vane {arguments[0]} ended with status {status}.")


def turned(atoms, angle):
    """Butane with another dihedral of its carbons, in degrees."""
    atoms = atoms.copy()
    atoms.set_constraint()
    atoms.set_dihedral(*CARBONS, angle, indices=BEHIND)
    return atoms
