package vane.direction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricThreeTest {
  /** The eigenvalues, after everything that must hold for them and the vectors is checked. */
  private static double[] checked(double[] m) {
    double[] before = m.clone();
    double[] values = new double[3];
    double[] v = new double[9];
    SymmetricThree.eigen(m, values, v);
    assertThat(m).isEqualTo(before);
    double[][] a = {{m[0], m[1], m[2]}, {m[1], m[3], m[4]}, {m[2], m[4], m[5]}};
    double size = Arrays.stream(m).map(Math::abs).max().orElse(0);
    assertThat(values[0]).isGreaterThanOrEqualTo(values[1]);
    assertThat(values[1]).isGreaterThanOrEqualTo(values[2]);
    for (int i = 0; i < 3; i++) {
      for (int r = 0; r < 3; r++) {
        double product = 0;
        double cosine = 0;
        for (int c = 0; c < 3; c++) {
          product += a[r][c] * v[3 * i + c];
          cosine += v[3 * i + c] * v[3 * r + c];
        }
        assertThat(product)
            .as("A v of %s", Arrays.toString(m))
            .isCloseTo(values[i] * v[3 * i + r], within(1e-14 * size));
        assertThat(cosine)
            .as("orthonormality for %s", Arrays.toString(m))
            .isCloseTo(i == r ? 1 : 0, within(1e-14));
      }
    }
    return values;
  }

  @ParameterizedTest
  @CsvSource({
    "0,0,0,0,0,0, 0,0,0",
    "2,0,0,2,0,2, 2,2,2",
    "1,0,0,3,0,2, 3,2,1",
    "-1,0,0,-3,0,-2, -1,-2,-3",
    "0,1,0,0,0,0, 1,0,-1",
    "0,1,1,0,1,0, 2,-1,-1",
    "1,1,1,1,1,1, 3,0,0",
    "2,1,1,2,1,2, 4,1,1",
    "5,2,0,2,0,0, 6,1,0",
    "1,0,0,0,0,0, 1,0,0",
    "1,1e-9,0,1,0,1, 1.000000001,1,0.999999999",
  })
  void knowsEigenvaluesThatAreKnown(
      double xx,
      double xy,
      double xz,
      double yy,
      double yz,
      double zz,
      double high,
      double middle,
      double low) {
    for (double scale : new double[] {1, 1e-100, 1e-250, 1e100}) {
      double[] m = {xx, xy, xz, yy, yz, zz};
      double[] values = checked(Arrays.stream(m).map(x -> scale * x).toArray());
      assertThat(values)
          .containsExactly(
              new double[] {scale * high, scale * middle, scale * low}, within(1e-14 * scale));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void decomposesMomentsOfRandomVectors(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 2000; i++) {
      // One vector spans a line, two a plane; a tiny component is nearly one of these.
      int count = 1 + random.nextInt(4);
      double flat = random.nextBoolean() ? 1 : Math.pow(10, -16 * random.nextDouble());
      double[] m = new double[6];
      for (int k = 0; k < count; k++) {
        double x = random.nextGaussian();
        double y = random.nextGaussian();
        double z = flat * random.nextGaussian();
        double[] square = {x * x, x * y, x * z, y * y, y * z, z * z};
        Arrays.setAll(m, j -> m[j] + square[j]);
      }
      double[] values = checked(m);
      assertThat(values[0] + values[1] + values[2])
          .isCloseTo(m[0] + m[3] + m[5], within(1e-14 * values[0]));
      if (count < 3) {
        assertThat(Math.abs(values[2])).isLessThan(1e-14 * values[0]);
      }
      if (count == 1) {
        assertThat(Math.abs(values[1])).isLessThan(1e-14 * values[0]);
      }
    }
  }

  @Test
  void findsTheAxisOfALine() {
    double[] values = new double[3];
    double[] vectors = new double[9];
    SymmetricThree.eigen(new double[] {4, -8, 8, 16, -16, 16}, values, vectors);
    assertThat(values[0]).isCloseTo(36, within(1e-13));
    double sign = Math.signum(vectors[0]);
    assertThat(new double[] {sign * vectors[0], sign * vectors[1], sign * vectors[2]})
        .containsExactly(new double[] {1.0 / 3, -2.0 / 3, 2.0 / 3}, within(1e-15));
  }
}
