#!/usr/bin/env python3
"""Linear ACE: ridge regression of forces, and energies, on invariants of two to four bodies.

    /usr/bin/python3 benchmarks/peers/linear_ace.py TRAIN.xyz TEST.xyz [--functions 100 700]

Densities A_anlm = Σ_j g_n(r_j) Y_lm(r̂_j) of the neighbours of element a, and the invariants of one, two and
three of them, the last with Gaunt coefficients (doi:10.1103/PhysRevB.99.014104, without its chemical
embeddings). Written from the formulas for this comparison; it shares no code with Vane or with another ACE.

Needs Python with ASE, NumPy and SciPy (Debian: python3-ase, python3-scipy).
"""

import itertools
import math

import common

import numpy as np
from numpy.polynomial import chebyshev, legendre
from scipy.sparse import csr_matrix

ATOMS_AT_ONCE = 32
ANGULAR_WEIGHT = 0.5


def harmonics(unit, largest):
    """Real spherical harmonics [points, (largest + 1)²] and derivatives [points, 3, …], l by l, m from −l to l,
    of N_lm ∂^m P_l(z) Re or Im (x + i y)^m."""
    x, y, z = unit.T
    powers = [np.ones_like(x) + 0j]
    for m in range(largest + 1):
        powers.append(powers[-1] * (x + 1j * y))
    values = np.zeros((len(x), (largest + 1) ** 2))
    slopes = np.zeros((len(x), 3, (largest + 1) ** 2))
    for l in range(largest + 1):
        for m in range(l + 1):
            polynomial = legendre.legder([0] * l + [1], m) if m else [0] * l + [1]
            norm = math.sqrt((2 * l + 1) / (4 * np.pi) * math.factorial(l - m) / math.factorial(l + m)
                             * (2 if m else 1))
            p, dp = norm * legendre.legval(z, polynomial), norm * legendre.legval(z, legendre.legder(polynomial))
            lower = m * powers[m - 1] if m else 0 * powers[0]
            for part, turn, k in ((np.real, 1, l * l + l + m), (np.imag, 1, l * l + l - m))[:1 + (m > 0)]:
                values[:, k] = p * part(powers[m])
                slopes[:, 0, k] = p * part(lower)
                slopes[:, 1, k] = p * part(1j * lower)
                slopes[:, 2, k] = dp * part(powers[m])
    return values, slopes


def gaunt(largest):
    """∫ Y_a Y_b Y_c over the sphere, exactly, by quadrature."""
    z, w = np.polynomial.legendre.leggauss(2 * largest + 2)
    phi = 2 * np.pi * np.arange(4 * largest + 4) / (4 * largest + 4)
    z, w, phi = np.repeat(z, len(phi)), np.repeat(w, len(phi)) * phi[1], np.tile(phi, len(z))
    s = np.sqrt(1 - z**2)
    y = harmonics(np.stack([s * np.cos(phi), s * np.sin(phi), z], axis=1), largest)[0]
    found = np.einsum("p,pa,pb,pc->abc", w, y, y, y, optimize=True)
    return np.where(abs(found) > 1e-10, found, 0)


