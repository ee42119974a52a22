package vane.equivariant.invariant;

import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;
import static jdk.incubator.vector.DoubleVector.zero;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import vane.descriptor.RealSphericalHarmonics;

/**
 * As many atoms at once as a register holds, one in each lane, so that every step of the sparse
 * contraction is one instruction for all of them.
 *
 * <p>Vectors stay in registers only where the compiler inlines every call that they pass through.
 * It always does so with calls of the library, and stops with ours where a method grows large: so
 * there are no little helpers here.
 */
final class VectorEnergyKernel implements EnergyKernel {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int W = SPECIES.length();

  private final TensorBasis basis;
  private final int lMax;

  /**
   * The factors of {@link RealSphericalHarmonics} at l² + l + m, with Q_mm in place of the one
   * ahead for l = m. They go one degree on, so that the loops need no branch: across a branch the
   * compiler allocates vectors.
   */
  private final double[] ahead;

  private final double[] behind;
  private final double[] tensors;
  private final double[] slopes;

  private final int functions;

  /** Radial functions and their slopes, {@code [slots × functions × lanes]}. */
  private double[] radial = new double[0];

  private double[] radialSlopes = new double[0];

  /** Harmonics of one slot, {@code [(lMax + 1)² × lanes]}. */
  private final double[] angular;

  /** For one slot and each lm: Σ_n slope · R_n and Σ_n slope · R_n'. */
  private final double[] across;

  private final double[] energies = new double[W];
  private double[] gradients = new double[0];
  private double[] deviations = new double[0];
  private Tile tile;

  VectorEnergyKernel(TensorBasis basis) {
    this.basis = basis;
    this.lMax = basis.lMax();
    RealSphericalHarmonics harmonics = new RealSphericalHarmonics(lMax + 1);
    this.ahead = new double[harmonics.size()];
    this.behind = new double[harmonics.size()];
    for (int l = 0; l <= lMax + 1; l++) {
      for (int m = 0; m <= l; m++) {
        ahead[l * l + l + m] = m == l ? harmonics.sectoral(m) : harmonics.ahead(l, m);
        behind[l * l + l + m] = harmonics.behind(l, m);
      }
    }
    this.tensors = new double[basis.components * W];
    this.slopes = new double[basis.components * W];
    this.functions = basis.settings().radialFunctions();
    this.angular = new double[(lMax + 1) * (lMax + 1) * W];
    this.across = new double[(lMax + 1) * (lMax + 1) * W];
  }

  @Override
  public int lanes() {
    return W;
  }

  @Override
  public double[] energies() {
    return energies;
  }

  @Override
  public double[] gradients() {
    return gradients;
  }

  @Override
  public void invariants(int count, double[] destination) {
    for (int q = 0; q < count; q++) {
      int a = basis.left[q];
      int b = basis.right[q];
      DoubleVector sum = zero(SPECIES);
      for (int m = 0; b >= 0 && m <= 2 * basis.tensorL[a]; m++) {
        sum =
            fromArray(SPECIES, tensors, (basis.tensorStart[a] + m) * W)
                .fma(fromArray(SPECIES, tensors, (basis.tensorStart[b] + m) * W), sum);
      }
      sum.intoArray(destination, q * W);
      if (b < 0) {
        System.arraycopy(tensors, basis.tensorStart[a] * W, destination, q * W, W);
      }
    }
  }

  @Override
  public void trainingDistances(MahalanobisDistance metric, double[] destination) {
    int size = metric.size();
    if (deviations.length < size * W) {
      deviations = new double[size * W];
    }
    invariants(size, deviations);
    for (int i = 0; i < size; i++) {
      fromArray(SPECIES, deviations, i * W).sub(metric.mean[i]).intoArray(deviations, i * W);
    }
    double[] factor = metric.factor;
    DoubleVector total = zero(SPECIES);
    for (int i = 0; i < size; i++) {
      int row = i * size;
      DoubleVector a = fromArray(SPECIES, deviations, i * W).mul(factor[row + i]);
      // An odd row has one more before the pairs.
      DoubleVector b = fromArray(SPECIES, deviations, 0).mul((i & 1) * factor[row]);
      for (int j = i & 1; j < i; j += 2) {
        a = fromArray(SPECIES, deviations, j * W).fma(broadcast(SPECIES, factor[row + j]), a);
        b =
            fromArray(SPECIES, deviations, (j + 1) * W)
                .fma(broadcast(SPECIES, factor[row + j + 1]), b);
      }
      DoubleVector sum = a.add(b);
      total = sum.fma(sum, total);
    }
    total.div(Math.max(1, size)).sqrt().intoArray(destination, 0);
  }

