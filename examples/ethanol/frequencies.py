#!/usr/bin/env python3
"""Minima and vibrations of ethanol by the potential of learn.py, beside those of GFN2-xTB itself.

    python3 examples/ethanol/frequencies.py [FOLDER]

FOLDER (here: ethanol) holds ethanol.vane and the frames it was learnt from; how many of them are within 30° of a
conformer is told, too. Needs Python 3 with ase and numpy, and the program xtb. Runs ./vane, or
the command in the variable VANE.
"""

import os
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
from ase.io import read, write
from ase.neighborlist import natural_cutoffs, neighbor_list
from ase.vibrations import Vibrations

HERE = pathlib.Path(__file__).resolve().parent
sys.path.append(str(HERE.parent.parent / "python"))

from learn import VANE
from vane_ase import Vane

HYDROXYL = (0, 1, 2, 3)  # C, C, O, H
CONFORMERS = {"anti": 180, "gauche": 60}  # degrees of their dihedral


def by_xtb(atoms, folder):
    """The minimum of xTB and its vibrations in 1/cm."""
    write(folder / "start.xyz", atoms)
    done = subprocess.run(["xtb", "start.xyz", "--gfn", "2", "--ohess", "vtight"], cwd=folder, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env={**os.environ, "OMP_NUM_THREADS": "1"})
    if done.returncode != 0:
        raise SystemExit("xtb failed:\n" + done.stdout)
    lines = (folder / "vibspectrum").read_text().splitlines()
    numbers = [line[20:].split()[0] for line in lines if line[:6].strip().isdigit()]
    return read(folder / "xtbopt.xyz"), np.sort([float(number) for number in numbers])[6:]


def by_vane(atoms, model, folder):
    """The minimum of the model and its vibrations in 1/cm."""
    write(folder / "start.xyz", atoms)
    subprocess.run([*VANE, "relax", str(model), str(folder / "start.xyz"), "--fmax", "0.001", "--steps", "1000",
                    "--quiet", "--out", str(folder / "relaxed.xyz")], stdout=subprocess.DEVNULL, check=True)
    relaxed = read(folder / "relaxed.xyz")
    with Vane(model) as calculator:
        relaxed.calc = calculator
        vibrations = Vibrations(relaxed, name=str(folder / "vibrations"))
        vibrations.run()
        frequencies = vibrations.get_frequencies()
    return relaxed, np.sort(np.real(frequencies) - np.imag(frequencies))[6:]


class BothMinima:
    """The minima of the model and of xTB from the same start, and their vibrations in 1/cm."""

    def __init__(self, atoms, model):
        with tempfile.TemporaryDirectory() as temporary:
            folder = pathlib.Path(temporary)
            self.of_xtb, right = by_xtb(atoms, folder)
            self.of_vane, found = by_vane(atoms, model, folder)
        self.frequency_errors = np.abs(found - right)

    def largest_bond_error(self):
        """Of a bond of xTB's minimum, in Å."""
        bonds = neighbor_list("ij", self.of_xtb, natural_cutoffs(self.of_xtb, mult=1.1))
        return np.abs(self._distance_errors()[bonds]).max()

    def rmsd(self):
        """Of all distances between atoms, in Å."""
        return np.sqrt((self._distance_errors() ** 2).mean())

    def _distance_errors(self):
        return self.of_vane.get_all_distances() - self.of_xtb.get_all_distances()


def main():
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "ethanol")
    start = read(HERE / "ethanol.xyz")
    known = [frame.get_dihedral(*HYDROXYL) for frame in read(folder / "ethanol.frames.xyz", ":")]
    print("conformer   frames known   largest error of a bond, Å   RMSD, Å   mean error of a frequency, 1/cm   largest")
    for name, angle in CONFORMERS.items():
        atoms = start.copy()
        atoms.set_dihedral(*HYDROXYL, angle, indices=[HYDROXYL[-1]])
        minima = BothMinima(atoms, folder / "ethanol.vane")
        errors = minima.frequency_errors
        near = sum(abs(abs((each + 180) % 360 - 180) - angle) < 30 for each in known)
        print(f"{name:<12}{near:12d}{minima.largest_bond_error():26.4f}{minima.rmsd():10.4f}"
              f"{errors.mean():33.1f}{errors.max():10.1f}", flush=True)


if __name__ == "__main__":
    main()
