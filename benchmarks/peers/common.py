"""What the peers share: frames, measures of error, the row that each run prints, and ridge regression."""

import argparse
import os
import re
import resource
import sys

# One thread, so that processor time is that of one core. Before NumPy is loaded.
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(name, "1")

import numpy as np  # noqa: E402
from ase.io import read  # noqa: E402
from ase.neighborlist import neighbor_list  # noqa: E402
from scipy.linalg import LinAlgError, cho_factor, cho_solve  # noqa: E402
from scipy.linalg.blas import dsyrk  # noqa: E402
from scipy.sparse import csr_matrix  # noqa: E402

COLUMNS = ("method", "settings", "frames", "force MAE, meV/Å", "force RMSE, meV/Å", "angle, °",
           "energy RMSE, meV/atom", "CPU s", "memory, GB")
RIDGES = 10.0 ** np.arange(-3, -15, -1.0)
ROWS_AT_ONCE = 1000


def arguments(doc):
    """A parser with the arguments that every peer has."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("train", help="extended XYZ with forces, all frames or FILE@SLICE, as ASE has it")
    parser.add_argument("test", help="the same, not trained on")
    parser.add_argument("--header", action="store_true", help="print the head of the table first")
    return parser


def frames(path):
    """Frames of FILE or FILE@SLICE with their forces as `arrays["force"]` and energies as `info["e"]`."""
    file, _, part = path.partition("@")
    found = read(file, index=part or ":", format="extxyz")
    found = found if isinstance(found, list) else [found]
    for atoms in found:
        atoms.arrays["force"] = atoms.get_forces()
        atoms.info["e"] = atoms.get_potential_energy() if "energy" in atoms.calc.results else None
        atoms.calc = None
    if not found:
        raise SystemExit(f"{path}: found no frames")
    return found


def held_out(count):
    """Which of the frames choose the settings: every seventh."""
    return np.arange(count) % 7 == 3


def neighbours(atoms, cutoff):
    """Neighbours nearer than the cutoff, in the order of the centres: those of centre i are at start[i] to
    start[i + 1] of `other` and `vectors`."""
    if atoms.pbc.any():
        centre, other, vectors = neighbor_list("ijD", atoms, cutoff)
        order = np.argsort(centre, kind="stable")
        centre, other, vectors = centre[order], other[order], vectors[order]
    else:
        vectors = atoms.positions - atoms.positions[:, None]
        squares = (vectors**2).sum(2)
        np.fill_diagonal(squares, np.inf)
        centre, other = np.nonzero(squares < cutoff**2)
        vectors = vectors[centre, other]
    return centre, other, vectors, np.searchsorted(centre, np.arange(len(atoms) + 1))


def subtract_at(rows, places, values):
    """rows[places] -= values, where places may repeat; faster than NumPy's own."""
    once, inverse = np.unique(places, return_inverse=True)
    if len(once) == len(places):
        rows[places] -= values
        return
    sums = csr_matrix((np.ones(len(places)), (inverse, np.arange(len(places))))) @ values.reshape(len(places), -1)
    rows[once] -= sums.reshape(len(once), *values.shape[1:])


class Errors:
    """The measures of `vane evaluate`: over components of forces; angles weighted by the squared norm of
    the true force; energies an atom, less the mean error of each chemical formula."""

    def __init__(self, test, forces, energies=None):
        true = np.concatenate([atoms.arrays["force"] for atoms in test])
        difference = np.concatenate(forces) - true
        self.mae, self.rmse = np.abs(difference).mean(), np.sqrt((difference**2).mean())
        norm, other = np.linalg.norm(true, axis=1), np.linalg.norm(np.concatenate(forces), axis=1)
        some = (norm > 0) & (other > 0)
        cosine = (true * np.concatenate(forces)).sum(1)[some] / (norm * other)[some]
        angle = np.degrees(np.arccos(np.clip(cosine, -1, 1)))
        self.angle = np.average(angle, weights=norm[some] ** 2)
        self.energy = None
        if energies is not None and all(atoms.info["e"] is not None for atoms in test):
            self.energy = np.sqrt(np.mean(self.energy_errors(test, energies) ** 2))

    @staticmethod
    def energy_errors(test, energies):
        names = np.array([atoms.get_chemical_formula() for atoms in test])
        errors = np.array([e - atoms.info["e"] for e, atoms in zip(energies, test)])
        errors /= [len(atoms) for atoms in test]
        kept = [errors[names == name] - errors[names == name].mean()
                for name in set(names) if (names == name).sum() > 1]
        return np.concatenate(kept) if kept else np.full(1, np.nan)


def row(cells):
    return "| " + " | ".join(map(str, cells)) + " |"


def header():
    return row(COLUMNS) + "\n" + "|---" * len(COLUMNS) + "|"


def report(options, method, settings, count, errors):
    """Prints the run's row, with the processor time and the memory of this whole process."""
    if options.header:
        print(header())
    used = resource.getrusage(resource.RUSAGE_SELF)
    energy = "–" if errors.energy is None else f"{1000 * errors.energy:.2f}"
    print(row([method, settings, count, f"{1000 * errors.mae:.1f}", f"{1000 * errors.rmse:.1f}",
               f"{errors.angle:.2f}", energy, f"{used.ru_utime + used.ru_stime:.0f}",
               f"{used.ru_maxrss / 2**20:.1f}"]), flush=True)


