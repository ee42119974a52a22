#!/usr/bin/env python3
"""Symmetric gradient-domain kernel regression for one molecule (sGDML, doi:10.1038/s41467-018-06169-2).

    /usr/bin/python3 benchmarks/peers/sgdml.py TRAIN.xyz TEST.xyz [--frames 100 200] [--methyls]

The descriptor is all inverse distances, the kernel of two forces the Hessian of a Matérn kernel (ν = 5/2).
All equations are solved at once by Cholesky: memory is 8 (3 atoms × frames)² bytes. The width is chosen on
frames of TRAIN that are not trained on. Symmetries are not looked for, but --methyls adds the rotations of
every methyl group, and --permutations any others. A row is printed for each number of --frames.

Needs Python with ASE, NumPy and SciPy (Debian: python3-ase, python3-scipy).
"""

import itertools
import sys

import common

import numpy as np
from scipy.linalg import LinAlgError, cho_factor, cho_solve

WIDTHS = (5, 10, 20, 40, 80)
PAIRS_AT_ONCE = 64


class Molecule:
    """Inverse distances [pairs] and their derivatives [3 atoms × pairs] of frames of one molecule."""

    def __init__(self, atoms):
        self.numbers = atoms.numbers
        self.first, self.second = np.triu_indices(len(atoms), 1)

    def describe(self, atoms):
        if not np.array_equal(atoms.numbers, self.numbers):
            raise SystemExit(f"found {atoms.symbols}, expected the same atoms in the same order in all frames")
        vectors = atoms.positions[self.first] - atoms.positions[self.second]
        x = 1 / np.linalg.norm(vectors, axis=1)
        slope = -vectors * x[:, None] ** 3
        pair = np.arange(len(x))
        jacobian = np.zeros((len(atoms), 3, len(x)))
        jacobian[self.first, :, pair] = slope
        jacobian[self.second, :, pair] = -slope
        return x, jacobian.reshape(3 * len(atoms), -1)


class Kernel:
    """The Matérn kernel k(q) = (1 + q + q²/3) e^−q, q = √5 d / width, and its derivatives."""

    def __init__(self, width):
        self.width = width

    def block(self, x, jacobian, others, jacobians):
        """Covariances of the forces on x with those on the others [n × 3 atoms × 3 atoms]: J ∇∇′k J′ᵀ."""
        difference = x - others
        q = np.sqrt(5) * np.linalg.norm(difference, axis=1) / self.width
        scale = 5 / (3 * self.width**2) * np.exp(-q)
        left, right = difference @ jacobian.T, np.einsum("np,nap->na", difference, jacobians)
        inner = (jacobians.reshape(-1, jacobians.shape[2]) @ jacobian.T).reshape(len(others), -1, len(jacobian))
        inner *= (scale * (1 + q))[:, None, None]
        inner -= (scale * 5 / self.width**2)[:, None, None] * right[:, :, None] * left[:, None, :]
        return inner.transpose(0, 2, 1)

    def predict(self, x, jacobian, others, directions):
        """Energy and forces at x, for directions J_jᵀ α_j [n × pairs]."""
        difference = x - others
        q = np.sqrt(5) * np.linalg.norm(difference, axis=1) / self.width
        scale = 5 / (3 * self.width**2) * np.exp(-q)
        along = (difference * directions).sum(1)
        energy = -np.sum(scale * (1 + q) * along)
        slope = (scale * (1 + q)) @ directions - (scale * 5 / self.width**2 * along) @ difference
        return energy, (jacobian @ slope).reshape(-1, 3)


