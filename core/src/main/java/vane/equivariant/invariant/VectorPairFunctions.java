package vane.equivariant.invariant;

import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;
import static jdk.incubator.vector.DoubleVector.zero;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import vane.descriptor.RealSphericalHarmonics;

/**
 * The functions of single neighbours, a slot at a time: what {@link VectorEnergyKernel} begins
 * with. A workspace.
 */
final class VectorPairFunctions {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int W = SPECIES.length();

  private final TensorBasis basis;
  private final int lMax;
  private final int functions;

  /**
   * The factors of {@link RealSphericalHarmonics} at l² + l + m, with Q_mm in place of the one
   * ahead for l = m. They go one degree on, so that the loops need no branch: across a branch the
   * compiler allocates vectors.
   */
  final double[] ahead;

  final double[] behind;

  /** Radial functions and their slopes, {@code [slots × functions × lanes]}. */
  double[] radial = new double[0];

  double[] radialSlopes = new double[0];

  /** Harmonics, {@code [slots × (lMax + 1)² × lanes]}. */
  double[] angular = new double[0];

  /**
   * (x + iy)^m of the last slot, its real and its imaginary part, {@code [lMax + 1 × 2 × lanes]}.
   */
  private final double[] turned;

  /**
   * Of Legendre polynomial n: √(2n + 1), (2n + 1) / (n + 1) and n / (n + 1), those of the
   * recurrence. Divisions take their time.
   */
  private final double[] norm;

  private final double[] legendreAhead;
  private final double[] legendreBehind;

  VectorPairFunctions(TensorBasis basis) {
    this.basis = basis;
    this.lMax = basis.lMax();
    this.functions = basis.settings().radialFunctions();
    RealSphericalHarmonics harmonics = new RealSphericalHarmonics(lMax + 1);
    this.ahead = new double[harmonics.size()];
    this.behind = new double[harmonics.size()];
    for (int l = 0; l <= lMax + 1; l++) {
      for (int m = 0; m <= l; m++) {
        ahead[l * l + l + m] = m == l ? harmonics.sectoral(m) : harmonics.ahead(l, m);
        behind[l * l + l + m] = harmonics.behind(l, m);
      }
    }
    this.turned = new double[2 * (lMax + 1) * W];
    this.norm = new double[functions];
    this.legendreAhead = new double[functions];
    this.legendreBehind = new double[functions];
    for (int n = 0; n < functions; n++) {
      norm[n] = Math.sqrt(2 * n + 1);
      legendreAhead[n] = (2.0 * n + 1) / (n + 1);
      legendreBehind[n] = (double) n / (n + 1);
    }
  }

  void makeRoom(int slots) {
    if (radial.length < slots * functions * W) {
      radial = new double[slots * functions * W];
      radialSlopes = new double[radial.length];
      angular = new double[slots * (lMax + 1) * (lMax + 1) * W];
    }
  }