class LinearFit:
    """Ridge regression of forces, and of energies where frames have them, on sums of descriptors.

    `describe(atoms)` gives the descriptors' sums [features] and minus their gradients [3 atoms × features].
    An energy counts as `energy_weight` per eV/atom, beside forces in eV/Å. Each element has a constant
    energy of its own, without a penalty. λ is chosen on the held-out frames. It is relative to the diagonal of
    the normal equations or, with `penalty` [features] that multiplies it, to their mean diagonal.
    """

    def __init__(self, describe, elements, energy_weight, penalty=None):
        self.describe, self.elements = describe, elements
        self.energy_weight, self.penalty = energy_weight, penalty

    def fit(self, train):
        held = held_out(len(train))
        self.with_energies = self.energy_weight > 0 and all(atoms.info["e"] is not None for atoms in train)
        fitted = [atoms for atoms, out in zip(train, held) if not out]
        rest = [atoms for atoms, out in zip(train, held) if out]
        rows, forces, sums_rest = self.equations(rest)
        normal, right, sums = self.normal_equations(fitted)
        if self.with_energies:
            more, more_right = self.energy_equations(fitted, sums)
            self.ridge = self.choose(normal + more, right + more_right, rows, forces)
        else:
            self.ridge = self.choose(normal, right, rows, forces)
        dsyrk(1.0, rows.T, beta=1.0, c=normal, overwrite_c=1, lower=1)
        right += rows.T @ forces
        if self.with_energies:
            more, more_right = self.energy_equations(fitted + rest, sums + sums_rest)
            normal += more
            right += more_right
        self.weights = self.solve(normal, right, self.ridge)
        return self

    def equations(self, some):
        described = [self.describe(atoms) for atoms in some]
        return (np.concatenate([rows for _, rows in described]),
                np.concatenate([atoms.arrays["force"].ravel() for atoms in some]), [s for s, _ in described])

    def normal_equations(self, some):
        normal, right, sums, chunk, size = None, 0, [], [], 0
        for atoms in some:
            chunk.append(atoms)
            size += 3 * len(atoms)
            if size >= ROWS_AT_ONCE or atoms is some[-1]:
                rows, forces, more = self.equations(chunk)
                if normal is None:
                    normal = np.zeros((rows.shape[1],) * 2, order="F")
                dsyrk(1.0, rows.T, beta=1.0, c=normal, overwrite_c=1, lower=1)
                right, sums, chunk, size = right + rows.T @ forces, sums + more, [], 0
        return normal, right, sums

    def energy_equations(self, some, sums):
        atoms = np.array([[len(a)] for a in some])
        x = np.array(sums) / atoms
        y = np.array([[a.info["e"]] for a in some]) / atoms
        shares = np.array([[(a.symbols == e).mean() for e in self.elements] for a in some])
        # What the constants of the elements explain is taken out of both sides.
        project = np.linalg.pinv(shares)
        x, y = x - shares @ (project @ x), y - shares @ (project @ y)
        return self.energy_weight**2 * x.T @ x, self.energy_weight**2 * (x.T @ y)[:, 0]

    def solve(self, normal, right, ridge):
        system = normal.copy(order="F")
        diagonal = np.arange(len(right))
        size = normal[diagonal, diagonal]
        system[diagonal, diagonal] += ridge * (size if self.penalty is None else size.mean() * self.penalty)
        # Keeps columns of zeros from failing.
        system[diagonal, diagonal] += 1e-18 * size.mean()
        return cho_solve(cho_factor(system, lower=True, overwrite_a=True, check_finite=False), right)

    def choose(self, normal, right, rows, forces):
        best, chosen, worse = np.inf, RIDGES[0], 0
        for ridge in RIDGES:
            try:
                error = np.sqrt(np.mean((rows @ self.solve(normal, right, ridge) - forces) ** 2))
            except LinAlgError:
                break
            print(f"λ {ridge:.0e}: held-out force RMSE {1000 * error:.1f} meV/Å", file=sys.stderr, flush=True)
            best, chosen, worse = (error, ridge, 0) if error < best else (best, chosen, worse + 1)
            if worse == 2:
                break
        return chosen

    def errors(self, test):
        forces, energies = [], []
        for atoms in test:
            sums, rows = self.describe(atoms)
            forces.append((rows @ self.weights).reshape(-1, 3))
            energies.append(sums @ self.weights)
        # The constants of the elements cancel where the mean error of each formula is taken out.
        return Errors(test, forces, energies if self.with_energies else None)


def elements_of(train, test):
    known = sorted({symbol for atoms in train for symbol in atoms.symbols})
    unknown = {symbol for atoms in test for symbol in atoms.symbols} - set(known)
    if unknown:
        raise SystemExit(f"{', '.join(sorted(unknown))} in the test but not in the training frames")
    return known
