package vane.regression.huber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoreThuenteTest {
  private static final double DECREASE = 1e-3;
  private static final double CURVATURE = 0.9;
  private static final double FAR = 1e10;

  /** Where a search ended. */
  private record End(double step, MoreThuente.Status status, int evaluations) {}

  private static End search(
      DoubleUnaryOperator value, DoubleUnaryOperator slope, double first, double largest) {
    MoreThuente line =
        new MoreThuente(value.applyAsDouble(0), slope.applyAsDouble(0), first, largest);
    for (int evaluations = 1; evaluations <= 100; evaluations++) {
      double t = line.step();
      assertThat(t).isBetween(0.0, largest);
      MoreThuente.Status status = line.next(value.applyAsDouble(t), slope.applyAsDouble(t));
      if (status != MoreThuente.Status.TRY) {
        return new End(t, status, evaluations);
      }
    }
    throw new AssertionError("no end after 100 evaluations");
  }

  /** Functions 1 and 4 to 6 of Moré and Thuente (1994), section 5. */
  private enum Function {
    CONVEX_THEN_FLAT {
      @Override
      double value(double a) {
        return -a / (a * a + 2);
      }

      @Override
      double slope(double a) {
        return (a * a - 2) / ((a * a + 2) * (a * a + 2));
      }
    },
    BOTH_SHARP {
      @Override
      double value(double a) {
        return yanai(a, 0.001, 0.001);
      }

      @Override
      double slope(double a) {
        return yanaiSlope(a, 0.001, 0.001);
      }
    },
    SHARP_AT_THE_END {
      @Override
      double value(double a) {
        return yanai(a, 0.01, 0.001);
      }

      @Override
      double slope(double a) {
        return yanaiSlope(a, 0.01, 0.001);
      }
    },
    SHARP_AT_THE_START {
      @Override
      double value(double a) {
        return yanai(a, 0.001, 0.01);
      }

      @Override
      double slope(double a) {
        return yanaiSlope(a, 0.001, 0.01);
      }
    };

    abstract double value(double a);

    abstract double slope(double a);

    private static double gamma(double beta) {
      return Math.sqrt(1 + beta * beta) - beta;
    }

    private static double yanai(double a, double beta1, double beta2) {
      return gamma(beta1) * Math.sqrt((1 - a) * (1 - a) + beta2 * beta2)
          + gamma(beta2) * Math.sqrt(a * a + beta1 * beta1);
    }

    private static double yanaiSlope(double a, double beta1, double beta2) {
      return gamma(beta1) * (a - 1) / Math.sqrt((1 - a) * (1 - a) + beta2 * beta2)
          + gamma(beta2) * a / Math.sqrt(a * a + beta1 * beta1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void meetsBothConditionsFromStepsOfAllSizes(Function function) {
    for (double first : new double[] {1e-3, 1e-1, 1e1, 1e3}) {
      End end = search(function::value, function::slope, first, FAR);
      String name = function + " from " + first + ": " + end;
      double start = function.slope(0);
      assertThat(end.status).as(name).isEqualTo(MoreThuente.Status.FOUND);
      assertThat(function.value(end.step))
          .as(name)
          .isLessThanOrEqualTo(function.value(0) + DECREASE * end.step * start);
      assertThat(Math.abs(function.slope(end.step)))
          .as(name)
          .isLessThanOrEqualTo(CURVATURE * Math.abs(start));
      assertThat(end.evaluations).as(name).isLessThanOrEqualTo(20);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {2.1, 10, 1e4})
  void interpolationIsExactForAQuadratic(double first) {
    End end = search(t -> t * t - 2 * t, t -> 2 * t - 2, first, FAR);
    assertThat(end.status).isEqualTo(MoreThuente.Status.FOUND);
    assertThat(end.evaluations).isEqualTo(2);
    assertThat(end.step).isCloseTo(1, within(1e-9));
  }

  @Test
  void aGoodFirstStepIsTaken() {
    assertThat(search(t -> t * t - 2 * t, t -> 2 * t - 2, 1, FAR))
        .isEqualTo(new End(1, MoreThuente.Status.FOUND, 1));
  }

  @Test
  void goesAsFarAsItMayWhereTheFunctionFallsForEver() {
    End end = search(t -> -t, t -> -1, 1, 50);
    assertThat(end.step).isEqualTo(50);
    assertThat(end.status).isEqualTo(MoreThuente.Status.STUCK);
  }

  /** Function 2 of the paper is so flat at the start that its slope at the end cannot be. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-3, 1e-1, 1e1})
  void isContentWithANarrowIntervalAboutTheMinimum(double first) {
    DoubleUnaryOperator value = t -> Math.pow(t + 0.004, 5) - 2 * Math.pow(t + 0.004, 4);
    DoubleUnaryOperator slope = t -> 5 * Math.pow(t + 0.004, 4) - 8 * Math.pow(t + 0.004, 3);
    End end = search(value, slope, first, FAR);
    assertThat(end.status).isEqualTo(MoreThuente.Status.STUCK);
    assertThat(end.step).isCloseTo(1.596, within(0.16));
    assertThat(value.applyAsDouble(end.step)).isLessThan(-1);
  }

  @Test
  void goesBackToTheStartWhereNoStepIsBetter() {
    // The slope at the start is a lie, as rounding may tell one. Who asks gives up some time.
    MoreThuente line = new MoreThuente(0, -1, 1, FAR);
    for (int i = 0; i < 20; i++) {
      double before = line.step();
      assertThat(line.next(before, 1)).isEqualTo(MoreThuente.Status.TRY);
      assertThat(line.step()).isLessThan(before);
    }
    assertThat(line.step()).isLessThan(1e-5);
  }
}
