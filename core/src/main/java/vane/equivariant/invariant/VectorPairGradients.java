package vane.equivariant.invariant;

import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;
import static jdk.incubator.vector.DoubleVector.zero;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The gradients by the positions of single neighbours, a slot at a time: what {@link
 * VectorEnergyKernel} ends with. A workspace.
 */
final class VectorPairGradients {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int W = SPECIES.length();

  private final TensorBasis basis;
  private final VectorPairFunctions pairs;
  private final int lMax;
  private final int functions;
  private final double[] ahead;
  private final double[] behind;

  /** For one slot and each lm: Σ_n slope · R_n and Σ_n slope · R_n'. */
  private final double[] across;

  private final double[] along;

  /** {@code [slots × 3 × lanes]} in eV/Å. */
  double[] gradients = new double[0];

  VectorPairGradients(TensorBasis basis, VectorPairFunctions pairs) {
    this.basis = basis;
    this.pairs = pairs;
    this.lMax = basis.lMax();
    this.functions = basis.settings().radialFunctions();
    this.ahead = pairs.ahead;
    this.behind = pairs.behind;
    this.across = new double[(lMax + 1) * (lMax + 1) * W];
    this.along = new double[across.length];
  }

  void makeRoom(int slots) {
    if (gradients.length < 3 * slots * W) {
      gradients = new double[3 * slots * W];
    }
  }

  /** Brings the slopes of one slot together, by lm: into {@code across} and {@code along}. */
  void gatherSlopes(double[] slopes, int a, int k) {
    for (int l = 0; l <= lMax; l++) {
      int block = a * (lMax + 1) + l;
      int count = basis.blockFunctions[block];
      int start = basis.blockStart[block];
      int width = 2 * l + 1;
      if (width == 1) {
        gatherOne(slopes, start, count, k);
      } else {
        for (int m = 0; m < width; m += 3) {
          int begin = Math.min(m, width - 3);
          gatherThree(slopes, start + begin, width, count, k, l * l + begin);
        }
      }
    }
  }

  private void gatherOne(double[] slopes, int start, int count, int k) {
    double[] radial = pairs.radial;
    double[] radialSlopes = pairs.radialSlopes;
    DoubleVector sum = zero(SPECIES);
    DoubleVector sumOfSlopes = sum;
    int at = k * functions * W;
    for (int n = 0; n < count; n++, at += W) {
      DoubleVector slope = fromArray(SPECIES, slopes, (start + n) * W);
      sum = slope.fma(fromArray(SPECIES, radial, at), sum);
      sumOfSlopes = slope.fma(fromArray(SPECIES, radialSlopes, at), sumOfSlopes);
    }
    sum.intoArray(across, 0);
    sumOfSlopes.intoArray(along, 0);
  }

  /** Three components at once; some of five or seven are found twice, the same both times. */
  private void gatherThree(double[] slopes, int start, int width, int count, int k, int lm) {
    double[] radial = pairs.radial;
    double[] radialSlopes = pairs.radialSlopes;
    DoubleVector a0 = zero(SPECIES);
    DoubleVector a1 = a0;
    DoubleVector a2 = a0;
    DoubleVector b0 = a0;
    DoubleVector b1 = a0;
    DoubleVector b2 = a0;
    int of = k * functions * W;
    int at = start * W;
    for (int n = 0; n < count; n++, of += W, at += width * W) {
      DoubleVector r = fromArray(SPECIES, radial, of);
      DoubleVector s = fromArray(SPECIES, radialSlopes, of);
      DoubleVector x = fromArray(SPECIES, slopes, at);
      a0 = x.fma(r, a0);
      b0 = x.fma(s, b0);
      DoubleVector y = fromArray(SPECIES, slopes, at + W);
      a1 = y.fma(r, a1);
      b1 = y.fma(s, b1);
      DoubleVector z = fromArray(SPECIES, slopes, at + 2 * W);
      a2 = z.fma(r, a2);
      b2 = z.fma(s, b2);
    }
    a0.intoArray(across, lm * W);
    a1.intoArray(across, (lm + 1) * W);
    a2.intoArray(across, (lm + 2) * W);
    b0.intoArray(along, lm * W);
    b1.intoArray(along, (lm + 1) * W);
    b2.intoArray(along, (lm + 2) * W);
  }

