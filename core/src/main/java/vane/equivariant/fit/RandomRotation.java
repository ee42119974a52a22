package vane.equivariant.fit;

import java.util.Random;

/**
 * A rotation drawn so that all are equally likely: that of a unit quaternion with a random
 * direction. Immutable.
 */
final class RandomRotation {
  private final double[] matrix;

  private RandomRotation(double[] matrix) {
    this.matrix = matrix;
  }

  static RandomRotation next(Random random) {
    double[] q = new double[4];
    double square = 0;
    while (square < 1e-12) {
      square = 0;
      for (int i = 0; i < 4; i++) {
        q[i] = random.nextGaussian();
        square += q[i] * q[i];
      }
    }
    double s = 2 / square;
    double w = q[0];
    double x = q[1];
    double y = q[2];
    double z = q[3];
    return new RandomRotation(
        new double[] {
          1 - s * (y * y + z * z),
          s * (x * y - w * z),
          s * (x * z + w * y),
          s * (x * y + w * z),
          1 - s * (x * x + z * z),
          s * (y * z - w * x),
          s * (x * z - w * y),
          s * (y * z + w * x),
          1 - s * (x * x + y * y)
        });
  }

  /** Some vectors {@code [n × 3]}, turned. */
  double[] turned(double[] vectors) {
    double[] turned = new double[vectors.length];
    for (int i = 0; i < vectors.length; i += 3) {
      for (int row = 0; row < 3; row++) {
        for (int axis = 0; axis < 3; axis++) {
          turned[i + row] += matrix[3 * row + axis] * vectors[i + axis];
        }
      }
    }
    return turned;
  }
}
