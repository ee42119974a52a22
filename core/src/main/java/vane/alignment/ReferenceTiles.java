package vane.alignment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The references laid out for a kernel that works on several at once. Immutable.
 *
 * <p>A tile holds as many references as there are lanes, all of one pattern of species (ALL: of
 * absent neighbours), so that one {@link PermutationPlan} serves all of them. Within a pattern,
 * references with similar shapes share a tile (a k-d tree over their distances): a permutation then
 * tends to be discarded for all lanes of a tile together, and only then is anything saved. Free
 * lanes of the last tile of a pattern repeat its last reference.
 *
 * <p>Layout, lanes innermost: {@code points} [tile × M × 3 × L], {@code lengths} [tile × M × L],
 * {@code vectors} [tile × 3 × L], {@code squares} and {@code lengthSums} [tile × L], {@code
 * references} [tile × L] (−1 in free lanes).
 */
final class ReferenceTiles {
  final int lanes;
  final int count;
  final double[] points;
  final double[] lengths;
  final double[] squares;
  final double[] lengthSums;
  final double[] vectors;
  final int[] references;
  final int[] pattern;
  final int[] firstReference;
  final int[] lastReference;
  final List<int[]> patternLabels = new ArrayList<>();

  ReferenceTiles(ReferenceNeighbourhoods source, PermutationRule rule, int lanes) {
    this.lanes = lanes;
    int m = source.neighbours();
    Map<List<Integer>, List<Integer>> members = new LinkedHashMap<>();
    for (int j = 0; j < source.count(); j++) {
      members
          .computeIfAbsent(boxed(labels(source.species(), m * j, m, rule)), k -> new ArrayList<>())
          .add(j);
    }
    int tiles = 0;
    for (List<Integer> group : members.values()) {
      tiles += (group.size() + lanes - 1) / lanes;
    }
    count = tiles;
    points = new double[tiles * m * 3 * lanes];
    lengths = new double[tiles * m * lanes];
    squares = new double[tiles * lanes];
    lengthSums = new double[tiles * lanes];
    vectors = new double[tiles * 3 * lanes];
    references = new int[tiles * lanes];
    pattern = new int[tiles];
    firstReference = new int[tiles];
    lastReference = new int[tiles];
    int tile = 0;
    for (List<Integer> group : members.values()) {
      Integer[] ordered = group.toArray(Integer[]::new);
      if (lanes > 1) {
        split(ordered, 0, ordered.length, shapes(source, ordered));
      }
      for (int first = 0; first < ordered.length; first += lanes) {
        fill(source, tile, ordered, first);
        pattern[tile] = patternLabels.size();
        tile++;
      }
      patternLabels.add(labels(source.species(), m * group.get(0), m, rule));
    }
  }

  /** What tells neighbours apart: their species, or with ALL only whether they are there. */
  static int[] labels(int[] species, int offset, int m, PermutationRule rule) {
    int[] labels = Arrays.copyOfRange(species, offset, offset + m);
    if (rule == PermutationRule.ALL) {
      Arrays.setAll(labels, k -> labels[k] == 0 ? 0 : 1);
    }
    return labels;
  }

  static List<Integer> boxed(int[] labels) {
    return Arrays.stream(labels).boxed().toList();
  }

  private void fill(ReferenceNeighbourhoods source, int tile, Integer[] ordered, int first) {
    int m = source.neighbours();
    firstReference[tile] = Integer.MAX_VALUE;
    lastReference[tile] = -1;
    for (int lane = 0; lane < lanes; lane++) {
      boolean free = first + lane >= ordered.length;
      int j = ordered[Math.min(first + lane, ordered.length - 1)];
      references[tile * lanes + lane] = free ? -1 : j;
      firstReference[tile] = Math.min(firstReference[tile], j);
      lastReference[tile] = Math.max(lastReference[tile], j);
      for (int i = 0; i < 3 * m; i++) {
        points[(tile * 3 * m + i) * lanes + lane] = source.points()[3 * m * j + i];
      }
      for (int k = 0; k < m; k++) {
        lengths[(tile * m + k) * lanes + lane] =
            Neighbourhoods.length(source.points(), 3 * (m * j + k));
      }
      squares[tile * lanes + lane] = Neighbourhoods.sumOfSquares(source.points(), 3 * m * j, m);
      lengthSums[tile * lanes + lane] = Neighbourhoods.sumOfLengths(source.points(), 3 * m * j, m);
      for (int i = 0; i < 3; i++) {
        vectors[(tile * 3 + i) * lanes + lane] = source.vectors()[3 * j + i];
      }
    }
  }

  /** Splits at a whole number of tiles near the median of the most spread feature, and so on. */
  private void split(Integer[] ordered, int from, int to, Map<Integer, double[]> shapes) {
    int tiles = (to - from + lanes - 1) / lanes;
    if (tiles < 2) {
      return;
    }
    int feature = mostSpread(ordered, from, to, shapes);
    Arrays.sort(
        ordered,
        from,
        to,
        Comparator.<Integer>comparingDouble(j -> shapes.get(j)[feature])
            .thenComparing(Comparator.naturalOrder()));
    int middle = from + tiles / 2 * lanes;
    split(ordered, from, middle, shapes);
    split(ordered, middle, to, shapes);
  }

  private static int mostSpread(
      Integer[] ordered, int from, int to, Map<Integer, double[]> shapes) {
    int features = shapes.get(ordered[from]).length;
    int most = 0;
    double largest = -1;
    for (int f = 0; f < features; f++) {
      double sum = 0;
      double squares = 0;
      for (int i = from; i < to; i++) {
        double v = shapes.get(ordered[i])[f];
        sum += v;
        squares += v * v;
      }
      double variance = squares - sum * sum / (to - from);
      if (variance > largest) {
        largest = variance;
        most = f;
      }
    }
    return most;
  }

  /** All distances within each neighbourhood, and its signed volume for the handedness. */
  private static Map<Integer, double[]> shapes(ReferenceNeighbourhoods source, Integer[] members) {
    int m = source.neighbours();
    double[] p = source.points();
    Map<Integer, double[]> shapes = new LinkedHashMap<>();
    for (int j : members) {
      double[] shape = new double[m * (m + 1) / 2 + (m > 2 ? 1 : 0)];
      int f = 0;
      for (int k = 0; k < m; k++) {
        int pk = 3 * (m * j + k);
        shape[f++] = Neighbourhoods.length(p, pk);
        for (int l = 0; l < k; l++) {
          int pl = 3 * (m * j + l);
          shape[f++] =
              Math.sqrt(
                  square(p[pk] - p[pl])
                      + square(p[pk + 1] - p[pl + 1])
                      + square(p[pk + 2] - p[pl + 2]));
        }
      }
      if (m > 2) {
        shape[f] = volume(p, 3 * m * j);
      }
      shapes.put(j, shape);
    }
    return shapes;
  }

  private static double square(double v) {
    return v * v;
  }

  private static double volume(double[] p, int o) {
    return p[o] * (p[o + 4] * p[o + 8] - p[o + 5] * p[o + 7])
        - p[o + 1] * (p[o + 3] * p[o + 8] - p[o + 5] * p[o + 6])
        + p[o + 2] * (p[o + 3] * p[o + 7] - p[o + 4] * p[o + 6]);
  }
}
