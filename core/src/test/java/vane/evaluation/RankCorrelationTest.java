package vane.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Expected values are those of scipy.stats.spearmanr, SciPy 1.10.1. */
class RankCorrelationTest {
  @Test
  void equalValuesShareTheMeanOfTheirRanks() {
    assertThat(RankCorrelation.ranks(new double[] {0.1, 0.1, 0.2, 0.3, 0.3, 0.3, 0.5, 0.8}))
        .containsExactly(1.5, 1.5, 3, 5, 5, 5, 7, 8);
    assertThat(RankCorrelation.ranks(new double[] {0.0, -0.0, -1})).containsExactly(2.5, 2.5, 1);
  }

  @Test
  void aFewValuesWithTies() {
    double[] x = {0.1, 0.1, 0.2, 0.3, 0.3, 0.3, 0.5, 0.8};
    double[] y = {2, 1, 1, 4, 3, 5, 5, 4.5};
    assertThat(RankCorrelation.spearman(x, y).orElseThrow())
        .isCloseTo(0.8013813714460625, within(1e-14));
    assertThat(RankCorrelation.spearman(y, x).orElseThrow())
        .isCloseTo(0.8013813714460625, within(1e-14));
  }

  @Test
  void manyValuesWithManyTies() {
    double[] x = IntStream.rangeClosed(1, 200).mapToDouble(i -> i * 37 % 23).toArray();
    double[] y = IntStream.rangeClosed(1, 200).mapToDouble(i -> i * i * 11 % 31).toArray();
    assertThat(RankCorrelation.spearman(x, y).orElseThrow())
        .isCloseTo(0.03926507094259368, within(1e-14));
    double[] z = IntStream.rangeClosed(1, 200).mapToDouble(i -> i * 37 % 23 + i % 7).toArray();
    double[] w = IntStream.rangeClosed(1, 200).mapToDouble(i -> z[i - 1] + i * 13 % 17).toArray();
    assertThat(RankCorrelation.spearman(z, w).orElseThrow())
        .isCloseTo(0.8153659552415654, within(1e-14));
  }

  @Test
  void onlyTheOrderMatters() {
    double[] x = {3, -1, 0.5, 100, 7};
    double[] grows = {27, -1, 0.125, 1e6, 343};
    double[] falls = {-3, 1, -0.5, -100, -7};
    assertThat(RankCorrelation.spearman(x, grows).orElseThrow()).isCloseTo(1, within(1e-15));
    assertThat(RankCorrelation.spearman(x, falls).orElseThrow()).isCloseTo(-1, within(1e-15));
  }

  @Test
  void whatHasNoOrderHasNoCorrelation() {
    assertThat(RankCorrelation.spearman(new double[] {2, 2, 2}, new double[] {1, 2, 3})).isEmpty();
    assertThat(RankCorrelation.spearman(new double[] {1}, new double[] {1})).isEmpty();
    assertThat(RankCorrelation.spearman(new double[0], new double[0])).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RankCorrelation.spearman(new double[2], new double[3]));
  }
}