  @Override
  public void expand(Tile tileOfAll, RadialBasis[] radialBases) {
    tile = tileOfAll;
    Arrays.fill(tensors, 0, basis.densityComponents * W, 0);
    int slots = tile.slots();
    if (gradients.length < 3 * slots * W) {
      gradients = new double[3 * slots * W];
      radial = new double[slots * functions * W];
      radialSlopes = new double[radial.length];
    }
    for (int a = 0; a < basis.species(); a++) {
      for (int k = tile.from[a]; k < tile.from[a + 1]; k++) {
        radial(k, radialBases[a]);
        harmonics(k);
        addDensities(a, k);
      }
    }
    addPairs();
  }

  @Override
  public void contract(ContractionPlan plan) {
    energy(plan);
    goBack(plan);
    for (int a = 0; a < basis.species(); a++) {
      for (int k = tile.from[a]; k < tile.from[a + 1]; k++) {
        gatherSlopes(a, k);
        gradient(k);
      }
    }
  }

  /** {@link RadialBasis#evaluate} for one slot. */
  private void radial(int k, RadialBasis basisOfPair) {
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
      double norm = Math.sqrt(2 * n + 1);
      now.mul(cut).mul(norm).intoArray(radial, (k * functions + n) * W);
      slopeNow
          .mul(tCut)
          .add(now.mul(cutSlope))
          .mul(norm)
          .intoArray(radialSlopes, (k * functions + n) * W);
      double ahead = (2.0 * n + 1) / (n + 1);
      double behind = (double) n / (n + 1);
      DoubleVector next = t.mul(now).mul(ahead).sub(before.mul(behind));
      DoubleVector slopeNext = t.mul(slopeNow).add(now).mul(ahead).sub(slopeBefore.mul(behind));
      before = now;
      now = next;
      slopeBefore = slopeNow;
      slopeNow = slopeNext;
    }
  }

  /** {@link RealSphericalHarmonics#evaluate} for one slot. */
  private void harmonics(int k) {
    DoubleVector x = fromArray(SPECIES, tile.x, k * W);
    DoubleVector y = fromArray(SPECIES, tile.y, k * W);
    DoubleVector z = fromArray(SPECIES, tile.z, k * W);
    DoubleVector re = broadcast(SPECIES, 1);
    DoubleVector im = zero(SPECIES);
    for (int m = 0; m <= lMax; m++) {
      DoubleVector older = zero(SPECIES);
      DoubleVector old = broadcast(SPECIES, ahead[m * m + 2 * m]);
      for (int l = m; l <= lMax; l++) {
        int place = l * l + l;
        // For m = 0 the second overwrites the first.
        old.mul(im).intoArray(angular, (place - m) * W);
        old.mul(re).intoArray(angular, (place + m) * W);
        int following = place + 2 * l + 2 + m;
        DoubleVector next = z.mul(old).mul(ahead[following]).sub(older.mul(behind[following]));
        older = old;
        old = next;
      }
      DoubleVector turned = re.mul(x).sub(im.mul(y));
      im = re.mul(y).add(im.mul(x));
      re = turned;
    }
  }

  private void addDensities(int a, int k) {
    for (int l = 0; l <= lMax; l++) {
      int block = a * (lMax + 1) + l;
      int component = basis.blockStart[block];
      for (int n = 0; n < basis.blockFunctions[block]; n++) {
        DoubleVector function = fromArray(SPECIES, radial, (k * functions + n) * W);
        for (int lm = l * l; lm < (l + 1) * (l + 1); lm++, component++) {
          function
              .fma(fromArray(SPECIES, angular, lm * W), fromArray(SPECIES, tensors, component * W))
              .intoArray(tensors, component * W);
        }
      }
    }
  }

  private void addPairs() {
    int[] starts = basis.termStart;
    int[] left = basis.termLeft;
    int[] right = basis.termRight;
    double[] factor = basis.termFactor;
    for (int c = basis.densityComponents; c < basis.components; c++) {
      int row = c - basis.densityComponents;
      DoubleVector sum = zero(SPECIES);
      for (int term = starts[row]; term < starts[row + 1]; term++) {
        sum =
            fromArray(SPECIES, tensors, left[term] * W)
                .mul(factor[term])
                .fma(fromArray(SPECIES, tensors, right[term] * W), sum);
      }
      sum.intoArray(tensors, c * W);
    }
  }

  private void energy(ContractionPlan plan) {
    for (int t = 0; t < basis.tensorL.length; t++) {
      for (int m = 0; m <= 2 * basis.tensorL[t]; m++) {
        weighted(plan, t, m);
      }
    }
    DoubleVector a = zero(SPECIES);
    DoubleVector b = a;
    int c = 0;
    for (; c + 1 < basis.components; c += 2) {
      a = fromArray(SPECIES, slopes, c * W).fma(fromArray(SPECIES, tensors, c * W), a);
      b = fromArray(SPECIES, slopes, (c + 1) * W).fma(fromArray(SPECIES, tensors, (c + 1) * W), b);
    }
    for (; c < basis.components; c++) {
      a = fromArray(SPECIES, slopes, c * W).fma(fromArray(SPECIES, tensors, c * W), a);
    }
    DoubleVector energy = a.add(b).mul(0.5);
    for (c = 0; c < basis.densityComponents; c++) {
      energy = fromArray(SPECIES, tensors, c * W).fma(broadcast(SPECIES, plan.single[c]), energy);
    }
    energy.intoArray(energies, 0);
  }

  /**
   * Σ weight · component m of the partners of a tensor, four sums at once, as each waits for
   * itself. Taking several components together saves loads, but made the compiler stop inlining,
   * and vectors that pass through calls are allocated: twice as slow.
   */
  private void weighted(ContractionPlan plan, int t, int m) {
    int[] partner = plan.partnerComponent;
    double[] weight = plan.partnerWeight;
    int to = plan.partnerStart[t + 1];
    DoubleVector a = zero(SPECIES);
    DoubleVector b = a;
    DoubleVector c = a;
    DoubleVector d = a;
    int i = plan.partnerStart[t];
    for (; i + 3 < to; i += 4) {
      a = fromArray(SPECIES, tensors, (partner[i] + m) * W).fma(broadcast(SPECIES, weight[i]), a);
      b =
          fromArray(SPECIES, tensors, (partner[i + 1] + m) * W)
              .fma(broadcast(SPECIES, weight[i + 1]), b);
      c =
          fromArray(SPECIES, tensors, (partner[i + 2] + m) * W)
              .fma(broadcast(SPECIES, weight[i + 2]), c);
      d =
          fromArray(SPECIES, tensors, (partner[i + 3] + m) * W)
              .fma(broadcast(SPECIES, weight[i + 3]), d);
    }
    for (; i < to; i++) {
      a = fromArray(SPECIES, tensors, (partner[i] + m) * W).fma(broadcast(SPECIES, weight[i]), a);
    }
    a.add(b).add(c.add(d)).intoArray(slopes, (basis.tensorStart[t] + m) * W);
  }

  private void goBack(ContractionPlan plan) {
    int[] starts = plan.useStart;
    int[] partner = plan.usePartner;
    int[] pair = plan.usePair;
    double[] factor = plan.useFactor;
    for (int c = 0; c < basis.densityComponents; c++) {
      DoubleVector a = fromArray(SPECIES, slopes, c * W).add(plan.single[c]);
      DoubleVector b = zero(SPECIES);
      int use = starts[c];
      for (; use + 1 < starts[c + 1]; use += 2) {
        a =
            fromArray(SPECIES, tensors, partner[use] * W)
                .mul(factor[use])
                .fma(fromArray(SPECIES, slopes, pair[use] * W), a);
        b =
            fromArray(SPECIES, tensors, partner[use + 1] * W)
                .mul(factor[use + 1])
                .fma(fromArray(SPECIES, slopes, pair[use + 1] * W), b);
      }
      for (; use < starts[c + 1]; use++) {
        a =
            fromArray(SPECIES, tensors, partner[use] * W)
                .mul(factor[use])
                .fma(fromArray(SPECIES, slopes, pair[use] * W), a);
      }
      a.add(b).intoArray(slopes, c * W);
    }
  }

  /** Brings the slopes of one slot together, by lm: into {@code across} and {@code angular}. */
  private void gatherSlopes(int a, int k) {
    for (int l = 0; l <= lMax; l++) {
      int block = a * (lMax + 1) + l;
      int count = basis.blockFunctions[block];
      int width = 2 * l + 1;
      for (int m = 0; m < width; m++) {
        int component = basis.blockStart[block] + m;
        DoubleVector sum = zero(SPECIES);
        DoubleVector sumOfSlopes = sum;
        for (int n = 0; n < count; n++, component += width) {
          DoubleVector slope = fromArray(SPECIES, slopes, component * W);
          sum = slope.fma(fromArray(SPECIES, radial, (k * functions + n) * W), sum);
          sumOfSlopes =
              slope.fma(fromArray(SPECIES, radialSlopes, (k * functions + n) * W), sumOfSlopes);
        }
        sum.intoArray(across, (l * l + m) * W);
        sumOfSlopes.intoArray(angular, (l * l + m) * W);
      }
    }
  }

  /**
   * The gradient by the position of the neighbour of one slot: what goes along the bond, and what
   * turns it. For each m all l are summed before they are multiplied by (x + iy)^m.
   */
  private void gradient(int k) {
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
        evenAlong = old.fma(fromArray(SPECIES, angular, plus * W), evenAlong);
        // For m = 0 the same again, which the factor im = 0 takes away.
        int minus = plus - 2 * m;
        weight = fromArray(SPECIES, across, minus * W);
        odd = old.fma(weight, odd);
        oddSlope = slope.fma(weight, oddSlope);
        oddAlong = old.fma(fromArray(SPECIES, angular, minus * W), oddAlong);
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
