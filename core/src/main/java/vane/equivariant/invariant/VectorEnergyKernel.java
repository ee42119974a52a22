package vane.equivariant.invariant;

import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;
import static jdk.incubator.vector.DoubleVector.zero;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * As many atoms at once as a register holds, one in each lane, so that every step of the sparse
 * contraction is one instruction for all of them. {@link VectorPairFunctions} evaluates the
 * neighbours, here are the densities, their products and the way back, and {@link
 * VectorPairGradients} ends at the neighbours again; the stages pass arrays.
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
  private final int functions;
  private final VectorPairFunctions pairs;
  private final VectorPairGradients backward;
  private final double[] tensors;
  private final double[] slopes;

  private final double[] energies = new double[W];
  private double[] deviations = new double[0];
  private Tile tile;

  VectorEnergyKernel(TensorBasis basis) {
    this.basis = basis;
    this.lMax = basis.lMax();
    this.pairs = new VectorPairFunctions(basis);
    this.backward = new VectorPairGradients(basis, pairs);
    this.tensors = new double[basis.components * W];
    this.slopes = new double[basis.components * W];
    this.functions = basis.settings().radialFunctions();
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
    return backward.gradients;
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
    pairs.makeRoom(tile.slots());
    backward.makeRoom(tile.slots());
    for (int a = 0; a < basis.species(); a++) {
      for (int k = tile.from[a]; k < tile.from[a + 1]; k++) {
        pairs.radial(tile, k, radialBases[a]);
        pairs.harmonics(tile, k);
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
        backward.gatherSlopes(slopes, a, k);
        backward.gradient(tile, k);
      }
    }
  }

  private void addDensities(int a, int k) {
    double[] radial = pairs.radial;
    double[] angular = pairs.angular;
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
}
