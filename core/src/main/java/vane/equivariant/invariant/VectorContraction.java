package vane.equivariant.invariant;

import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;
import static jdk.incubator.vector.DoubleVector.zero;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of densities, their energy, and the way back to the densities: the middle of {@link
 * VectorEnergyKernel}. A workspace.
 *
 * <p>Its loops are short. What costs is to come to their ends, so two tensors are worked on at
 * once, and up to three of their components. The last three of five or seven components begin
 * before the others end: some are found twice, the same both times.
 */
final class VectorContraction {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int W = SPECIES.length();

  private final TensorBasis basis;
  private final ContractionOrder order;

  /** {@code [components × lanes]}. */
  final double[] tensors;

  /** {@code [components × lanes]}, and behind it room for a tensor that nobody reads. */
  final double[] slopes;

  VectorContraction(TensorBasis basis) {
    this.basis = basis;
    this.order = basis.contractionOrder();
    this.tensors = new double[basis.components * W];
    this.slopes = new double[(basis.components + 2 * basis.lMax() + 1) * W];
  }

  /** The tensors of pairs, from those of densities. */
  void addPairs() {
    int[] target = order.termTarget;
    int[] starts = order.termStart;
    int[] left = order.termLeft;
    int[] right = order.termRight;
    double[] factor = order.termFactor;
    int row = 0;
    for (; row < order.singleTerms; row++) {
      fromArray(SPECIES, tensors, left[row] * W)
          .mul(factor[row])
          .mul(fromArray(SPECIES, tensors, right[row] * W))
          .intoArray(tensors, target[row] * W);
    }
    for (; row < target.length; row++) {
      DoubleVector sum = zero(SPECIES);
      int to = starts[row + 1];
      for (int term = starts[row]; term < to; term++) {
        sum =
            fromArray(SPECIES, tensors, left[term] * W)
                .mul(factor[term])
                .fma(fromArray(SPECIES, tensors, right[term] * W), sum);
      }
      sum.intoArray(tensors, target[row] * W);
    }
  }

