package vane.mlm.reference;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Made-up environments in which the vector depends on the points, and the description only on what
 * a rotation leaves as it is.
 */
public final class RandomEnvironments {
  private RandomEnvironments() {}

  public static Environments of(int count, int neighbours, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] points = new double[count * neighbours * 3];
    for (int i = 0; i < points.length; i++) {
      points[i] = random.nextDouble(-1, 1);
    }
    int[] kinds = new int[count * neighbours];
    Arrays.setAll(kinds, i -> 1 + i % neighbours % 2);
    return fromPoints(count, neighbours, points, kinds);
  }

  /** Descriptions: all distances; vector: the points added with weights. */
  public static Environments fromPoints(int count, int m, double[] points, int[] kinds) {
    int features = m + m * (m - 1) / 2;
    double[] x = new double[count * features];
    double[] v = new double[count * 3];
    for (int i = 0; i < count; i++) {
      int at = i * features;
      for (int a = 0; a < m; a++) {
        x[at++] = norm(points, i * m + a, -1);
        for (int b = 0; b < a; b++) {
          x[at++] = norm(points, i * m + a, i * m + b);
        }
      }
      for (int a = 0; a < m; a++) {
        double weight = kinds[i * m + a] == 0 ? 0 : norm(points, i * m + a, -1) - 0.3;
        for (int axis = 0; axis < 3; axis++) {
          v[3 * i + axis] += weight * points[3 * (i * m + a) + axis];
        }
      }
      double length = Math.hypot(Math.hypot(v[3 * i], v[3 * i + 1]), v[3 * i + 2]);
      for (int axis = 0; axis < 3; axis++) {
        v[3 * i + axis] = length == 0 ? 0 : v[3 * i + axis] / length;
      }
    }
    return Environments.of(features, m, x, points, kinds, v);
  }

  /** The same environments with points and vectors turned: rows as vectors, {@code p R}. */
  public static Environments turned(Environments environments, double[] rotation) {
    return Environments.of(
        environments.features(),
        environments.neighbours(),
        environments.descriptions(),
        turned(environments.points(), rotation),
        environments.kinds(),
        turned(environments.vectors(), rotation));
  }

  public static double[] turned(double[] rows, double[] rotation) {
    double[] result = new double[rows.length];
    for (int i = 0; i < rows.length; i += 3) {
      for (int c = 0; c < 3; c++) {
        result[i + c] =
            rows[i] * rotation[c] + rows[i + 1] * rotation[3 + c] + rows[i + 2] * rotation[6 + c];
      }
    }
    return result;
  }

  /** A random orthogonal matrix with the determinant asked for, from a quaternion. */
  public static double[] rotation(long seed, boolean reflect) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] q = new double[4];
    double squared = 0;
    for (int i = 0; i < 4; i++) {
      q[i] = random.nextDouble(-1, 1);
      squared += q[i] * q[i];
    }
    double s = 2 / squared;
    double sign = reflect ? -1 : 1;
    return new double[] {
      sign * (1 - s * (q[2] * q[2] + q[3] * q[3])),
      sign * s * (q[1] * q[2] - q[3] * q[0]),
      sign * s * (q[1] * q[3] + q[2] * q[0]),
      sign * s * (q[1] * q[2] + q[3] * q[0]),
      sign * (1 - s * (q[1] * q[1] + q[3] * q[3])),
      sign * s * (q[2] * q[3] - q[1] * q[0]),
      sign * s * (q[1] * q[3] - q[2] * q[0]),
      sign * s * (q[2] * q[3] + q[1] * q[0]),
      sign * (1 - s * (q[1] * q[1] + q[2] * q[2]))
    };
  }

  private static double norm(double[] points, int a, int b) {
    double squared = 0;
    for (int axis = 0; axis < 3; axis++) {
      double e = points[3 * a + axis] - (b < 0 ? 0 : points[3 * b + axis]);
      squared += e * e;
    }
    return Math.sqrt(squared);
  }
}
