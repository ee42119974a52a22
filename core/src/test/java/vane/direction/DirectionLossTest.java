package vane.direction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vane.InputException;

class DirectionLossTest {
  private static final LossSettings SETTINGS = LossSettings.PAPER;

  @Test
  void oneReferenceByHand() {
    DirectionProblem problem = new DirectionProblem();
    problem.add(0.9, 0, 0, 1, 0.2);
    DirectionLoss loss = DirectionLoss.of(problem, SETTINGS);
    double expected = -Math.exp(-Math.pow((0.9 - 0.7) / 0.25, 2) - Math.pow(0.2 / 0.5, 2));
    assertThat(loss.value(0.1, 0.3, 0.7)).isCloseTo(expected, within(1e-15));
    assertThat(loss.scale()).isCloseTo(Math.exp(-0.16), within(1e-15));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 8, 9, 64, 65, 200})
  void derivativesAgreeWithFiniteDifferences(int size) {
    DirectionProblem problem = DirectionProblems.random(size, size);
    DirectionLoss loss = DirectionLoss.of(problem, SETTINGS);
    double[] u = {0.3, -0.8, 0.45};
    double[] derivatives = new double[9];
    double value = loss.derivatives(u[0], u[1], u[2], derivatives);
    assertThat(value).isCloseTo(loss.relative(u[0], u[1], u[2]), within(1e-12 * size));
    int[][] packed = {{3, 4, 5}, {4, 6, 7}, {5, 7, 8}};
    double h = 1e-6;
    for (int i = 0; i < 3; i++) {
      double[] up = u.clone();
      double[] down = u.clone();
      up[i] += h;
      down[i] -= h;
      double[] above = new double[9];
      double[] below = new double[9];
      double difference =
          loss.derivatives(up[0], up[1], up[2], above)
              - loss.derivatives(down[0], down[1], down[2], below);
      assertThat(derivatives[i]).isCloseTo(difference / (2 * h), within(1e-7 * size));
      for (int j = 0; j < 3; j++) {
        assertThat(derivatives[packed[i][j]])
            .isCloseTo((above[j] - below[j]) / (2 * h), within(1e-6 * size));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 63, 64, 65, 127, 1000, 1001})
  void kernelsAgree(int size) {
    DirectionProblem problem = DirectionProblems.random(7 * size, size);
    // What an earlier, larger problem left behind must not count.
    problem.add(0.5, 0, 0, 1, 0);
    DirectionProblem smaller = DirectionProblems.random(7 * size, 1100);
    smaller.clear();
    for (int k = 0; k < size; k++) {
      smaller.add(
          problem.cosine[k], problem.tx[k], problem.ty[k], problem.tz[k], problem.goodness(k));
    }
    LossKernel vector = new VectorLossKernel();
    DirectionLoss fast = DirectionLoss.of(smaller, SETTINGS, vector);
    DirectionLoss plain = DirectionLoss.of(smaller, SETTINGS, new PlainLossKernel());
    double[] first = new double[9];
    double[] second = new double[9];
    double[][] points = {{1, 0, 0}, {0.6, -0.48, 0.64}, {0, 0, 0}, {-3, 5, 20}, {300, 0, 0}};
    for (double[] u : points) {
      assertThat(fast.relative(u[0], u[1], u[2]))
          .isCloseTo(plain.relative(u[0], u[1], u[2]), within(1e-14 * size));
      assertThat(fast.derivatives(u[0], u[1], u[2], first))
          .isCloseTo(plain.derivatives(u[0], u[1], u[2], second), within(1e-14 * size));
      assertThat(first).containsExactly(second, within(1e-11 * size));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-9, 0.1, 0.5, 1, 3, 5.9, 20, 26, 1e3, 1e99})
  void kernelsAgreeOnEveryResidual(double residual) {
    DirectionProblem problem = new DirectionProblem();
    problem.add(residual * SETTINGS.sigma1(), 0, 0, 0, 0.1);
    DirectionLoss fast = DirectionLoss.of(problem, SETTINGS, new VectorLossKernel());
    DirectionLoss plain = DirectionLoss.of(problem, SETTINGS, new PlainLossKernel());
    double[] derivatives = new double[9];
    double expected = plain.relative(1, 0, 0);
    assertThat(fast.relative(1, 0, 0))
        .isCloseTo(expected, within(4e-16 * Math.abs(expected) + 1e-300));
    assertThat(fast.derivatives(1, 0, 0, derivatives))
        .isCloseTo(expected, within(4e-16 * Math.abs(expected) + 1e-300));
    assertThat(derivatives).doesNotContain(Double.NaN);
    plain.derivatives(1, 0, 0, derivatives);
    assertThat(derivatives).doesNotContain(Double.NaN);
  }

  @Test
  void badFitsDoNotUnderflow() {
    DirectionProblem problem = new DirectionProblem();
    problem.add(0.5, 1, 0, 0, 1e3);
    problem.add(0.5, 0, 1, 0, 1e3 + 1e-4);
    problem.add(0.5, 0, 1, 0, 1e307);
    DirectionLoss loss = DirectionLoss.of(problem, SETTINGS);
    assertThat(loss.scale()).isZero();
    assertThat(problem.weight[0]).isOne();
    assertThat(problem.weight[1]).isCloseTo(Math.exp(-0.8), within(1e-6));
    assertThat(problem.weight[2]).isZero();
    assertThat(loss.value(1, 0, 0)).isZero();
    assertThat(loss.relative(0.5, 0.5, 0)).isCloseTo(-1 - Math.exp(-0.8), within(1e-6));
  }

  @Test
  void settingsAndReferencesAreChecked() {
    assertThatThrownBy(() -> new LossSettings(0, 0.5))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("sigma1 is 0.0");
    assertThatThrownBy(() -> new LossSettings(0.25, Double.NaN)).isInstanceOf(InputException.class);
    DirectionProblem problem = new DirectionProblem();
    assertThatThrownBy(() -> problem.add(Double.NaN, 1, 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> problem.add(0, 1, 1, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> problem.add(0, 1, 0, 0, -1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> problem.start(0, 0, Double.POSITIVE_INFINITY))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(problem.size()).isZero();
  }
}
