#!/usr/bin/env python3
"""
Makes the data of the gold-thiolate ring (AuSCH3)4: its minimum, runs of molecular dynamics, and
distorted structures with the minima they relax to. Files that exist are kept: delete what is to
be made again. Usage: make_data.py
"""

from xtb import Xtb  # First, because it sets the number of threads.

import gzip
import pathlib

import numpy as np
from ase import Atoms, units
from ase.calculators.singlepoint import SinglePointCalculator
from ase.io import read
from ase.md.langevin import Langevin
from ase.md.velocitydistribution import MaxwellBoltzmannDistribution
from ase.optimize import BFGS

DATA = pathlib.Path(__file__).parent / "data"
METHOD = "GFN2-xTB"
ACCURACY = 0.1

GOLD, SULPHUR, CARBON = range(0, 4), range(4, 8), range(8, 12)
HEAVY = [*GOLD, *SULPHUR, *CARBON]
LONGEST_BONDS = {"Au-S": 3.0, "S-C": 2.3, "C-H": 1.5}  # in Å; longer ones are broken

MASS = 20.0  # of every atom, in u: see data/README.md
TIME_STEP = 3 * units.fs
FRICTION = 0.02 / units.fs
EQUILIBRATION = 200  # steps
FRAMES, STEPS_PER_FRAME = 120, 6
TEMPERATURES, RUNS = (300, 500), (1, 2, 3)
DISTORTED_TEMPERATURE, DISTORTED_RUN = 500, 4
DISTORTED_FRAMES, STEPS_PER_DISTORTED_FRAME = 5, 60


def ring(sides):
    """A flat ring with gold on the edges of a square; sides has one methyl up (1) or down (-1)
    for each sulphur at its corners."""
    half = 2.3  # Å, the length of a bond between gold and sulphur
    corners = half * np.array([[1, 1, 0], [-1, 1, 0], [-1, -1, 0], [1, -1, 0]])
    edges = (corners + np.roll(corners, -1, axis=0)) / 2
    carbons, hydrogens = [], []
    for corner, side in zip(corners, sides):
        outward = corner / np.linalg.norm(corner)
        along = 0.5 * outward + np.sqrt(0.75) * np.array([0, 0, side])
        first = np.cross(outward, [0, 0, side])
        second = np.cross(along, first)
        carbons.append(corner + 1.82 * along)
        for angle in np.radians([0, 120, 240]):
            across = np.cos(angle) * second + np.sin(angle) * first
            hydrogens.append(carbons[-1] + 0.36 * along + 1.03 * across)
    return Atoms("Au4S4C4H12", np.concatenate([edges, corners, carbons, hydrogens]))