  /** {@link RadialBasis#evaluate} for one slot. */
  void radial(Tile tile, int k, RadialBasis basisOfPair) {
    double width = RadialBasis.INNER_WIDTH_ANGSTROM;
    DoubleVector distance = fromArray(SPECIES, tile.distances, k * W);
    DoubleVector below =
        broadcast(SPECIES, basisOfPair.inner()).sub(distance).max(0).min(2 * width);
    DoubleVector lag = broadcast(SPECIES, 1).sub(below.mul(1 / (2 * width)));
    // r = distance + (what it lags behind); the same as inner − below + below² / 4δ inside.
    DoubleVector beyond = broadcast(SPECIES, basisOfPair.inner()).sub(distance).max(0).sub(below);
    DoubleVector r = distance.add(beyond).add(below.mul(below).mul(1 / (4 * width)));
    DoubleVector s = r.mul(1 / basisOfPair.bond());
    DoubleVector s2 = s.mul(s);
    DoubleVector onePlus = s2.add(1);
    DoubleVector grown = s2.mul(s2).div(onePlus);
    DoubleVector agnesi = broadcast(SPECIES, 1).div(grown.add(1));
    double stretch = basisOfPair.stretch();
    DoubleVector t = agnesi.sub(basisOfPair.transformedCutoff()).mul(stretch).sub(1);
    DoubleVector grownSlope = s.mul(s2).mul(s2.mul(2).add(4)).div(onePlus.mul(onePlus));
    DoubleVector tSlope = agnesi.mul(agnesi).mul(grownSlope).mul(-stretch / basisOfPair.bond());
    double cutoff = basis.settings().cutoffAngstrom();
    int power = basis.settings().cutoffPower();
    DoubleVector ratio = r.mul(1 / cutoff);
    DoubleVector base = broadcast(SPECIES, 1).sub(ratio.mul(ratio)).max(0);
    DoubleVector almost = broadcast(SPECIES, 1);
    for (int i = 1; i < power; i++) {
      almost = almost.mul(base);
    }
    DoubleVector cut = almost.mul(base);
    DoubleVector cutSlope = almost.mul(ratio).mul(-2 * power / cutoff).mul(lag);
    DoubleVector tCut = tSlope.mul(cut).mul(lag);
    DoubleVector now = broadcast(SPECIES, 1);
    DoubleVector before = zero(SPECIES);
    DoubleVector slopeNow = zero(SPECIES);
    DoubleVector slopeBefore = zero(SPECIES);
    for (int n = 0; n < functions; n++) {
      now.mul(cut).mul(norm[n]).intoArray(radial, (k * functions + n) * W);
      slopeNow
          .mul(tCut)
          .add(now.mul(cutSlope))
          .mul(norm[n])
          .intoArray(radialSlopes, (k * functions + n) * W);
      double ahead = legendreAhead[n];
      double behind = legendreBehind[n];
      DoubleVector next = t.mul(now).mul(ahead).sub(before.mul(behind));
      DoubleVector slopeNext = t.fma(slopeNow, now).mul(ahead).sub(slopeBefore.mul(behind));
      before = now;
      now = next;
      slopeBefore = slopeNow;
      slopeNow = slopeNext;
    }
  }

  /** {@link RealSphericalHarmonics#evaluate} for one slot. */
  void harmonics(Tile tile, int k) {
    DoubleVector x = fromArray(SPECIES, tile.x, k * W);
    DoubleVector y = fromArray(SPECIES, tile.y, k * W);
    DoubleVector re = broadcast(SPECIES, 1);
    DoubleVector im = zero(SPECIES);
    for (int m = 0; m <= lMax; m++) {
      re.intoArray(turned, 2 * m * W);
      im.intoArray(turned, (2 * m + 1) * W);
      DoubleVector next = re.mul(x).sub(im.mul(y));
      im = re.mul(y).add(im.mul(x));
      re = next;
    }
    for (int m = 0; m <= lMax; m++) {
      harmonics(tile, k, m);
    }
  }

  /** Those of ±m. In a loop over m the compiler would allocate what goes from one to the next. */
  private void harmonics(Tile tile, int k, int m) {
    DoubleVector z = fromArray(SPECIES, tile.z, k * W);
    DoubleVector re = fromArray(SPECIES, turned, 2 * m * W);
    DoubleVector im = fromArray(SPECIES, turned, (2 * m + 1) * W);
    int first = k * (lMax + 1) * (lMax + 1);
    DoubleVector older = zero(SPECIES);
    DoubleVector old = broadcast(SPECIES, ahead[m * m + 2 * m]);
    for (int l = m; l <= lMax; l++) {
      int place = l * l + l;
      // For m = 0 the second overwrites the first.
      old.mul(im).intoArray(angular, (first + place - m) * W);
      old.mul(re).intoArray(angular, (first + place + m) * W);
      int following = place + 2 * l + 2 + m;
      DoubleVector next = z.mul(old).mul(ahead[following]).sub(older.mul(behind[following]));
      older = old;
      old = next;
    }
  }
}
