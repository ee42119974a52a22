package vane.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationErrorsTest {

  @Test
  void figuresOfThreeAtoms() {
    CalibrationErrors errors = new CalibrationErrors();
    errors.add(1, 1, -2, 0); // ratios 1, 2, 0
    errors.add(0.5, 0, 0, 2); // ratios 0, 0, 4
    errors.add(2, -3, 0, 6); // ratios 1.5, 0, 3
    UncertaintySummary summary = errors.summary().orElseThrow();

    assertThat(summary.atoms()).isEqualTo(3);
    assertThat(summary.fractionWithinOne()).isEqualTo(5 / 9.0);
    assertThat(summary.fractionWithinTwo()).isEqualTo(7 / 9.0);
    assertThat(summary.rmsErrorOverUncertainty())
        .isCloseTo(Math.sqrt((1 + 4 + 16 + 2.25 + 9) / 9), within(1e-15));
    assertThat(summary.rmsUncertaintyEvPerAngstrom())
        .isCloseTo(Math.sqrt((1 + 0.25 + 4) / 3), within(1e-15));
    // Norms √5, 2, √45 have the order of the uncertainties 1, 0.5, 2.
    assertThat(summary.rankCorrelation().orElseThrow()).isCloseTo(1, within(1e-15));
    assertThat(summary.worstErrors()).isEqualTo(3);
    assertThat(summary.worstErrorsAmongMostUncertain()).isEqualTo(1);

    UncertaintySamples samples = errors.samples();
    assertThat(samples.size()).isEqualTo(3);
    assertThat(samples.uncertainty(2)).isEqualTo(2);
    assertThat(samples.errorNorm(2)).isCloseTo(Math.sqrt(45), within(1e-15));
    assertThat(samples.curve().components()).isEqualTo(9);
  }

  @Test
  void atomsWithoutAnUncertaintyAreCountedAndLeftOut() {
    CalibrationErrors errors = new CalibrationErrors();
    for (double none : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      errors.add(none, 1, 1, 1);
    }
    assertThat(errors.summary()).isEmpty();
    errors.add(1, 0.5, 0.5, 0.5);
    UncertaintySummary summary = errors.summary().orElseThrow();
    assertThat(summary.atoms()).isEqualTo(1);
    assertThat(summary.withoutUncertainty()).isEqualTo(4);
    assertThat(summary.fractionWithinOne()).isEqualTo(1);
    assertThat(summary.rankCorrelation()).isEmpty();
  }

  /** 400 atoms: 5 % are 20. Errors grow with the index; those of the last 20 are the worst. */
  private static UncertaintySummary of(java.util.function.IntToDoubleFunction uncertainty) {
    CalibrationErrors errors = new CalibrationErrors();
    for (int i = 0; i < 400; i++) {
      errors.add(uncertainty.applyAsDouble(i), 0, 1 + i, 0);
    }
    return errors.summary().orElseThrow();
  }

  @Test
  void worstErrorsAreLookedForAmongTheMostUncertain() {
    assertThat(of(i -> 1 + i).worstErrors()).isEqualTo(20);
    assertThat(of(i -> 1 + i).worstErrorsAmongMostUncertain()).isEqualTo(20);
    assertThat(of(i -> 400 - i).worstErrorsAmongMostUncertain()).isZero();
    // Of the 20 most uncertain, 5 (those from 395) are among the worst.
    assertThat(of(i -> i >= 395 ? 1000 : i < 15 ? 900 - i : 1).worstErrorsAmongMostUncertain())
        .isEqualTo(5);
  }

  @Test
  void equalUncertaintiesPointAtNothing() {
    assertThat(of(i -> 1).worstErrorsAmongMostUncertain()).isZero();
    assertThat(of(i -> i >= 380 ? 2 : 1).worstErrorsAmongMostUncertain()).isEqualTo(20);
    assertThat(of(i -> i >= 379 ? 2 : 1).worstErrorsAmongMostUncertain()).isZero();
  }

  @Test
  void noMoreThanTwentyErrorsAreTheWorstEvenIfMoreAreEqual() {
    CalibrationErrors errors = new CalibrationErrors();
    for (int i = 0; i < 1000; i++) {
      errors.add(i < 50 ? 2 + i : 1, 3, 0, 0);
    }
    UncertaintySummary summary = errors.summary().orElseThrow();
    assertThat(summary.worstErrors()).isEqualTo(20);
    assertThat(summary.worstErrorsAmongMostUncertain()).isEqualTo(20);
  }

  @Test
  void theCurveHasTheLimitsOfAGaussian() {
    // √2 erfinv(p) of SciPy 1.10.1 for p = 0.01, 0.5, 0.68 and 0.99; a limit belongs below.
    double[] limits = {0.012533469508069264, 0.6744897501960818, 0.9944578832097533, 2.5758293035};
    int[] steps = {1, 50, 68, 99};
    for (int i = 0; i < limits.length; i++) {
      assertThat(CalibrationCurve.step(limits[i] * (1 - 1e-9))).isEqualTo(steps[i] - 1);
      assertThat(CalibrationCurve.step(limits[i] * (1 + 1e-9))).isEqualTo(steps[i]);
    }
    assertThat(CalibrationCurve.step(0)).isZero();
    assertThat(CalibrationCurve.step(1e9)).isEqualTo(99);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void gaussianErrorsOfTheRightWidthLieOnTheDiagonal(long seed) {
    Random random = new Random(seed);
    CalibrationErrors errors = new CalibrationErrors();
    for (int i = 0; i < 20_000; i++) {
      double u = Math.exp(random.nextGaussian());
      errors.add(
          u, u * random.nextGaussian(), u * random.nextGaussian(), u * random.nextGaussian());
    }
    CalibrationCurve curve = errors.samples().curve();
    for (int step = 0; step <= CalibrationCurve.STEPS; step++) {
      assertThat(curve.observed(step)).isCloseTo(curve.expected(step), within(0.01));
    }
    assertThat(curve.observed(0)).isZero();
    assertThat(curve.observed(CalibrationCurve.STEPS)).isEqualTo(1);
    UncertaintySummary summary = errors.summary().orElseThrow();
    assertThat(summary.fractionWithinOne()).isCloseTo(0.6827, within(0.01));
    assertThat(summary.fractionWithinTwo()).isCloseTo(0.9545, within(0.01));
    assertThat(summary.rmsErrorOverUncertainty()).isCloseTo(1, within(0.01));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void partsMergeToTheWhole(long seed) {
    Random random = new Random(seed);
    CalibrationErrors whole = new CalibrationErrors();
    CalibrationErrors[] parts = {new CalibrationErrors(), new CalibrationErrors()};
    for (int i = 0; i < 501; i++) {
      double u = i % 10 == 0 ? 0 : 0.1 + random.nextInt(20);
      double[] e = random.doubles(3, -5, 5).toArray();
      whole.add(u, e[0], e[1], e[2]);
      parts[i % 2].add(u, e[0], e[1], e[2]);
    }
    parts[0].merge(parts[1]);
    UncertaintySummary one = whole.summary().orElseThrow();
    UncertaintySummary two = parts[0].summary().orElseThrow();
    assertThat(two)
        .usingRecursiveComparison()
        .withComparatorForType((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : 1, Double.class)
        .ignoringFields("rankCorrelation")
        .isEqualTo(one);
    assertThat(two.rankCorrelation().orElseThrow())
        .isCloseTo(one.rankCorrelation().orElseThrow(), within(1e-12));
    for (int step = 0; step <= CalibrationCurve.STEPS; step++) {
      assertThat(parts[0].samples().curve().observed(step))
          .isEqualTo(whole.samples().curve().observed(step));
    }
  }
}
