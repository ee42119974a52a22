package vane.direction;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Evenly spread points on the unit sphere. */
final class SphereLattice {
  private SphereLattice() {}

  /**
   * The centres of the triangles of an octahedron whose faces are cut into n² triangles each, on
   * the unit sphere.
   *
   * @param divisions n
   * @param frame the octahedron's axes, one unit vector a row [3 × 3]
   * @return [8n² × 3]
   */
  static double[] octahedral(int divisions, double[] frame) {
    double[] points = new double[24 * divisions * divisions];
    int count = 0;
    // Centres of upright triangles have barycentric coordinates (3i+1, 3j+1, 3k+1)/3n, those of the
    // others (3i+2, 3j+2, 3k+2)/3n.
    for (int offset = 1; offset <= 2; offset++) {
      int rest = divisions - offset;
      for (int i = 0; i <= rest; i++) {
        for (int j = 0; j <= rest - i; j++) {
          int a = 3 * i + offset;
          int b = 3 * j + offset;
          int c = 3 * (rest - i - j) + offset;
          double length = Math.sqrt((double) a * a + (double) b * b + (double) c * c);
          for (int signs = 0; signs < 8; signs++) {
            double p = ((signs & 1) == 0 ? a : -a) / length;
            double q = ((signs & 2) == 0 ? b : -b) / length;
            double r = ((signs & 4) == 0 ? c : -c) / length;
            for (int axis = 0; axis < 3; axis++) {
              points[count++] = p * frame[axis] + q * frame[3 + axis] + r * frame[6 + axis];
            }
          }
        }
      }
    }
    return points;
  }

  /**
   * The points whose value no other point within an angle undercuts, lowest first.
   *
   * @param points [n × 3] unit vectors
   * @param values [n]
   * @param angle in radians
   * @return their row numbers
   */
  static int[] localMinima(double[] points, double[] values, double angle) {
    double near = Math.cos(angle);
    int n = values.length;
    Integer[] order = IntStream.range(0, n).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble((Integer i) -> values[i]));
    int[] minima = new int[n];
    int count = 0;
    for (int a = 0; a < n; a++) {
      int candidate = order[a];
      boolean undercut = false;
      // Ties count for the earlier one, or a flat loss would make a start of every point.
      for (int b = 0; b < a && !undercut; b++) {
        undercut = dot(points, candidate, points, order[b]) > near;
      }
      if (!undercut) {
        minima[count++] = candidate;
      }
    }
    return Arrays.copyOf(minima, count);
  }

  /** The scalar product of two rows. */
  static double dot(double[] a, int i, double[] b, int j) {
    return a[3 * i] * b[3 * j] + a[3 * i + 1] * b[3 * j + 1] + a[3 * i + 2] * b[3 * j + 2];
  }
}
