#!/usr/bin/env python3
"""
Molecular dynamics by LAMMPS with the forces of a Vane model, energy conserved.
Usage: nve.py MODEL.vane START.xyz STEPS [LAST.xyz]
LAST.xyz gets the atoms after the last step, with LAMMPS's energy and forces.
"""

import ctypes
import ctypes.util
import pathlib
import sys

import numpy as np
from ase import Atoms
from ase.calculators.calculator import CalculationFailed, PropertyNotImplementedError
from ase.calculators.singlepoint import SinglePointCalculator
from ase.io import read, write
from ase.stress import full_3x3_to_voigt_6_stress

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent.parent / "python"))

from vane_ase import Vane

TIMESTEP_PS = 0.0005
TEMPERATURE_K = 300
SEED = 1
BAR = 1602176.5  # in 1 eV/Å³, as LAMMPS has it
LMP_STYLE_GLOBAL, LMP_TYPE_VECTOR = 0, 1


def open_lammps():
    """LAMMPS, which writes log.lammps and nothing to the screen. Its Python module asks for
    liblammps.so, but Debian has only liblammps.so.0, so it gets whichever there is."""
    try:
        import lammps.core
    except ImportError:
        raise SystemExit("The Python module of LAMMPS is missing (Debian: python3-lammps).")
    for name in ("liblammps.so", ctypes.util.find_library("lammps")):
        try:
            library = ctypes.CDLL(name, ctypes.RTLD_GLOBAL) if name else None
        except OSError:
            continue
        if library:
            lammps.core.CDLL = lambda path, mode: library
            break
    else:
        raise SystemExit(
            "The library of LAMMPS was not found (Debian: lammps). If it is in a folder of its own,"
            " put that into LD_LIBRARY_PATH.")
    return lammps.core.lammps(cmdargs=["-screen", "none"])


class VaneInLammps:
    """Gives `fix external` energy, forces and virial of a calculator. LAMMPS wants the first vector
    of a cell along x and the second in the plane of x and y, so its vectors times `turn` are those
    of the file."""

    def __init__(self, lmp, atoms, calculator):
        self.lmp = lmp
        self.atoms = atoms.copy()
        self.atoms.calc = calculator
        self.error = None
        self.outside = 0
        self.turn = np.eye(3)
        if atoms.pbc.any():
            columns, triangle = np.linalg.qr(atoms.cell.T)
            self.turn = (columns * np.sign(np.diag(triangle))).T

    def __call__(self, caller, step, count, tags, positions, forces):
        # What is raised here would be lost in LAMMPS; run() raises it.
        try:
            self.evaluate(tags, positions, forces)
        except BaseException as error:
            self.error = self.error or error
            forces[:] = 0
            self.lmp.force_timeout()

    def evaluate(self, tags, positions, forces):
        # LAMMPS sorts its atoms by place; their tags, from 1, are the order of the file.
        order = tags[:len(positions)] - 1
        self.atoms.positions[order] = positions @ self.turn
        if self.atoms.pbc.any():
            self.atoms.set_cell(self.cell() @ self.turn)
        forces[:] = self.atoms.get_forces()[order] @ self.turn.T
        self.outside = max(self.outside, self.atoms.calc.results["vane_extrapolating"])
        self.lmp.fix_external_set_energy_global("vane", self.atoms.get_potential_energy())
        if self.atoms.pbc.any():
            stress = self.turn @ self.atoms.get_stress(voigt=False) @ self.turn.T
            virial = -self.atoms.get_volume() * stress
            self.lmp.fix_external_set_virial_global(
                "vane", [virial[i, j] for i, j in ((0, 0), (1, 1), (2, 2), (0, 1), (0, 2), (1, 2))])

    def cell(self):
        low, high, xy, yz, xz, _, _ = self.lmp.extract_box()
        x, y, z = np.subtract(high, low)
        return np.array([[x, 0, 0], [xy, y, 0], [xz, yz, z]])

    def run(self, steps):
        self.lmp.command(f"run {steps} post no")
        if self.error:
            raise self.error

    def now(self):
        """The atoms as LAMMPS has them, with its energy and forces."""
        def gather(name):
            found = self.lmp.gather_atoms(name, 1, 3)
            return np.array(found).reshape(-1, 3) @ self.turn
        atoms = Atoms(self.atoms.symbols, gather("x"), cell=self.atoms.cell, pbc=self.atoms.pbc)
        energy = self.lmp.get_thermo("pe")
        results = {"energy": energy, "forces": gather("f")}
        if atoms.pbc.any():
            virial = self.lmp.extract_compute("virial", LMP_STYLE_GLOBAL, LMP_TYPE_VECTOR)
            xx, yy, zz, xy, xz, yz = (-virial[i] / BAR for i in range(6))
            stress = np.array([[xx, xy, xz], [xy, yy, yz], [xz, yz, zz]])
            results["stress"] = full_3x3_to_voigt_6_stress(self.turn.T @ stress @ self.turn)
        atoms.calc = SinglePointCalculator(atoms, **results)
        return atoms