class LinearAce:
    """`describe(atoms)` for common.LinearFit. The channel (a, n, l, m) of a density is at place
    (a·radial + n)·(largest_l + 1)² + l² + l + m; after the last is the constant 1."""

    def __init__(self, elements, cutoff, radial, largest_l, pairs, triples):
        self.elements, self.cutoff, self.radial, self.largest_l = elements, cutoff, radial, largest_l
        self.per_element = radial * (largest_l + 1) ** 2
        self.channels = len(elements) * self.per_element
        shells = [(a, n, l) for a in range(len(elements)) for n in range(radial) for l in range(largest_l + 1)]
        shells.sort(key=self.degree)
        chosen = [[s] for s in shells if s[2] == 0]
        chosen += self.lowest(((s, t) for s, t in itertools.combinations_with_replacement(shells, 2)
                               if s[2] == t[2]), pairs)
        chosen += self.lowest(((s, t, u) for s, t, u in itertools.combinations_with_replacement(shells, 3)
                               if (s[2] + t[2] + u[2]) % 2 == 0 and 2 * max(s[2], t[2], u[2]) <= s[2] + t[2] + u[2]),
                              triples)
        self.count = len(chosen)
        self.order = np.array([len(f) for f in chosen])
        self.penalty = np.array([(1.0 + sum(n * n + l * l for _, n, l in f)) ** 2 for f in chosen])
        self.derivatives(chosen)

    @staticmethod
    def degree(shell):
        return shell[1] + ANGULAR_WEIGHT * shell[2]

    def lowest(self, functions, count):
        return sorted(functions, key=lambda f: sum(map(self.degree, f)))[:count]

    def derivatives(self, chosen):
        """∂B_k/∂A_v as a sparse matrix times the products of two channels. `places` are those of its rows in
        [channels × functions]."""
        coefficients = gaunt(self.largest_l)
        size, one = (self.largest_l + 1) ** 2, self.channels
        k_of, v_of, left, right, value = [], [], [], [], []
        for k, f in enumerate(chosen):
            at = [(a * self.radial + n) * size + l * l for a, n, l in f]
            if len(f) == 1:
                terms = np.array([[at[0], one, one]])
                weights = np.ones(1)
            elif len(f) == 2:
                m = np.arange(2 * f[0][2] + 1)
                terms = np.stack([at[0] + m, at[1] + m, np.full(len(m), one)], axis=1)
                weights = np.ones(len(m))
            else:
                part = coefficients[tuple(np.ix_(*(range(l * l, (l + 1) ** 2) for _, _, l in f)))]
                where = np.argwhere(part)
                terms, weights = where + np.array(at), part[tuple(where.T)]
            for i in range(len(f)):
                v, others = terms[:, i], np.sort(np.delete(terms, i, axis=1), axis=1)
                k_of.append(np.full(len(v), k))
                v_of.append(v)
                left.append(others[:, 0])
                right.append(others[:, 1])
                value.append(weights)
        k_of, v_of, left, right, value = map(np.concatenate, (k_of, v_of, left, right, value))
        self.places, row = np.unique(v_of * self.count + k_of, return_inverse=True)
        products, column = np.unique(left * (one + 1) + right, return_inverse=True)
        self.left, self.right = np.divmod(products, one + 1)
        self.products_to_slopes = csr_matrix((value, (row, column)), shape=(len(self.places), len(products)))

    def functions(self, vectors):
        """g_n(r) Y_lm [pairs, n l m] and gradients [pairs, 3, n l m]."""
        r = np.linalg.norm(vectors, axis=1)
        unit = vectors / r[:, None]
        # Distances as 1/(1 + (r/r0)²), from −1 at the cutoff to 1 at zero; Chebyshev polynomials of them.
        r0 = 0.4 * self.cutoff
        t, edge = 1 / (1 + (r / r0) ** 2), 1 / (1 + (self.cutoff / r0) ** 2)
        x, dx = 2 * (t - edge) / (1 - edge) - 1, -4 * t**2 * r / r0**2 / (1 - edge)
        inside = 1 - (r / self.cutoff) ** 2
        smooth, dsmooth = inside**3, -6 * inside**2 * r / self.cutoff**2
        g, dg = np.zeros((2, len(r), self.radial))
        for n in range(self.radial):
            c = [0] * n + [1]
            value = chebyshev.chebval(x, c)
            slope = chebyshev.chebval(x, chebyshev.chebder(c)) * dx if n else 0
            g[:, n], dg[:, n] = value * smooth, slope * smooth + value * dsmooth
        y, dy = harmonics(unit, self.largest_l)
        dy -= unit[:, :, None] * (unit[:, None] @ dy)
        dy /= r[:, None, None]
        values = g[:, :, None] * y[:, None]
        slopes = (unit[:, :, None, None] * dg[:, None, :, None]) * y[:, None, None]
        slopes += g[:, None, :, None] * dy[:, :, None]
        return values.reshape(len(r), -1), slopes.reshape(len(r), 3, -1)

    def describe(self, atoms):
        types = np.array([self.elements.index(symbol) for symbol in atoms.symbols])
        centre, other, vectors, start = common.neighbours(atoms, self.cutoff)
        rows = np.zeros((len(self.elements), len(atoms), 3, self.count))
        sums = np.zeros((len(self.elements), self.count))
        slopes = np.zeros((min(ATOMS_AT_ONCE, len(atoms)), self.channels * self.count))
        for first in range(0, len(atoms), ATOMS_AT_ONCE):
            some = np.arange(first, min(first + ATOMS_AT_ONCE, len(atoms)))
            span = slice(start[some[0]], start[some[-1] + 1])
            if span.start == span.stop:
                continue
            values, gradients = self.functions(vectors[span])
            density = np.zeros((len(some), len(self.elements), self.per_element))
            np.add.at(density, (centre[span] - first, types[other[span]]), values)
            density = density.reshape(len(some), -1)
            extended = np.concatenate([density, np.ones((len(some), 1))], axis=1).T
            slopes[:len(some), self.places] = (
                self.products_to_slopes @ (extended[self.left] * extended[self.right])).T
            for local, i in enumerate(some):
                of_centre = slopes[local].reshape(self.channels, self.count)
                # Each invariant is homogeneous in A, of its order.
                sums[types[i]] += density[local] @ of_centre / self.order
                near = slice(start[i], start[i + 1])
                for e in set(types[other[near]]):
                    j = np.flatnonzero(types[other[near]] == e) + start[i]
                    part = of_centre[e * self.per_element:(e + 1) * self.per_element]
                    gradient = (gradients[j - span.start].reshape(-1, self.per_element) @ part).reshape(
                        len(j), 3, self.count)
                    rows[types[i], i] += gradient.sum(0)
                    common.subtract_at(rows[types[i]], other[j], gradient)
        return sums.ravel(), rows.transpose(1, 2, 0, 3).reshape(3 * len(atoms), -1)


def main():
    parser = common.arguments(__doc__)
    parser.add_argument("--cutoff", type=float, default=5.0, help="Å (default: 5)")
    parser.add_argument("--radial", type=int, default=8, help="radial functions (default: 8)")
    parser.add_argument("--largest-l", type=int, default=5, help="(default: 5)")
    parser.add_argument("--functions", type=int, nargs=2, default=[100, 700], metavar=("PAIRS", "TRIPLES"),
                        help="invariants of two and of three densities, an element, those of lowest n + l/2")
    parser.add_argument("--energy-weight", type=float, default=100.0,
                        help="of eV/atom beside eV/Å; 0 fits forces alone (default: 100)")
    options = parser.parse_args()
    train, test = common.frames(options.train), common.frames(options.test)
    elements = common.elements_of(train, test)
    ace = LinearAce(elements, options.cutoff, options.radial, options.largest_l, *options.functions)
    penalty = np.tile(ace.penalty, len(elements))
    fit = common.LinearFit(ace.describe, elements, options.energy_weight, penalty).fit(train)
    common.report(options, "linear ACE", f"{options.cutoff:g} Å, {ace.count} per element, λ {fit.ridge:.0e}",
                  len(train), fit.errors(test))


if __name__ == "__main__":
    main()