class Sgdml:
    """`permutations` [n × atoms] is a group: the kernel is summed over it."""

    def __init__(self, molecule, permutations, width, ridge):
        self.molecule, self.permutations, self.kernel, self.ridge = molecule, permutations, Kernel(width), ridge

    def turned(self, frame, permutation):
        atoms = frame.copy()
        atoms.positions = atoms.positions[permutation]
        return self.molecule.describe(atoms)

    def fit(self, train):
        size, count = 3 * len(train[0]), len(train)
        described = [[self.turned(frame, p) for p in self.permutations] for frame in train]
        xs = np.array([[x for x, _ in of] for of in described])
        jacobians = np.array([[j for _, j in of] for of in described])
        system = np.zeros((count * size,) * 2, order="F")
        # Coordinate k of a permuted frame is coordinate forward[k] of the frame.
        forward = [np.repeat(3 * p, 3) + np.tile([0, 1, 2], len(p)) for p in self.permutations]
        back = [np.argsort(f) for f in forward]
        for i in range(count):
            x, jacobian = xs[i, 0], jacobians[i, 0]
            for first in range(0, i + 1, PAIRS_AT_ONCE):
                last = min(first + PAIRS_AT_ONCE, i + 1)
                total = 0
                for s in range(len(self.permutations)):
                    total = total + self.kernel.block(x, jacobian, xs[first:last, s],
                                                      jacobians[first:last, s])[:, :, back[s]]
                system[i * size:(i + 1) * size, first * size:last * size] = total.transpose(1, 0, 2).reshape(size, -1)
        forces = np.concatenate([frame.arrays["force"].ravel() for frame in train])
        diagonal = np.arange(len(forces))
        system[diagonal, diagonal] += self.ridge * system[diagonal, diagonal].mean()
        factor = cho_factor(system, lower=True, overwrite_a=True, check_finite=False)
        weights = cho_solve(factor, forces, check_finite=False).reshape(count, size)
        del system, factor
        self.others, self.directions = [], []
        for j in range(count):
            for s, f in enumerate(forward):
                self.others.append(xs[j, s])
                self.directions.append(weights[j][f] @ jacobians[j, s])
        self.others, self.directions = np.array(self.others), np.array(self.directions)
        return self

    def predict(self, frames):
        energies, forces = zip(*(self.kernel.predict(*self.molecule.describe(frame), self.others, self.directions)
                                 for frame in frames))
        return energies, list(forces)


def methyls(atoms):
    """Triples of hydrogen atoms that are bound to one carbon atom, each with its cyclic permutations."""
    distances = atoms.get_all_distances()
    groups = []
    for c in np.flatnonzero(atoms.numbers == 6):
        h = np.flatnonzero((atoms.numbers == 1) & (distances[c] < 1.3))
        if len(h) == 3:
            groups.append([h, h[[1, 2, 0]], h[[2, 0, 1]]])
    return groups


def permutations(atoms, options):
    groups = methyls(atoms) if options.methyls else []
    for text in options.permutations or ():
        cycle = np.array([int(i) for i in text.split(",")])
        groups.append([np.roll(cycle, k) for k in range(len(cycle))])
    found = []
    for choice in itertools.product(*groups):
        p = np.arange(len(atoms))
        for group, chosen in zip(groups, choice):
            p[group[0]] = chosen
        found.append(p)
    return found


def evenly(frames, count):
    return [frames[i] for i in np.linspace(0, len(frames) - 1, count).round().astype(int)]


def main():
    parser = common.arguments(__doc__)
    parser.add_argument("--frames", type=int, nargs="+", default=[100], help="to train on, evenly from TRAIN")
    parser.add_argument("--methyls", action="store_true", help="rotations of methyl groups")
    parser.add_argument("--permutations", nargs="+", metavar="I,J,…",
                        help="cycles of atoms, counted from zero; cycles that share an atom are not supported")
    parser.add_argument("--ridge", type=float, default=1e-10, help="relative to the mean diagonal (default: 1e-10)")
    parser.add_argument("--width", type=float, help="of the kernel, in 1/Å (default: chosen on held-out frames)")
    options = parser.parse_args()
    train, test = common.frames(options.train), common.frames(options.test)
    molecule, group = Molecule(train[0]), permutations(train[0], options)
    if max(options.frames) > len(train):
        raise SystemExit(f"--frames {max(options.frames)}: {options.train} has {len(train)}")
    width = options.width or choose(molecule, group, train, options)
    for count in options.frames:
        fit = Sgdml(molecule, group, width, options.ridge).fit(evenly(train, count))
        energies, forces = fit.predict(test)
        name = "sGDML" if len(group) > 1 else "GDML"
        settings = f"width {width:g}, {len(group)} permutation{'s' * (len(group) > 1)}, λ {options.ridge:.0e}"
        common.report(options, name, settings, count, common.Errors(test, forces, energies))
        options.header = False


def choose(molecule, group, train, options):
    """The width with which a quarter of the smallest number of frames predicts others best."""
    held = common.held_out(len(train))
    fitted = [frame for frame, out in zip(train, held) if not out]
    rest = evenly([frame for frame, out in zip(train, held) if out], min(30, held.sum()))
    fitted = evenly(fitted, min(len(fitted), max(options.frames[0] // 2, 10)))
    best, chosen = np.inf, None
    for width in WIDTHS:
        try:
            error = common.Errors(rest, Sgdml(molecule, group, width, options.ridge).fit(fitted).predict(rest)[1])
        except LinAlgError:
            break
        print(f"width {width}: held-out force RMSE {1000 * error.rmse:.1f} meV/Å", file=sys.stderr, flush=True)
        best, chosen = min((best, chosen), (error.rmse, width), key=lambda pair: pair[0])
    if chosen is None:
        raise SystemExit("no width could be solved; raise --ridge")
    return chosen


if __name__ == "__main__":
    main()
