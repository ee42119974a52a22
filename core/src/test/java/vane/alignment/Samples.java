package vane.alignment;

import java.util.Random;

/** Random neighbourhoods and orthogonal matrices from printed seeds. */
final class Samples {
  private Samples() {}

  /** Points [count × m × 3] at 1 to 2.2 Å, and zeros where the species is 0. */
  static double[] points(Random random, int[] species) {
    double[] points = new double[3 * species.length];
    for (int k = 0; k < species.length; k++) {
      double length = species[k] == 0 ? 0 : 1 + 1.2 * random.nextDouble();
      double[] direction = unit(random);
      for (int c = 0; c < 3; c++) {
        points[3 * k + c] = species[k] == 0 ? 0 : length * direction[c];
      }
    }
    return points;
  }

  /** Species 1 and 6, and with {@code absent} sometimes 0. */
  static int[] species(Random random, int count, boolean absent) {
    int[] species = new int[count];
    for (int k = 0; k < count; k++) {
      species[k] = absent && random.nextInt(4) == 0 ? 0 : random.nextBoolean() ? 1 : 6;
    }
    return species;
  }

  static double[] vectors(Random random, int count) {
    double[] vectors = new double[3 * count];
    for (int j = 0; j < count; j++) {
      System.arraycopy(unit(random), 0, vectors, 3 * j, 3);
    }
    return vectors;
  }

  static double[] unit(Random random) {
    double x = random.nextGaussian();
    double y = random.nextGaussian();
    double z = random.nextGaussian();
    double length = Math.sqrt(x * x + y * y + z * z);
    return new double[] {x / length, y / length, z / length};
  }

  /** A random rotation, or with {@code mirrored} a rotation and a reflection. */
  static double[] orthogonal(Random random, boolean mirrored) {
    double[] a = unit(random);
    double[] b = unit(random);
    double along = a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    double length = 0;
    for (int c = 0; c < 3; c++) {
      b[c] -= along * a[c];
      length += b[c] * b[c];
    }
    for (int c = 0; c < 3; c++) {
      b[c] /= Math.sqrt(length);
    }
    double sign = mirrored ? -1 : 1;
    return new double[] {
      a[0],
      a[1],
      a[2],
      b[0],
      b[1],
      b[2],
      sign * (a[1] * b[2] - a[2] * b[1]),
      sign * (a[2] * b[0] - a[0] * b[2]),
      sign * (a[0] * b[1] - a[1] * b[0])
    };
  }

  /** Each row of [n × 3] times the matrix. */
  static double[] turned(double[] rows, double[] matrix) {
    double[] turned = new double[rows.length];
    for (int k = 0; k < rows.length; k += 3) {
      for (int c = 0; c < 3; c++) {
        turned[k + c] =
            rows[k] * matrix[c] + rows[k + 1] * matrix[3 + c] + rows[k + 2] * matrix[6 + c];
      }
    }
    return turned;
  }
}
