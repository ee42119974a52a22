package vane.equivariant;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import vane.descriptor.RealSphericalHarmonics;

/**
 * As many atoms at once as a register holds, one in each lane, so that every step of the sparse
 * contraction is one instruction for all of them.
 */
final class VectorEnergyKernel implements EnergyKernel {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int W = SPECIES.length();

  private final TensorBasis basis;
  private final RealSphericalHarmonics harmonics;
  private final int lMax;
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
    this.harmonics = new RealSphericalHarmonics(lMax);
    this.tensors = new double[basis.components * W];
    this.slopes = new double[basis.components * W];
    this.functions = basis.settings().radialFunctions();
    this.angular = new double[harmonics.size() * W];
    this.across = new double[harmonics.size() * W];
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
      DoubleVector sum = b < 0 ? load(tensors, basis.tensorStart[a]) : DoubleVector.zero(SPECIES);
      for (int m = 0; b >= 0 && m <= 2 * basis.tensorL[a]; m++) {
        sum =
            load(tensors, basis.tensorStart[a] + m)
                .fma(load(tensors, basis.tensorStart[b] + m), sum);
      }
      sum.intoArray(destination, q * W);
    }
  }

  @Override
  public void leverages(LeverageMetric metric, double[] destination) {
    int size = metric.size();
    if (deviations.length < size * W) {
      deviations = new double[size * W];
    }
    invariants(size, deviations);
    for (int i = 0; i < size; i++) {
      load(deviations, i).sub(metric.mean[i]).intoArray(deviations, i * W);
    }
    double[] factor = metric.factor;
    DoubleVector total = DoubleVector.zero(SPECIES);
    for (int i = 0; i < size; i++) {
      DoubleVector a = DoubleVector.zero(SPECIES);
      DoubleVector b = a;
      int j = 0;
      for (int row = i * size; j < i; j += 2, row += 2) {
        a = load(deviations, j).fma(of(factor[row]), a);
        b = load(deviations, j + 1).fma(of(factor[row + 1]), b);
      }
      if (j == i) {
        a = load(deviations, i).fma(of(factor[i * size + i]), a);
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
    energy(plan).intoArray(energies, 0);
    goBack(plan);
    for (int a = 0; a < basis.species(); a++) {
      for (int k = tile.from[a]; k < tile.from[a + 1]; k++) {
        gatherSlopes(a, k);
        gradient(k);
      }
    }
  }

  private static DoubleVector load(double[] from, int component) {
    return DoubleVector.fromArray(SPECIES, from, component * W);
  }

  private static DoubleVector of(double value) {
    return DoubleVector.broadcast(SPECIES, value);
  }

  /** {@link RadialBasis#evaluate} for one slot. */
  private void radial(int k, RadialBasis basisOfPair) {
    double width = RadialBasis.INNER_WIDTH_ANGSTROM;
    DoubleVector distance = load(tile.distances, k);
    DoubleVector below = of(basisOfPair.inner()).sub(distance).max(0).min(2 * width);
    DoubleVector lag = of(1).sub(below.mul(1 / (2 * width)));
    // r = distance + (what it lags behind); the same as inner − below + below² / 4δ inside.
    DoubleVector beyond = of(basisOfPair.inner()).sub(distance).max(0).sub(below);
    DoubleVector r = distance.add(beyond).add(below.mul(below).mul(1 / (4 * width)));
    DoubleVector s = r.mul(1 / basisOfPair.bond());
    DoubleVector s2 = s.mul(s);
    DoubleVector onePlus = s2.add(1);
    DoubleVector grown = s2.mul(s2).div(onePlus);
    DoubleVector agnesi = of(1).div(grown.add(1));
    double stretch = basisOfPair.stretch();
    DoubleVector t = agnesi.sub(basisOfPair.transformedCutoff()).mul(stretch).sub(1);
    DoubleVector grownSlope = s.mul(s2).mul(s2.mul(2).add(4)).div(onePlus.mul(onePlus));
    DoubleVector tSlope = agnesi.mul(agnesi).mul(grownSlope).mul(-stretch / basisOfPair.bond());
    double cutoff = basis.settings().cutoffAngstrom();
    int power = basis.settings().cutoffPower();
    DoubleVector ratio = r.mul(1 / cutoff);
    DoubleVector base = of(1).sub(ratio.mul(ratio)).max(0);
    DoubleVector almost = of(1);
    for (int i = 1; i < power; i++) {
      almost = almost.mul(base);
    }
    DoubleVector cut = almost.mul(base);
    DoubleVector cutSlope = almost.mul(ratio).mul(-2 * power / cutoff).mul(lag);
    DoubleVector tCut = tSlope.mul(cut).mul(lag);
    DoubleVector now = of(1);
    DoubleVector before = of(0);
    DoubleVector slopeNow = of(0);
    DoubleVector slopeBefore = of(0);
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
    DoubleVector x = load(tile.x, k);
    DoubleVector y = load(tile.y, k);
    DoubleVector z = load(tile.z, k);
    DoubleVector re = of(1);
    DoubleVector im = of(0);
    for (int m = 0; m <= lMax; m++) {
      DoubleVector older = of(0);
      DoubleVector old = of(harmonics.sectoral(m));
      for (int l = m; l <= lMax; l++) {
        if (l > m) {
          DoubleVector next =
              z.mul(old).mul(harmonics.ahead(l, m)).sub(older.mul(harmonics.behind(l, m)));
          older = old;
          old = next;
        }
        int place = l * l + l;
        old.mul(re).intoArray(angular, (place + m) * W);
        if (m > 0) {
          old.mul(im).intoArray(angular, (place - m) * W);
        }
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
        DoubleVector function = load(radial, k * functions + n);
        for (int lm = l * l; lm < (l + 1) * (l + 1); lm++, component++) {
          function
              .fma(load(angular, lm), load(tensors, component))
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
      DoubleVector sum = DoubleVector.zero(SPECIES);
      for (int term = starts[row]; term < starts[row + 1]; term++) {
        sum = load(tensors, left[term]).mul(factor[term]).fma(load(tensors, right[term]), sum);
      }
      sum.intoArray(tensors, c * W);
    }
  }

  private DoubleVector energy(ContractionPlan plan) {
    for (int t = 0; t < basis.tensorL.length; t++) {
      for (int m = 0; m <= 2 * basis.tensorL[t]; m++) {
        weighted(plan, t, m);
      }
    }
    DoubleVector products = DoubleVector.zero(SPECIES);
    int components = basis.components;
    for (int c = 0; c < components; c++) {
      products = load(slopes, c).fma(load(tensors, c), products);
    }
    DoubleVector energy = products.mul(0.5);
    for (int c = 0; c < basis.densityComponents; c++) {
      if (plan.single[c] != 0) {
        energy = load(tensors, c).fma(of(plan.single[c]), energy);
      }
    }
    return energy;
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
    DoubleVector a = DoubleVector.zero(SPECIES);
    DoubleVector b = a;
    DoubleVector c = a;
    DoubleVector d = a;
    int i = plan.partnerStart[t];
    for (; i + 3 < to; i += 4) {
      a = load(tensors, partner[i] + m).fma(of(weight[i]), a);
      b = load(tensors, partner[i + 1] + m).fma(of(weight[i + 1]), b);
      c = load(tensors, partner[i + 2] + m).fma(of(weight[i + 2]), c);
      d = load(tensors, partner[i + 3] + m).fma(of(weight[i + 3]), d);
    }
    for (; i < to; i++) {
      a = load(tensors, partner[i] + m).fma(of(weight[i]), a);
    }
    a.add(b).add(c.add(d)).intoArray(slopes, (basis.tensorStart[t] + m) * W);
  }

  private void goBack(ContractionPlan plan) {
    int[] starts = plan.useStart;
    int[] partner = plan.usePartner;
    int[] pair = plan.usePair;
    double[] factor = plan.useFactor;
    for (int c = 0; c < basis.densityComponents; c++) {
      DoubleVector a = load(slopes, c).add(plan.single[c]);
      DoubleVector b = DoubleVector.zero(SPECIES);
      int use = starts[c];
      for (; use + 1 < starts[c + 1]; use += 2) {
        a = load(tensors, partner[use]).mul(factor[use]).fma(load(slopes, pair[use]), a);
        b =
            load(tensors, partner[use + 1])
                .mul(factor[use + 1])
                .fma(load(slopes, pair[use + 1]), b);
      }
      if (use < starts[c + 1]) {
        a = load(tensors, partner[use]).mul(factor[use]).fma(load(slopes, pair[use]), a);
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
        DoubleVector sum = DoubleVector.zero(SPECIES);
        DoubleVector sumOfSlopes = sum;
        for (int n = 0; n < count; n++, component += width) {
          DoubleVector slope = load(slopes, component);
          sum = slope.fma(load(radial, k * functions + n), sum);
          sumOfSlopes = slope.fma(load(radialSlopes, k * functions + n), sumOfSlopes);
        }
        sum.intoArray(across, (l * l + m) * W);
        sumOfSlopes.intoArray(angular, (l * l + m) * W);
      }
    }
  }

  private void gradient(int k) {
    DoubleVector x = load(tile.x, k);
    DoubleVector y = load(tile.y, k);
    DoubleVector z = load(tile.z, k);
    DoubleVector along = DoubleVector.zero(SPECIES);
    DoubleVector gx = along;
    DoubleVector gy = along;
    DoubleVector gz = along;
    DoubleVector re = of(1);
    DoubleVector im = along;
    DoubleVector reBefore = along;
    DoubleVector imBefore = along;
    for (int m = 0; m <= lMax; m++) {
      DoubleVector older = of(0);
      DoubleVector old = of(harmonics.sectoral(m));
      DoubleVector slopeOlder = older;
      DoubleVector slope = older;
      for (int l = m; l <= lMax; l++) {
        if (l > m) {
          double ahead = harmonics.ahead(l, m);
          double behind = harmonics.behind(l, m);
          DoubleVector next = z.mul(old).mul(ahead).sub(older.mul(behind));
          DoubleVector slopeNext = z.fma(slope, old).mul(ahead).sub(slopeOlder.mul(behind));
          older = old;
          old = next;
          slopeOlder = slope;
          slope = slopeNext;
        }
        int plus = l * l + l + m;
        int minus = l * l + l - m;
        DoubleVector even = load(across, plus);
        DoubleVector evenAlong = load(angular, plus);
        if (m == 0) {
          along = old.fma(evenAlong, along);
          gz = slope.fma(even, gz);
        } else {
          DoubleVector odd = load(across, minus);
          DoubleVector oddAlong = load(angular, minus);
          along = old.fma(re.mul(evenAlong).add(im.mul(oddAlong)), along);
          gz = slope.fma(re.mul(even).add(im.mul(odd)), gz);
          DoubleVector scaled = old.mul(m);
          gx = scaled.fma(reBefore.mul(even).add(imBefore.mul(odd)), gx);
          gy = scaled.fma(reBefore.mul(odd).sub(imBefore.mul(even)), gy);
        }
      }
      reBefore = re;
      imBefore = im;
      re = reBefore.mul(x).sub(imBefore.mul(y));
      im = reBefore.mul(y).add(imBefore.mul(x));
    }
    DoubleVector inverse = of(1).div(load(tile.distances, k));
    DoubleVector radially = gx.mul(x).add(gy.mul(y)).add(gz.mul(z));
    DoubleVector rest = along.sub(radially.mul(inverse));
    int to = 3 * k * W;
    gx.mul(inverse).add(rest.mul(x)).intoArray(gradients, to);
    gy.mul(inverse).add(rest.mul(y)).intoArray(gradients, to + W);
    gz.mul(inverse).add(rest.mul(z)).intoArray(gradients, to + 2 * W);
  }
}
