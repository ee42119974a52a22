#!/usr/bin/env python3
"""Minima and vibrations of a conformer that is not in the training data, beside those of GFN2-xTB itself.

    python3 examples/torsion/unseen.py [FOLDER] [STEPS]

Trains on an xTB run of butane at 300 K that begins anti, with STEPS steps of 1 fs (here: 1500), and asks the model for
anti and for gauche. The run stays anti: the script tells between which angles, and ends if that is not so. If FOLDER
(here: butane) holds the model of scan.py, which chose its frames itself, it is asked, too. Needs Python 3 with ase and
numpy, libxtb and the program xtb. Runs ./vane, or the command in the variable VANE.
"""

from butane import CARBONS, START, turned, vane

import pathlib
import sys

from xtb import Xtb  # Before NumPy, because it sets the number of threads.

import numpy as np
from ase.io import read
from ase.units import kJ, mol

from frequencies import BothMinima
from vane_ase import Vane

CONFORMERS = {"anti": 180, "gauche": 65}  # degrees
BARRIER = 120  # degrees
WIDTH = 40  # A frame is of a conformer if its angle is nearer than this, in degrees.


def angles(file):
    """The dihedrals of all frames, from 0 to 180°: butane's mirror image has the same forces."""
    found = np.array([frame.get_dihedral(*CARBONS) for frame in read(file, ":")])
    return np.minimum(found, 360 - found)


def of_run(folder, steps):
    """A model of an xTB run that stays anti."""
    run, model = folder / "anti.xyz", folder / "anti.vane"
    vane("sample", "--engine", "xtb", "--start", START, "--temperature", 300, "--timestep", 1, "--steps", steps,
         "--stride", 10, "--seed", 1, "--quiet", "--resume", "--out", run)
    if angles(run).min() < BARRIER:
        raise SystemExit(f"{run} is not anti alone; take fewer steps.")
    if not model.exists():
        vane("train", run, "--quiet", "--out", model)
    return model, run


def tell(name, model, run):
    """A row for each conformer, and how far gauche lies above anti."""
    known = angles(run)
    print(f"model of {name}: {len(known)} frames, dihedrals from {known.min():.0f} to {known.max():.0f}° (180°: anti)")
    print("                   dihedral, °   largest error    errors of frequencies     error, uncertainty     atoms\n"
          "conformer  frames   Vane   xTB   of a bond, Å    mean,   largest, 1/cm    of a force, eV/Å     outside")
    heights = []
    for conformer, angle in CONFORMERS.items():
        minima = BothMinima(turned(read(START), angle), model)
        near = (np.abs(known - angle) < WIDTH).sum()
        places = [atoms.get_dihedral(*CARBONS) for atoms in (minima.of_vane, minima.of_xtb)]
        errors = minima.frequency_errors
        # At the minimum of xTB all forces are zero: what the model finds there is its error.
        atoms = minima.of_xtb.copy()
        with Vane(model) as calculator:
            atoms.calc = calculator
            force = rms(atoms.get_forces())
            uncertainty = rms(calculator.results["vane_uncertainty"])
            outside = calculator.results["vane_extrapolating"]
        atoms.calc = Xtb(accuracy=0.1)
        heights.append([minima.of_vane.info["vane_energy"], atoms.get_potential_energy()])
        print(f"{conformer:<10}{near:7d}{places[0]:8.1f}{places[1]:7.1f}{minima.largest_bond_error():12.4f}{errors.mean():12.1f}"
              f"{errors.max():10.1f}{force:16.3f}{uncertainty:12.3f}{outside:14d}", flush=True)
    above = (np.array(heights[1]) - heights[0]) / (kJ / mol)
    print(f"gauche above anti: {above[0]:.2f} kJ/mol by Vane, {above[1]:.2f} by xTB")


def rms(numbers):
    return np.sqrt((numbers ** 2).mean())


def main():
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "butane")
    folder.mkdir(parents=True, exist_ok=True)
    tell("an xTB run", *of_run(folder, sys.argv[2] if len(sys.argv) > 2 else 1500))
    learnt = folder / "butane.vane"
    if learnt.exists():
        tell("vane learn", learnt, folder / "butane.frames.xyz")


if __name__ == "__main__":
    main()
