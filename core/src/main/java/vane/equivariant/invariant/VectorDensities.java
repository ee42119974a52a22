package vane.equivariant.invariant;

import static jdk.incubator.vector.DoubleVector.fromArray;
import static jdk.incubator.vector.DoubleVector.zero;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums over neighbours: the densities, which {@link VectorEnergyKernel} begins with. Two radial
 * functions at once, and one or three components of the harmonics; what is left over is found
 * twice, the same both times. Stateless.
 */
final class VectorDensities {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int W = SPECIES.length();

  private final TensorBasis basis;
  private final VectorPairFunctions pairs;
  private final int radialStride;
  private final int angularStride;

  VectorDensities(TensorBasis basis, VectorPairFunctions pairs) {
    this.basis = basis;
    this.pairs = pairs;
    this.radialStride = basis.settings().radialFunctions() * W;
    this.angularStride = (basis.lMax() + 1) * (basis.lMax() + 1) * W;
  }

  /**
   * The densities of the neighbours of one element.
   *
   * @param a the element
   * @param from its first slot
   * @param to the slot behind its last
   * @param tensors the components of element a are overwritten
   */
  void add(int a, int from, int to, double[] tensors) {
    int lMax = basis.lMax();
    for (int l = 0; l <= lMax; l++) {
      int block = a * (lMax + 1) + l;
      int count = basis.blockFunctions[block];
      int start = basis.blockStart[block];
      int width = 2 * l + 1;
      for (int n = 0; n < count; n += 2) {
        int first = Math.max(0, Math.min(n, count - 2));
        int second = Math.min(first + 1, count - 1);
        if (width == 1) {
          one(from, to, first, second, tensors, start);
        } else {
          for (int m = 0; m < width; m += 3) {
            int begin = Math.min(m, width - 3);
            int lm = l * l + begin;
            int at = (start + first * width + begin) * W;
            three(from, to, first, second, lm, tensors, at, at + (second - first) * width * W);
          }
        }
      }
    }
  }

  private void one(int from, int to, int first, int second, double[] tensors, int start) {
    double[] radial = pairs.radial;
    double[] angular = pairs.angular;
    DoubleVector a = zero(SPECIES);
    DoubleVector b = a;
    for (int k = from; k < to; k++) {
      DoubleVector y = fromArray(SPECIES, angular, k * angularStride);
      a = fromArray(SPECIES, radial, k * radialStride + first * W).fma(y, a);
      b = fromArray(SPECIES, radial, k * radialStride + second * W).fma(y, b);
    }
    a.intoArray(tensors, (start + first) * W);
    b.intoArray(tensors, (start + second) * W);
  }

  private void three(
      int from, int to, int first, int second, int lm, double[] tensors, int at1, int at2) {
    double[] radial = pairs.radial;
    double[] angular = pairs.angular;
    DoubleVector a0 = zero(SPECIES);
    DoubleVector a1 = a0;
    DoubleVector a2 = a0;
    DoubleVector b0 = a0;
    DoubleVector b1 = a0;
    DoubleVector b2 = a0;
    for (int k = from; k < to; k++) {
      DoubleVector r = fromArray(SPECIES, radial, k * radialStride + first * W);
      DoubleVector s = fromArray(SPECIES, radial, k * radialStride + second * W);
      int at = k * angularStride + lm * W;
      DoubleVector x = fromArray(SPECIES, angular, at);
      a0 = x.fma(r, a0);
      b0 = x.fma(s, b0);
      DoubleVector y = fromArray(SPECIES, angular, at + W);
      a1 = y.fma(r, a1);
      b1 = y.fma(s, b1);
      DoubleVector z = fromArray(SPECIES, angular, at + 2 * W);
      a2 = z.fma(r, a2);
      b2 = z.fma(s, b2);
    }
    a0.intoArray(tensors, at1);
    a1.intoArray(tensors, at1 + W);
    a2.intoArray(tensors, at1 + 2 * W);
    b0.intoArray(tensors, at2);
    b1.intoArray(tensors, at2 + W);
    b2.intoArray(tensors, at2 + 2 * W);
  }
}