  /** The energies; the slopes become those of the scalar products alone. */
  void energy(ContractionPlan plan, double[] energies) {
    for (int block = 0; block < order.blockL.length; block++) {
      int width = 2 * order.blockL[block] + 1;
      if (width == 1) {
        one(plan.partnerWeight, block);
      } else {
        int m = 0;
        for (; width - m > 3; m += 5) {
          five(plan.partnerWeight, block, Math.min(m, width - 5));
        }
        if (m < width) {
          three(plan.partnerWeight, block, width - 3);
        }
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

  /** Σ weight · partner for the two tensors of a block of l = 0. */
  private void one(double[] weight, int block) {
    int[] partner = order.partner;
    int to = order.blockStart[block + 1];
    DoubleVector a = zero(SPECIES);
    DoubleVector b = a;
    DoubleVector c = a;
    DoubleVector d = a;
    int i = order.blockStart[block];
    for (; i + 1 < to; i += 2) {
      DoubleVector x = fromArray(SPECIES, tensors, partner[i] * W);
      a = x.fma(broadcast(SPECIES, weight[2 * i]), a);
      b = x.fma(broadcast(SPECIES, weight[2 * i + 1]), b);
      DoubleVector y = fromArray(SPECIES, tensors, partner[i + 1] * W);
      c = y.fma(broadcast(SPECIES, weight[2 * i + 2]), c);
      d = y.fma(broadcast(SPECIES, weight[2 * i + 3]), d);
    }
    for (; i < to; i++) {
      DoubleVector x = fromArray(SPECIES, tensors, partner[i] * W);
      a = x.fma(broadcast(SPECIES, weight[2 * i]), a);
      b = x.fma(broadcast(SPECIES, weight[2 * i + 1]), b);
    }
    a.add(c).intoArray(slopes, order.blockFirst[block] * W);
    b.add(d).intoArray(slopes, order.blockSecond[block] * W);
  }

  /** The same for three components from m on. */
  private void three(double[] weight, int block, int m) {
    int[] partner = order.partner;
    int to = order.blockStart[block + 1];
    DoubleVector a0 = zero(SPECIES);
    DoubleVector a1 = a0;
    DoubleVector a2 = a0;
    DoubleVector b0 = a0;
    DoubleVector b1 = a0;
    DoubleVector b2 = a0;
    for (int i = order.blockStart[block]; i < to; i++) {
      DoubleVector first = broadcast(SPECIES, weight[2 * i]);
      DoubleVector second = broadcast(SPECIES, weight[2 * i + 1]);
      int at = (partner[i] + m) * W;
      DoubleVector x = fromArray(SPECIES, tensors, at);
      a0 = x.fma(first, a0);
      b0 = x.fma(second, b0);
      DoubleVector y = fromArray(SPECIES, tensors, at + W);
      a1 = y.fma(first, a1);
      b1 = y.fma(second, b1);
      DoubleVector z = fromArray(SPECIES, tensors, at + 2 * W);
      a2 = z.fma(first, a2);
      b2 = z.fma(second, b2);
    }
    int to1 = (order.blockFirst[block] + m) * W;
    a0.intoArray(slopes, to1);
    a1.intoArray(slopes, to1 + W);
    a2.intoArray(slopes, to1 + 2 * W);
    int to2 = (order.blockSecond[block] + m) * W;
    b0.intoArray(slopes, to2);
    b1.intoArray(slopes, to2 + W);
    b2.intoArray(slopes, to2 + 2 * W);
  }

  /** The same for five components from m on. */
  private void five(double[] weight, int block, int m) {
    int[] partner = order.partner;
    int to = order.blockStart[block + 1];
    DoubleVector a0 = zero(SPECIES);
    DoubleVector a1 = a0;
    DoubleVector a2 = a0;
    DoubleVector a3 = a0;
    DoubleVector a4 = a0;
    DoubleVector b0 = a0;
    DoubleVector b1 = a0;
    DoubleVector b2 = a0;
    DoubleVector b3 = a0;
    DoubleVector b4 = a0;
    for (int i = order.blockStart[block]; i < to; i++) {
      DoubleVector first = broadcast(SPECIES, weight[2 * i]);
      DoubleVector second = broadcast(SPECIES, weight[2 * i + 1]);
      int at = (partner[i] + m) * W;
      DoubleVector x = fromArray(SPECIES, tensors, at);
      a0 = x.fma(first, a0);
      b0 = x.fma(second, b0);
      x = fromArray(SPECIES, tensors, at + W);
      a1 = x.fma(first, a1);
      b1 = x.fma(second, b1);
      x = fromArray(SPECIES, tensors, at + 2 * W);
      a2 = x.fma(first, a2);
      b2 = x.fma(second, b2);
      x = fromArray(SPECIES, tensors, at + 3 * W);
      a3 = x.fma(first, a3);
      b3 = x.fma(second, b3);
      x = fromArray(SPECIES, tensors, at + 4 * W);
      a4 = x.fma(first, a4);
      b4 = x.fma(second, b4);
    }
    int to1 = (order.blockFirst[block] + m) * W;
    a0.intoArray(slopes, to1);
    a1.intoArray(slopes, to1 + W);
    a2.intoArray(slopes, to1 + 2 * W);
    a3.intoArray(slopes, to1 + 3 * W);
    a4.intoArray(slopes, to1 + 4 * W);
    int to2 = (order.blockSecond[block] + m) * W;
    b0.intoArray(slopes, to2);
    b1.intoArray(slopes, to2 + W);
    b2.intoArray(slopes, to2 + 2 * W);
    b3.intoArray(slopes, to2 + 3 * W);
    b4.intoArray(slopes, to2 + 4 * W);
  }

  /** The slopes of the densities become complete. */
  void goBack(ContractionPlan plan) {
    int[] target = order.useTarget;
    int[] starts = order.useStart;
    int[] partner = order.usePartner;
    int[] pair = order.usePair;
    double[] factor = order.useFactor;
    for (int row = 0; row < target.length; row++) {
      int c = target[row];
      DoubleVector a = fromArray(SPECIES, slopes, c * W).add(plan.single[c]);
      DoubleVector b = zero(SPECIES);
      int use = starts[row];
      int to = starts[row + 1];
      for (; use + 1 < to; use += 2) {
        a =
            fromArray(SPECIES, tensors, partner[use] * W)
                .mul(factor[use])
                .fma(fromArray(SPECIES, slopes, pair[use] * W), a);
        b =
            fromArray(SPECIES, tensors, partner[use + 1] * W)
                .mul(factor[use + 1])
                .fma(fromArray(SPECIES, slopes, pair[use + 1] * W), b);
      }
      for (; use < to; use++) {
        a =
            fromArray(SPECIES, tensors, partner[use] * W)
                .mul(factor[use])
                .fma(fromArray(SPECIES, slopes, pair[use] * W), a);
      }
      a.add(b).intoArray(slopes, c * W);
    }
  }
}
