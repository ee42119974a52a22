package vane.direction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightedProjectionsTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void exactProjectionsGiveTheVectorBack(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] f = {random.nextDouble(-3, 3), random.nextDouble(-3, 3), random.nextDouble(-3, 3)};
    WeightedProjections problem = new WeightedProjections();
    for (int k = 0; k < 20; k++) {
      double[] t = {random.nextDouble(-1, 1), random.nextDouble(-1, 1), random.nextDouble(-1, 1)};
      problem.add(random.nextDouble(0.1, 2), dot(f, t), t[0], t[1], t[2]);
    }
    double[] u = new double[3];
    assertThat(problem.solve(u)).isEqualTo(3);
    assertThat(u).containsExactly(f, within(1e-12));
    assertThat(problem.spread()).isCloseTo(0, within(1e-6));
  }

  @Test
  void theSpreadIsTheWeightedRootMeanSquareResidual() {
    WeightedProjections problem = new WeightedProjections();
    problem.add(3, 2, 1, 0, 0);
    problem.add(1, 4, 1, 0, 0);
    problem.add(1, 0, 0, 1, 0);
    problem.add(1, 0, 0, 0, 1);
    double[] u = new double[3];
    assertThat(problem.solve(u)).isEqualTo(3);
    assertThat(u).containsExactly(new double[] {2.5, 0, 0}, within(1e-12));
    // 3 · 0.5² + 1.5² over the sum of weights, 6.
    assertThat(problem.spread()).isCloseTo(Math.sqrt(3.0 / 6), within(1e-12));
  }

  @Test
  void whatIsNotDeterminedIsZero() {
    WeightedProjections problem = new WeightedProjections();
    problem.add(1, 2, 1, 0, 0);
    problem.add(1, 3, 0, 1, 0);
    problem.add(1, 5, 0, 0, 0);
    double[] u = {9, 9, 9};
    assertThat(problem.solve(u)).isEqualTo(2);
    assertThat(u).containsExactly(new double[] {2, 3, 0}, within(1e-12));

    problem.clear();
    assertThat(problem.solve(u)).isZero();
    assertThat(u).containsExactly(0, 0, 0);
    assertThat(problem.spread()).isZero();
  }

  private static double dot(double[] a, double[] b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  }
}
