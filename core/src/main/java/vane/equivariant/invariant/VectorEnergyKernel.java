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
  private final VectorPairFunctions pairs;
  private final VectorDensities densities;
  private final VectorContraction contraction;
  private final VectorPairGradients backward;

  private final double[] energies = new double[W];
  private double[] deviations = new double[0];
  private Tile tile;

  VectorEnergyKernel(TensorBasis basis) {
    this.basis = basis;
    this.pairs = new VectorPairFunctions(basis);
    this.densities = new VectorDensities(basis, pairs);
    this.contraction = new VectorContraction(basis);
    this.backward = new VectorPairGradients(basis, pairs);
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
    double[] tensors = contraction.tensors;
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
    int blocks = metric.blocks();
    int padded = MahalanobisDistance.BLOCK * blocks;
    if (deviations.length < padded * W) {
      deviations = new double[padded * W];
    }
    invariants(size, deviations);
    for (int i = 0; i < size; i++) {
      fromArray(SPECIES, deviations, i * W).sub(metric.mean[i]).intoArray(deviations, i * W);
    }
    Arrays.fill(deviations, size * W, padded * W, 0);
    double[] factor = metric.blockedFactor;
    DoubleVector total = zero(SPECIES);
    int next = 0;
    for (int block = 0; block < blocks; block++) {
      DoubleVector a = zero(SPECIES);
      DoubleVector b = a;
      DoubleVector c = a;
      DoubleVector d = a;
      DoubleVector e = a;
      DoubleVector f = a;
      DoubleVector g = a;
      DoubleVector h = a;
      int columns = MahalanobisDistance.BLOCK * (block + 1);
      for (int j = 0; j < columns; j++, next += MahalanobisDistance.BLOCK) {
        DoubleVector deviation = fromArray(SPECIES, deviations, j * W);
        a = deviation.fma(broadcast(SPECIES, factor[next]), a);
        b = deviation.fma(broadcast(SPECIES, factor[next + 1]), b);
        c = deviation.fma(broadcast(SPECIES, factor[next + 2]), c);
        d = deviation.fma(broadcast(SPECIES, factor[next + 3]), d);
        e = deviation.fma(broadcast(SPECIES, factor[next + 4]), e);
        f = deviation.fma(broadcast(SPECIES, factor[next + 5]), f);
        g = deviation.fma(broadcast(SPECIES, factor[next + 6]), g);
        h = deviation.fma(broadcast(SPECIES, factor[next + 7]), h);
      }
      total = a.fma(a, b.fma(b, c.fma(c, d.fma(d, total))));
      total = e.fma(e, f.fma(f, g.fma(g, h.fma(h, total))));
    }
    total.div(Math.max(1, size)).sqrt().intoArray(destination, 0);
  }

  @Override
  public void expand(Tile tileOfAll, RadialBasis[] radialBases) {
    tile = tileOfAll;
    pairs.makeRoom(tile.slots());
    backward.makeRoom(tile.slots());
    for (int a = 0; a < basis.species(); a++) {
      for (int k = tile.from[a]; k < tile.from[a + 1]; k++) {
        pairs.radial(tile, k, radialBases[a]);
        pairs.harmonics(tile, k);
      }
      densities.add(a, tile.from[a], tile.from[a + 1], contraction.tensors);
    }
    contraction.addPairs();
  }

  @Override
  public void contract(ContractionPlan plan) {
    contraction.energy(plan, energies);
    contraction.goBack(plan);
    for (int a = 0; a < basis.species(); a++) {
      for (int k = tile.from[a]; k < tile.from[a + 1]; k++) {
        backward.gatherSlopes(contraction.slopes, a, k);
        backward.gradient(tile, k);
      }
    }
  }
}
