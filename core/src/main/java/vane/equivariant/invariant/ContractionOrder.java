package vane.equivariant.invariant;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The order in which {@link EnergyKernel} works through products of tensors: what of a {@link
 * ContractionPlan} depends on the functions alone. Rows of equal length stand together, so that the
 * ends of short loops can be foreseen. Immutable and thread-safe.
 */
final class ContractionOrder {
  /**
   * The components of pairs: row i has the component {@code termTarget[i]} and the terms from
   * {@code termStart[i]} to {@code termStart[i + 1]}. The first {@code singleTerms} rows have one
   * term each.
   */
  final int[] termTarget;

  final int[] termStart;
  final int[] termLeft;
  final int[] termRight;
  final double[] termFactor;
  final int singleTerms;

  /**
   * Two tensors of one l at a time, with their partners in products, who are nearly the same ones:
   * so each partner is loaded once for both. Block i is of l = {@code blockL[i]}, begins at the
   * components {@code blockFirst[i]} and {@code blockSecond[i]}, and its partners, by their first
   * components, go from {@code blockStart[i]} to {@code blockStart[i + 1]}. A tensor that is left
   * over has a second one behind all components, which nobody reads.
   */
  final int[] blockL;

  final int[] blockFirst;
  final int[] blockSecond;
  final int[] blockStart;
  final int[] partner;

  /**
   * Where the weight of invariant q goes among those of partners, {@code [size × 2]}: with the left
   * tensor, then with the right one. Each partner has two weights, one per tensor of the block. −1
   * for a single density.
   */
  final int[] places;

  /**
   * Where components of densities occur in pairs: row i is of component {@code useTarget[i]}, with
   * its partner's component, the component of the pair and the factor.
   */
  final int[] useTarget;

  final int[] useStart;
  final int[] usePartner;
  final int[] usePair;
  final double[] useFactor;

  ContractionOrder(TensorBasis basis) {
    int densities = basis.densityComponents;
    int[] rows =
        IntStream.range(0, basis.components - densities)
            .boxed()
            .sorted(Comparator.comparingInt(row -> terms(basis, row)))
            .mapToInt(Integer::intValue)
            .toArray();
    termTarget = Arrays.stream(rows).map(row -> row + densities).toArray();
    termStart = new int[rows.length + 1];
    termLeft = new int[basis.termLeft.length];
    termRight = new int[basis.termLeft.length];
    termFactor = new double[basis.termLeft.length];
    List<List<double[]>> uses = new ArrayList<>();
    for (int c = 0; c < densities; c++) {
      uses.add(new ArrayList<>());
    }
    int next = 0;
    for (int i = 0; i < rows.length; i++) {
      for (int term = basis.termStart[rows[i]]; term < basis.termStart[rows[i] + 1]; term++) {
        int left = basis.termLeft[term];
        int right = basis.termRight[term];
        double factor = basis.termFactor[term];
        termLeft[next] = left;
        termRight[next] = right;
        termFactor[next++] = factor;
        uses.get(left).add(new double[] {right, termTarget[i], factor});
        uses.get(right).add(new double[] {left, termTarget[i], factor});
      }
      termStart[i + 1] = next;
    }
    singleTerms = (int) Arrays.stream(rows).filter(row -> terms(basis, row) == 1).count();

    useTarget =
        IntStream.range(0, densities)
            .boxed()
            .sorted(Comparator.comparingInt(c -> uses.get(c).size()))
            .mapToInt(Integer::intValue)
            .toArray();
    useStart = new int[densities + 1];
    usePartner = new int[2 * termLeft.length];
    usePair = new int[usePartner.length];
    useFactor = new double[usePartner.length];
    next = 0;
    for (int i = 0; i < densities; i++) {
      for (double[] use : uses.get(useTarget[i])) {
        usePartner[next] = (int) use[0];
        usePair[next] = (int) use[1];
        useFactor[next++] = use[2];
      }
      useStart[i + 1] = next;
    }

    List<Block> blocks = blocks(basis);
    blockL = blocks.stream().mapToInt(block -> basis.tensorL[block.first]).toArray();
    blockFirst = blocks.stream().mapToInt(block -> basis.tensorStart[block.first]).toArray();
    blockSecond =
        blocks.stream()
            .mapToInt(b -> b.second < 0 ? basis.components : basis.tensorStart[b.second])
            .toArray();
    blockStart = new int[blocks.size() + 1];
    for (int i = 0; i < blocks.size(); i++) {
      blockStart[i + 1] = blockStart[i] + blocks.get(i).partners.cardinality();
    }
    partner =
        blocks.stream()
            .flatMapToInt(block -> block.partners.stream())
            .map(tensor -> basis.tensorStart[tensor])
            .toArray();
    places = places(basis, blocks);
  }

  private static int terms(TensorBasis basis, int row) {
    return basis.termStart[row + 1] - basis.termStart[row];
  }

  /** Two tensors, the second −1 if there is none, and the partners of any of them. */
  private record Block(int first, int second, BitSet partners) {}

  /** Tensors two by two: the one with most partners left, and the one that adds fewest. */
  private static List<Block> blocks(TensorBasis basis) {
    BitSet[] partners = new BitSet[basis.tensorL.length];
    Arrays.setAll(partners, t -> new BitSet());
    for (int q = 0; q < basis.size(); q++) {
      if (basis.right[q] >= 0) {
        partners[basis.left[q]].set(basis.right[q]);
        partners[basis.right[q]].set(basis.left[q]);
      }
    }
    List<Block> blocks = new ArrayList<>();
    for (int l = 0; l <= basis.lMax(); l++) {
      List<Integer> left = new ArrayList<>();
      for (int t = 0; t < partners.length; t++) {
        if (basis.tensorL[t] == l) {
          left.add(t);
        }
      }
      left.sort(Comparator.comparingInt(t -> -partners[t].cardinality()));
      while (!left.isEmpty()) {
        int first = left.remove(0);
        int best = -1;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < left.size(); i++) {
          BitSet both = (BitSet) partners[first].clone();
          both.or(partners[left.get(i)]);
          int padding = both.cardinality() - partners[left.get(i)].cardinality();
          if (padding < least) {
            least = padding;
            best = i;
          }
        }
        int second = best < 0 ? -1 : left.remove(best);
        BitSet both = (BitSet) partners[first].clone();
        if (second >= 0) {
          both.or(partners[second]);
        }
        blocks.add(new Block(first, second, both));
      }
    }
    blocks.sort(
        Comparator.<Block>comparingInt(block -> basis.tensorL[block.first])
            .thenComparingInt(block -> block.partners.cardinality()));
    return blocks;
  }

  private int[] places(TensorBasis basis, List<Block> blocks) {
    int[][] placeOf = new int[basis.tensorL.length][];
    for (int i = 0; i < blocks.size(); i++) {
      int[] ofPartner = new int[basis.tensorL.length];
      int next = 2 * blockStart[i];
      for (int tensor : blocks.get(i).partners.stream().toArray()) {
        ofPartner[tensor] = next;
        next += 2;
      }
      placeOf[blocks.get(i).first] = ofPartner;
      if (blocks.get(i).second >= 0) {
        placeOf[blocks.get(i).second] = Arrays.stream(ofPartner).map(place -> place + 1).toArray();
      }
    }
    int[] found = new int[2 * basis.size()];
    for (int q = 0; q < basis.size(); q++) {
      int a = basis.left[q];
      int b = basis.right[q];
      found[2 * q] = b < 0 ? -1 : placeOf[a][b];
      found[2 * q + 1] = b < 0 ? -1 : placeOf[b][a];
    }
    return found;
  }
}
