package vane.equivariant.invariant;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A model's weights of one element, ordered for {@link EnergyKernel}: first the slope of the energy
 * by each tensor, then the way back through the pairs to the densities. Immutable and thread-safe.
 */
public final class ContractionPlan {
  final TensorBasis basis;

  /** The weights of single densities, by component of densities; zero where there is none. */
  final double[] single;

  /**
   * The partners of a tensor in products: for tensor t those from {@code partnerStart[t]} to {@code
   * partnerStart[t + 1]}, each with the first component of the partner and a weight.
   */
  final int[] partnerStart;

  final int[] partnerComponent;
  final double[] partnerWeight;

  /**
   * Where a component of a density occurs in pairs: its partner's component, the component of the
   * pair, and the factor.
   */
  final int[] useStart;

  final int[] usePartner;
  final int[] usePair;
  final double[] useFactor;

  /**
   * A plan.
   *
   * @param basis the functions
   * @param weights one an invariant, in eV
   */
  public ContractionPlan(TensorBasis basis, double[] weights) {
    this.basis = basis;
    this.single = new double[basis.densityComponents];
    int tensors = basis.tensorL.length;
    List<List<double[]>> partners = new ArrayList<>();
    for (int t = 0; t < tensors; t++) {
      partners.add(new ArrayList<>());
    }
    for (int q = 0; q < basis.size(); q++) {
      int a = basis.left[q];
      int b = basis.right[q];
      if (b < 0) {
        single[basis.tensorStart[a]] = weights[q];
      } else {
        partners.get(a).add(new double[] {basis.tensorStart[b], weights[q]});
        // A tensor with itself is listed twice, too: the slope of a square is twice the tensor.
        partners.get(b).add(new double[] {basis.tensorStart[a], weights[q]});
      }
    }
    partnerStart = starts(partners);
    partnerComponent = new int[partnerStart[tensors]];
    partnerWeight = new double[partnerStart[tensors]];
    int next = 0;
    for (List<double[]> list : partners) {
      for (double[] partner : list) {
        partnerComponent[next] = (int) partner[0];
        partnerWeight[next++] = partner[1];
      }
    }
    List<List<double[]>> uses = new ArrayList<>();
    for (int c = 0; c < basis.densityComponents; c++) {
      uses.add(new ArrayList<>());
    }
    for (int c = basis.densityComponents; c < basis.components; c++) {
      int row = c - basis.densityComponents;
      for (int term = basis.termStart[row]; term < basis.termStart[row + 1]; term++) {
        int x = basis.termLeft[term];
        int y = basis.termRight[term];
        uses.get(x).add(new double[] {y, c, basis.termFactor[term]});
        uses.get(y).add(new double[] {x, c, basis.termFactor[term]});
      }
    }
    useStart = starts(uses);
    usePartner = uses.stream().flatMap(List::stream).mapToInt(use -> (int) use[0]).toArray();
    usePair = uses.stream().flatMap(List::stream).mapToInt(use -> (int) use[1]).toArray();
    useFactor = uses.stream().flatMap(List::stream).mapToDouble(use -> use[2]).toArray();
  }

  private static int[] starts(List<List<double[]>> lists) {
    int[] starts = new int[lists.size() + 1];
    Arrays.setAll(starts, i -> i == 0 ? 0 : lists.get(i - 1).size());
    Arrays.parallelPrefix(starts, Integer::sum);
    return starts;
  }
}
