package vane.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vane.parallel.WorkerPool;

class LeadingDirectionsTest {
  @ParameterizedTest
  @CsvSource({"300, 300, 2, 1e-4", "401, 257, 3, 1e-3", "150, 128, 1, 1e-3", "500, 390, 2, 1e-5"})
  void holdNearlyAllOfDistances(int n, int k, int dimension, double leftOut) {
    try (WorkerPool one = new WorkerPool(1);
        WorkerPool three = new WorkerPool(3);
        Matrix a = TestMatrices.distances(n, k, dimension, n);
        LeadingDirections found = LeadingDirections.find(one, a, leftOut, 7).orElseThrow();
        LeadingDirections again = LeadingDirections.find(three, a, leftOut, 7).orElseThrow()) {
      assertOrthonormal(found.directions());
      assertThat(found.directions().columns()).isLessThanOrEqualTo(k / 2);
      assertThat(found.coordinates().toArray())
          .containsExactly(
              TestMatrices.product(a, false, found.directions(), false), within(1e-11 * k));
      assertThat(squareLeft(a, found)).isPositive().isLessThan(leftOut * square(a.toArray()));
      assertThat(again.directions().toArray()).isEqualTo(found.directions().toArray());
      assertThat(again.coordinates().toArray()).isEqualTo(found.coordinates().toArray());
    }
  }

  private static void assertOrthonormal(Matrix directions) {
    double[] unit = new double[directions.columns() * directions.columns()];
    for (int i = 0; i < directions.columns(); i++) {
      unit[i * directions.columns() + i] = 1;
    }
    assertThat(TestMatrices.product(directions, true, directions, false))
        .containsExactly(unit, within(1e-13));
  }

  /** |A − A V Vᵀ|². */
  private static double squareLeft(Matrix a, LeadingDirections found) {
    double[] left = a.toArray();
    try (Matrix turnedBack = Matrix.zeros(a.rows(), a.columns());
        WorkerPool pool = new WorkerPool(1)) {
      Multiply.multiply(
          pool, 1.0, found.coordinates(), false, found.directions(), true, 0.0, turnedBack);
      double[] held = turnedBack.toArray();
      for (int i = 0; i < left.length; i++) {
        left[i] -= held[i];
      }
    }
    return square(left);
  }

  private static double square(double[] values) {
    return Arrays.stream(values).map(value -> value * value).sum();
  }

  @ParameterizedTest
  @CsvSource({"1", "20", "64", "70", "128"})
  void findAllOfAMatrixOfLowRank(int rank) {
    try (WorkerPool pool = new WorkerPool(2);
        Matrix left = TestMatrices.random(310, rank, 1);
        Matrix right = TestMatrices.random(rank, 300, 2);
        Matrix a = Matrix.zeros(310, 300)) {
      Multiply.multiply(pool, left, right, a);
      try (LeadingDirections found = LeadingDirections.find(pool, a, 1e-12, 3).orElseThrow()) {
        assertOrthonormal(found.directions());
        assertThat(found.directions().columns()).isEqualTo(rank);
        assertThat(squareLeft(a, found)).isLessThan(1e-12 * square(a.toArray()));
      }
    }
  }

  @Test
  void areNotThereWhereAllDirectionsMatterOrAreFew() {
    try (WorkerPool pool = new WorkerPool(1);
        Matrix flat = TestMatrices.random(400, 300, 1);
        Matrix narrow = TestMatrices.distances(200, 127, 1, 2)) {
      assertThat(LeadingDirections.find(pool, flat, 1e-2, 3)).isEmpty();
      assertThat(LeadingDirections.find(pool, narrow, 1e-2, 3)).isEmpty();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> LeadingDirections.find(pool, flat, 0, 3))
          .withMessageContaining("found 0.0 to leave out");
    }
  }
}
