package vane.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AngleErrorsTest {

  @Test
  void weighsAnglesWithTheSquaredNormOfTheForce() {
    AngleErrors errors = new AngleErrors();
    errors.add(1, 0, 0, 0, 2, 0);
    errors.add(1, 0, 0, 1, 0, 0);
    errors.add(5, 0, 0, -1, 0, 0);

    assertThat(errors.weightedMeanDegrees()).hasValue((4 * 90 + 0 + 180) / 6.0);
    assertThat(errors.meanDegrees()).hasValue(90);
    assertThat(errors.medianDegrees()).hasValue(90);
    assertThat(errors.meanCosine().orElseThrow()).isCloseTo(0, within(1e-15));
    assertThat(errors.environments()).isEqualTo(3);
    AngleSamples samples = errors.samples();
    assertThat(samples.size()).isEqualTo(3);
    assertThat(samples.angleDeg(2)).isEqualTo(180);
    assertThat(samples.forceNorm(0)).isEqualTo(2);
  }

  @Test
  void theMedianOfAnEvenNumberIsTheMeanOfTheMiddleTwo() {
    AngleErrors errors = new AngleErrors();
    errors.add(1, 0, 0, 1, 0, 0);
    errors.add(1, 0, 0, 0, 1, 0);
    assertThat(errors.medianDegrees()).hasValue(45);
  }

  @Test
  void withoutAnyAngleThereIsNoFigure() {
    AngleErrors errors = new AngleErrors();
    errors.add(1, 0, 0, 0, 0, 0);
    errors.add(0, 0, 0, 1, 0, 0);

    assertThat(errors.weightedMeanDegrees()).isEmpty();
    assertThat(errors.meanDegrees()).isEmpty();
    assertThat(errors.medianDegrees()).isEmpty();
    assertThat(errors.meanCosine()).isEmpty();
    assertThat(errors.environments()).isEqualTo(2);
    assertThat(errors.zeroForce()).isEqualTo(1);
    assertThat(errors.noDirection()).isEqualTo(1);
  }

  @Test
  void smallAnglesAreExact() {
    double tiny = 1e-9;
    assertThat(AngleErrors.degrees(1, 0, 0, Math.cos(tiny), Math.sin(tiny), 0))
        .isCloseTo(Math.toDegrees(tiny), within(1e-20));
    assertThat(AngleErrors.degrees(1, 2, 3, -2, -4, -6)).isCloseTo(180, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void partsMergeToTheWhole(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    AngleErrors whole = new AngleErrors();
    AngleErrors[] parts = {new AngleErrors(), new AngleErrors()};
    for (int i = 0; i < 301; i++) {
      double[] v = random.doubles(6, -1, 1).toArray();
      whole.add(v[0], v[1], v[2], v[3], v[4], v[5]);
      parts[i % 2].add(v[0], v[1], v[2], v[3], v[4], v[5]);
    }
    parts[0].merge(parts[1]);

    assertThat(parts[0].environments()).isEqualTo(301);
    assertThat(parts[0].medianDegrees()).isEqualTo(whole.medianDegrees());
    assertThat(parts[0].weightedMeanDegrees().orElseThrow())
        .isCloseTo(whole.weightedMeanDegrees().orElseThrow(), within(1e-10));
  }

  @Test
  void forceErrorsAreThoseOfTheComponents() {
    ForceErrors errors = new ForceErrors();
    assertThat(errors.mae()).isEmpty();
    assertThat(errors.rmse()).isEmpty();
    errors.add(1, 0);
    ForceErrors other = new ForceErrors();
    other.add(-7, 0);
    errors.merge(other);
    assertThat(errors.mae()).hasValue(4);
    assertThat(errors.rmse()).hasValue(5);
  }

  @Test
  void forceComponentsAreKeptOnRequest() {
    ForceErrors kept = ForceErrors.keepingSamples();
    for (int i = 0; i < 200; i++) {
      kept.add(i, -i);
    }
    ForceErrors other = ForceErrors.keepingSamples();
    other.add(0.5, 0.25);
    kept.merge(other);
    ParitySamples samples = kept.samples();
    assertThat(samples.size()).isEqualTo(201);
    assertThat(samples.predicted(199)).isEqualTo(199);
    assertThat(samples.actual(199)).isEqualTo(-199);
    assertThat(samples.actual(200)).isEqualTo(0.25);

    ForceErrors plain = new ForceErrors();
    plain.merge(kept);
    assertThat(plain.samples().size()).isZero();
    assertThat(plain.mae()).isEqualTo(kept.mae());
  }
}