  /**
   * The gradient by the position of the neighbour of one slot: what goes along the bond, and what
   * turns it. For each m all l are summed before they are multiplied by (x + iy)^m.
   */
  void gradient(Tile tile, int k) {
    DoubleVector x = fromArray(SPECIES, tile.x, k * W);
    DoubleVector y = fromArray(SPECIES, tile.y, k * W);
    DoubleVector z = fromArray(SPECIES, tile.z, k * W);
    DoubleVector along = zero(SPECIES);
    DoubleVector gx = along;
    DoubleVector gy = along;
    DoubleVector gz = along;
    DoubleVector re = broadcast(SPECIES, 1);
    DoubleVector im = along;
    DoubleVector reBefore = along;
    DoubleVector imBefore = along;
    for (int m = 0; m <= lMax; m++) {
      DoubleVector older = zero(SPECIES);
      DoubleVector old = broadcast(SPECIES, ahead[m * m + 2 * m]);
      DoubleVector slopeOlder = older;
      DoubleVector slope = older;
      DoubleVector even = older;
      DoubleVector evenAlong = older;
      DoubleVector evenSlope = older;
      DoubleVector odd = older;
      DoubleVector oddAlong = older;
      DoubleVector oddSlope = older;
      for (int l = m; l <= lMax; l++) {
        int plus = l * l + l + m;
        DoubleVector weight = fromArray(SPECIES, across, plus * W);
        even = old.fma(weight, even);
        evenSlope = slope.fma(weight, evenSlope);
        evenAlong = old.fma(fromArray(SPECIES, this.along, plus * W), evenAlong);
        // For m = 0 the same again, which the factor im = 0 takes away.
        int minus = plus - 2 * m;
        weight = fromArray(SPECIES, across, minus * W);
        odd = old.fma(weight, odd);
        oddSlope = slope.fma(weight, oddSlope);
        oddAlong = old.fma(fromArray(SPECIES, this.along, minus * W), oddAlong);
        int following = plus + 2 * l + 2;
        DoubleVector next = z.mul(old).mul(ahead[following]).sub(older.mul(behind[following]));
        DoubleVector slopeNext =
            z.fma(slope, old).mul(ahead[following]).sub(slopeOlder.mul(behind[following]));
        older = old;
        old = next;
        slopeOlder = slope;
        slope = slopeNext;
      }
      along = re.fma(evenAlong, im.fma(oddAlong, along));
      gz = re.fma(evenSlope, im.fma(oddSlope, gz));
      gx = reBefore.mul(even).add(imBefore.mul(odd)).mul(m).add(gx);
      gy = reBefore.mul(odd).sub(imBefore.mul(even)).mul(m).add(gy);
      reBefore = re;
      imBefore = im;
      re = reBefore.mul(x).sub(imBefore.mul(y));
      im = reBefore.mul(y).add(imBefore.mul(x));
    }
    DoubleVector inverse = broadcast(SPECIES, 1).div(fromArray(SPECIES, tile.distances, k * W));
    DoubleVector radially = gx.mul(x).add(gy.mul(y)).add(gz.mul(z));
    DoubleVector rest = along.sub(radially.mul(inverse));
    int to = 3 * k * W;
    gx.mul(inverse).add(rest.mul(x)).intoArray(gradients, to);
    gy.mul(inverse).add(rest.mul(y)).intoArray(gradients, to + W);
    gz.mul(inverse).add(rest.mul(z)).intoArray(gradients, to + 2 * W);
  }
}
