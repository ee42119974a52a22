#!/usr/bin/env python3
"""Butane turned about its middle bond: a relaxed scan by a model of `vane learn`, beside GFN2-xTB itself.

    python3 examples/torsion/scan.py [FOLDER] [BUDGET]

Learns butane from one structure with BUDGET calls of xTB (here: 90). Then the dihedral of the four carbons is held at
one angle after the other, while all else relaxes by the model and by xTB. FOLDER (here: butane) keeps the model,
and the energies as scan.csv. What is there goes on where it was stopped. Needs Python 3 with ase and numpy, and libxtb.
Runs ./vane, or the command in the variable VANE.
"""

from butane import CARBONS, START, turned, vane

import pathlib
import sys

from xtb import Xtb  # Before NumPy, because it sets the number of threads.

import numpy as np
from ase.constraints import FixInternals
from ase.io import read
from ase.optimize import BFGS
from ase.units import kJ, mol

from vane_ase import Vane

ANGLES = range(180, -1, -15)  # degrees
LARGEST_FORCE = 0.005  # eV/Å
STEPS = 300
COLUMNS = ("dihedral_degrees", "vane_kJ_per_mol", "xtb_kJ_per_mol", "uncertainty_eV_per_angstrom")


def scan(atoms, calculator):
    """Energies in kJ/mol above that of the first angle, and the largest uncertainties in eV/Å, where they are known.

    Each relaxation starts where the one before ended.
    """
    energies, uncertainties = [], []
    for angle in ANGLES:
        atoms = turned(atoms, angle)
        atoms.calc = calculator
        atoms.set_constraint(FixInternals(dihedrals_deg=[[angle, list(CARBONS)]], epsilon=1e-9))
        if not BFGS(atoms, logfile=None).run(fmax=LARGEST_FORCE, steps=STEPS):
            raise SystemExit(f"at {angle}° the relaxation did not end within {STEPS} steps.")
        energies.append(atoms.get_potential_energy() / (kJ / mol))
        uncertainties.append(np.max(calculator.results.get("vane_uncertainty", np.nan)))
    return np.array(energies) - energies[0], uncertainties


def main():
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "butane")
    budget = sys.argv[2] if len(sys.argv) > 2 else 90
    folder.mkdir(parents=True, exist_ok=True)
    model = folder / "butane.vane"
    vane("learn", "--engine", "xtb", "--start", START, "--budget", budget, "--temperature", "300,500", "--seed", 1,
         "--resume", "--out", model)
    with Vane(model) as calculator:
        found, uncertainties = scan(read(START), calculator)
    right, _ = scan(read(START), Xtb(accuracy=0.1))
    table = np.column_stack([ANGLES, found, right, uncertainties])
    np.savetxt(folder / "scan.csv", table, "%.4g", ",", header=",".join(COLUMNS), comments="")
    print("dihedral, °   Vane, kJ/mol   xTB, kJ/mol   largest uncertainty, eV/Å")
    for row in table:
        print("{:11.0f}{:15.2f}{:14.2f}{:28.3f}".format(*row))
    print(f"largest difference: {np.abs(found - right).max():.2f} kJ/mol", flush=True)


if __name__ == "__main__":
    main()