def set_up(lmp, atoms, vane):
    """Gives LAMMPS the atoms, velocities, and Vane for their forces."""
    periodic = bool(atoms.pbc.all())
    symbols = sorted(set(atoms.symbols))
    types = [symbols.index(symbol) + 1 for symbol in atoms.symbols]
    if periodic:
        cell = atoms.cell @ vane.turn.T
        x, y, z = np.diag(cell)
        box = f"prism 0 {x!r} 0 {y!r} 0 {z!r} {cell[1, 0]!r} {cell[2, 0]!r} {cell[2, 1]!r}"
    else:
        low, high = atoms.positions.min(axis=0) - 1, atoms.positions.max(axis=0) + 1
        box = "block " + " ".join(f"{a!r} {b!r}" for a, b in zip(low, high))
    lmp.commands_list([
        "units metal",
        "atom_style atomic",
        "atom_modify map yes",
        # Open directions grow with the molecule: nothing is lost.
        "boundary " + ("p p p" if periodic else "s s s"),
        "box tilt large",
        "region box " + box,
        f"create_box {len(symbols)} box",
    ])
    lmp.create_atoms(
        len(atoms), list(range(1, len(atoms) + 1)), types,
        (atoms.positions @ vane.turn.T).ravel().tolist())
    if lmp.get_natoms() != len(atoms):
        raise SystemExit(f"LAMMPS took {lmp.get_natoms()} atoms, expected {len(atoms)}.")
    lmp.commands_list(
        [f"mass {i} {Atoms(symbol).get_masses()[0]!r}" for i, symbol in enumerate(symbols, 1)]
        + [
            # LAMMPS needs a pair style; this one does nothing.
            "pair_style zero 3.0",
            "pair_coeff * *",
            f"velocity all create {TEMPERATURE_K} {SEED} dist gaussian mom yes rot "
            + ("no" if periodic else "yes"),
            f"timestep {TIMESTEP_PS}",
            "fix vane all external pf/callback 1 1",
            "fix_modify vane energy yes virial yes",
            "fix nve all nve",
            "compute virial all pressure NULL virial",
        ])
    lmp.set_fix_external_callback("vane", vane)


def main(model, start, steps, last=None):
    atoms = read(start)
    if atoms.pbc.any() and not atoms.pbc.all():
        raise SystemExit(f"{start} repeats in some directions, expected in all or none.")
    lmp = open_lammps()
    if lmp.extract_setting("world_size") != 1:
        raise SystemExit("This example works on one process.")
    with Vane(model) as calculator:
        vane = VaneInLammps(lmp, atoms, calculator)
        set_up(lmp, atoms, vane)
        vane.run(0)
        first = vane.now().get_forces()
        # Once more for the atoms in the order of the file, without LAMMPS in between.
        calculator.reset()
        atoms.calc = calculator
        difference = np.abs(first - atoms.get_forces()).max()
        energies = []
        print("   step          pe          ke      etotal   temp  outside")
        print("                 eV          eV          eV      K    atoms")
        done = 0
        for step in np.linspace(0, steps, min(steps, 20) + 1).astype(int):
            if step > done:
                vane.run(step - done)
                done = step
            pe, ke, total, temperature = map(lmp.get_thermo, ("pe", "ke", "etotal", "temp"))
            energies.append(total)
            print(f"{step:7d}{pe:12.6f}{ke:12.6f}{total:12.6f}{temperature:7.1f}{vane.outside:9d}")
            vane.outside = 0
        energies = 1000 * np.array(energies) / len(atoms)
        print(
            f"energy drift: {energies[-1] - energies[0]:.4f} meV/atom in {steps * TIMESTEP_PS:g} ps,"
            f" at most {np.ptp(energies):.4f} between two of these steps")
        print(f"largest difference of first forces from Vane's: {difference:.1e} eV/Å")
        if last:
            write(last, vane.now(), format="extxyz")
    lmp.close()


if __name__ == "__main__":
    if len(sys.argv) not in (4, 5):
        raise SystemExit(__doc__.strip())
    try:
        main(sys.argv[1], sys.argv[2], int(sys.argv[3]), *sys.argv[4:])
    except PropertyNotImplementedError:
        raise SystemExit(f"{sys.argv[1]} has no energy, expected an equivariant model.")
    except CalculationFailed as error:
        raise SystemExit(str(error))