def bond_lengths(atoms):
    """The lengths (Å) of the bonds of each kind, with the bonds that the ring starts with."""
    around = [(s, g) for s in range(4) for g in (s, (s - 1) % 4)]
    pairs = {
        "Au-S": [(4 + s, g) for s, g in around],
        "S-C": [(4 + s, 8 + s) for s in range(4)],
        "C-H": [(8 + h // 3, 12 + h) for h in range(12)],
    }
    return {kind: [atoms.get_distance(a, b) for a, b in found] for kind, found in pairs.items()}


def longest_bonds(atoms):
    """The longest bond of each kind (Å)."""
    return {kind: max(lengths) for kind, lengths in bond_lengths(atoms).items()}


def is_whole(atoms):
    """True if no bond is broken."""
    return all(length < LONGEST_BONDS[kind] for kind, length in longest_bonds(atoms).items())


def sides(atoms):
    """The side of the ring on which each methyl is: u for up, d for down; the first is u."""
    across = atoms.positions[CARBON] - atoms.positions[SULPHUR]
    corners = atoms.positions[SULPHUR]
    normal = np.cross(corners[2] - corners[0], corners[3] - corners[1])
    up = across @ normal > 0
    return "".join("u" if side == up[0] else "d" for side in up)


def distance(atoms, others):
    """The root-mean-square deviation (Å) of gold, sulphur and carbon after superposition: the
    smallest over the eight numberings of the ring, and over mirror images."""
    smallest = np.inf
    here = atoms.positions[HEAVY] - atoms.positions[HEAVY].mean(0)
    for shift in range(4):
        for backwards in (False, True):
            corner = (shift - np.arange(4) if backwards else shift + np.arange(4)) % 4
            edge = (corner - 1) % 4 if backwards else corner
            there = others.positions[np.concatenate([edge, corner + 4, corner + 8])]
            there = there - there.mean(0)
            # The singular values without a look at the sign also allow mirror images.
            overlap = np.linalg.svd(here.T @ there, compute_uv=False).sum()
            squares = (here ** 2).sum() + (there ** 2).sum() - 2 * overlap
            smallest = min(smallest, np.sqrt(max(squares, 0) / len(HEAVY)))
    return smallest


def frame(atoms, **notes):
    """A copy with energy and forces, and notes for the comment line."""
    copy = Atoms(atoms.symbols, atoms.positions)
    copy.calc = SinglePointCalculator(
        copy, energy=atoms.get_potential_energy(), forces=atoms.get_forces())
    copy.info = notes
    return copy


def write(name, frames):
    """Writes extended XYZ with six decimals, gzipped if the name ends so. The same frames give
    the same bytes."""
    lines = []
    for atoms in frames:
        notes = "".join(f"{key}={value} " for key, value in atoms.info.items())
        lines += [
            f"{len(atoms)}",
            "Properties=species:S:1:pos:R:3:forces:R:3 molecule=ring4 " + notes
            + f'energy={atoms.get_potential_energy():.6f} pbc="F F F"',
        ]
        rows = np.hstack([atoms.positions, atoms.get_forces()])
        for symbol, row in zip(atoms.symbols, rows):
            lines.append(symbol + "".join(f" {value:.6f}" for value in row))
    text = ("\n".join(lines) + "\n").encode()
    (DATA / name).write_bytes(gzip.compress(text, mtime=0) if name.endswith("gz") else text)


def relax(atoms, largest_force):
    """Relaxes in place with xTB until no force is larger, and refuses what does not get there."""
    atoms.calc = Xtb(method=METHOD, accuracy=ACCURACY)
    if not BFGS(atoms, logfile=None, maxstep=0.1).run(fmax=largest_force, steps=1000):
        raise SystemExit("A structure did not relax within 1000 steps.")
    return atoms


def lowest_minimum():
    """The lowest of the minima that four rings relax to."""
    found = []
    for start in ((1, 1, 1, 1), (1, 1, 1, -1), (1, 1, -1, -1), (1, -1, 1, -1)):
        atoms = ring(start)
        atoms.rattle(0.15, seed=1)  # away from symmetric saddle points
        found.append(relax(atoms, 0.005))
        print(f"  a ring {sides(ring(start))} relaxes to {sides(atoms)},"
              f" {atoms.get_potential_energy():.3f} eV", flush=True)
    return min(found, key=lambda atoms: atoms.get_potential_energy())


def dynamics(minimum, temperature, run, frames, steps_per_frame):
    """Frames of one run from the minimum, after equilibration."""
    atoms = Atoms(minimum.symbols, minimum.positions, masses=[MASS] * len(minimum))
    atoms.calc = Xtb(method=METHOD, accuracy=ACCURACY)
    random = np.random.RandomState(10 * temperature + run)
    MaxwellBoltzmannDistribution(atoms, temperature_K=temperature, rng=random)
    langevin = Langevin(
        atoms, TIME_STEP, temperature_K=temperature, friction=FRICTION, rng=random)
    langevin.run(EQUILIBRATION)
    found, kinetic = [], []
    for _ in range(frames):
        langevin.run(steps_per_frame)
        step = langevin.get_number_of_steps()
        if not is_whole(atoms):
            raise SystemExit(f"A bond broke at {temperature} K, run {run}, step {step}.")
        found.append(frame(atoms, temperature=temperature, run=run, step=step))
        kinetic.append(atoms.get_temperature())
    longest = np.max([list(longest_bonds(atoms).values()) for atoms in found], axis=0)
    print(f"  mean kinetic temperature {np.mean(kinetic):.0f} K, longest bonds "
          + ", ".join(f"{kind} {length:.2f}" for kind, length in zip(LONGEST_BONDS, longest))
          + f" Å, methyls {' '.join(sorted({sides(atoms) for atoms in found}))}", flush=True)
    return found


def distorted_minima(minimum, distorted):
    """The minimum that each distorted structure relaxes to."""
    found = []
    for number, start in enumerate(distorted, 1):
        atoms = relax(Atoms(start.symbols, start.positions), 0.005)
        energy = atoms.get_potential_energy() - minimum.get_potential_energy()
        found.append(frame(atoms, start=number))
        print(f"  structure {number}, {distance(start, minimum):.3f} Å from the minimum, relaxes to"
              f" {sides(atoms)}, {distance(atoms, minimum):.3f} Å from it, {energy:+.4f} eV",
              flush=True)
    return found


def make(name, frames):
    """Makes a file unless it exists, and reads it."""
    if not (DATA / name).exists():
        print(name, flush=True)
        write(name, frames())
    return read(DATA / name, ":")


def main():
    """Makes the files in the order in which they need each other."""
    DATA.mkdir(exist_ok=True)
    [minimum] = make("ring4-minimum.xyz", lambda: [frame(lowest_minimum())])
    for run in RUNS:
        for temperature in TEMPERATURES:
            make(f"ring4-{temperature}K-run{run}.xyz.gz",
                 lambda: dynamics(minimum, temperature, run, FRAMES, STEPS_PER_FRAME))
    distorted = make("ring4-distorted.xyz", lambda: dynamics(
        minimum, DISTORTED_TEMPERATURE, DISTORTED_RUN, DISTORTED_FRAMES, STEPS_PER_DISTORTED_FRAME))
    make("ring4-distorted-minima.xyz", lambda: distorted_minima(minimum, distorted))


if __name__ == "__main__":
    main()
