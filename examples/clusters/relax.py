#!/usr/bin/env python3
"""
Relaxes distorted gold-thiolate rings with models that learnt the forces of xTB, and compares with
the minima of xTB itself. relax.py --help names the options.
"""

from xtb import Xtb  # First, because it sets the number of threads.

import argparse
import json
import os
import pathlib
import shlex
import subprocess
import tempfile

import numpy as np
from ase.io import read

from make_data import ACCURACY, DATA, METHOD, bond_lengths, distance

VANE = shlex.split(os.environ.get("VANE", str(DATA.parent.parent.parent / "vane")))
MODELS = {
    "equivariant": [],
    "equivariant, accurate": ["--preset", "accurate"],
    "oa-mlm, accurate": ["--method", "oa-mlm", "--preset", "accurate"],
    "oa-mlm, clusters": ["--method", "oa-mlm", "--preset", "clusters"],
}
LARGEST_FORCE = "0.005"
BONDS = ("Au-S", "S-C", "C-H")


def vane(*arguments, allowed=(0,)):
    """Runs vane, which tells its own errors."""
    status = subprocess.run(
        VANE + [*map(str, arguments), "--quiet"], stdout=subprocess.DEVNULL).returncode
    if status not in allowed:
        raise SystemExit(f"vane {arguments[0]} ended with status {status}.")


def force_errors(folder, model):
    """Angle (degrees) and force RMSE (meV/Å) on the test runs."""
    report = folder / "errors.json"
    vane("evaluate", model, *sorted(DATA.glob("ring4-*run3.xyz.gz")), "--json", report)
    errors = json.loads(report.read_text())["all"]
    return errors["weightedMeanAngleDeg"], 1000 * errors["forceRmseEvPerAngstrom"]


def compare(atoms, reference, calculator):
    """Distance (Å), mean errors of bonds (Å), and the energy of xTB above that of its own minimum
    (eV)."""
    lengths, right = bond_lengths(atoms), bond_lengths(reference)
    atoms.calc = calculator
    return [
        distance(atoms, reference),
        *(np.abs(np.sort(lengths[kind]) - np.sort(right[kind])).mean() for kind in BONDS),
        atoms.get_potential_energy() - reference.get_potential_energy(),
    ]


def options():
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.split("relax.py")[0])
    parser.add_argument("--models", nargs="+", choices=MODELS, default=[*MODELS], metavar="NAME",
                        help="of " + "; ".join(MODELS) + " (default: all)")
    parser.add_argument("--steps", type=int, default=300,
                        help="the most steps of a relaxation (default: %(default)s)")
    parser.add_argument("--folder", type=pathlib.Path,
                        help="where to keep models and structures (default: nowhere)")
    return parser.parse_args()


def main():
    """Trains, tests, relaxes, and prints one line per model."""
    asked = options()
    starts = DATA / "ring4-distorted.xyz"
    minima = read(DATA / "ring4-distorted-minima.xyz", ":")
    training = sorted(DATA.glob("ring4-*run[12].xyz.gz"))
    calculator = Xtb(method=METHOD, accuracy=ACCURACY)
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.folder or pathlib.Path(temporary)
        folder.mkdir(exist_ok=True)
        print("model                  angle  force RMSE    RMSD   mean error of bonds, Å     xTB energy"
              "  largest force")
        print("                         deg       meV/Å       Å    Au-S     S-C     C-H  above minimum, eV"
              "   eV/Å")
        for name in asked.models:
            file = name.replace(", ", "-")
            model, relaxed = folder / f"{file}.vane", folder / f"{file}.xyz"
            vane("train", *training, *MODELS[name], "--force", "--out", model)
            angle, error = force_errors(folder, model)
            vane("relax", model, starts, "--fmax", LARGEST_FORCE, "--steps", asked.steps,
                 "--out", relaxed, allowed=(0, 1))
            structures = read(relaxed, ":")
            rows = np.mean(
                [compare(a, m, calculator) for a, m in zip(structures, minima)], axis=0)
            left = np.mean([np.linalg.norm(a.arrays["vane_forces"], axis=1).max()
                            for a in structures])
            print(f"{name:<22}{angle:6.1f}{error:12.1f}{rows[0]:8.3f}"
                  + "".join(f"{value:8.4f}" for value in rows[1:4])
                  + f"{rows[4]:14.4f}{left:15.4f}", flush=True)
        start = np.mean([compare(a, m, calculator)
                         for a, m in zip(read(starts, ":"), minima)], axis=0)
        print(f"{'before':<40}{start[0]:8.3f}" + "".join(f"{v:8.4f}" for v in start[1:4])
              + f"{start[4]:14.4f}")


if __name__ == "__main__":
    main()
