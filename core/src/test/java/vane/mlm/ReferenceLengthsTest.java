package vane.mlm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceLengthsTest {

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.3, 1, 2.5, 7})
  void exactDistancesGiveTheLengthBack(double length) {
    ReferenceLengths references = new ReferenceLengths(new double[] {0.1, 0.5, 2, 3.5, 0.5});
    double[] distances = new double[9];
    references.distances(length, distances, 4);

    assertThat(references.solve(distances, 4)).isCloseTo(length, within(1e-7));
  }

  @Test
  void aSingleReferenceAndEqualReferencesLeaveTwoAnswersOfTheSameWorth() {
    assertThat(new ReferenceLengths(new double[] {2}).solve(new double[] {0.5}, 0))
        .satisfiesAnyOf(
            y -> assertThat(y).isCloseTo(1.5, within(1e-12)),
            y -> assertThat(y).isCloseTo(2.5, within(1e-12)));
    assertThat(new ReferenceLengths(new double[] {2, 2}).solve(new double[] {0, 0}, 0))
        .isCloseTo(2, within(1e-12));
  }

  /** The sum Σ((y − t)² − δ²)² on a fine grid around all of its minima. */
  @Test
  void isTheMinimumOfTheSumForDistancesThatContradictEachOther() {
    SplittableRandom random = new SplittableRandom(1);
    for (int trial = 0; trial < 300; trial++) {
      double[] lengths = random.doubles(1 + trial % 17, 0, 3).toArray();
      double[] distances = random.doubles(lengths.length, -1, trial % 2 == 0 ? 3 : 0.4).toArray();
      double found = new ReferenceLengths(lengths).solve(distances, 0);
      double least = Double.POSITIVE_INFINITY;
      for (double y = -6; y < 9; y += 0.001) {
        least = Math.min(least, sum(lengths, distances, y));
      }
      assertThat(sum(lengths, distances, found)).isLessThanOrEqualTo(least * (1 + 1e-9) + 1e-12);
    }
  }

  private static double sum(double[] lengths, double[] distances, double y) {
    double sum = 0;
    for (int j = 0; j < lengths.length; j++) {
      double misfit = (y - lengths[j]) * (y - lengths[j]) - distances[j] * distances[j];
      sum += misfit * misfit;
    }
    return sum;
  }

  @Test
  void lengthsThatAreNoneAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new ReferenceLengths(new double[0]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ReferenceLengths(new double[] {1, -0.5}))
        .withMessageContaining("-0.5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ReferenceLengths(new double[] {Double.NaN}));
  }
}
