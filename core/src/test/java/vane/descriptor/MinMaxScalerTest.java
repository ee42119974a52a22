package vane.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MinMaxScalerTest {
  @Test
  void eachFeatureIsBroughtIntoZeroToOne() {
    double[] rows = {1, -5, 3, -10, 2, 5};
    MinMaxScaler scaler = MinMaxScaler.fit(rows, 3, 2);
    assertThat(scaler.minimum()).containsExactly(1, -10);
    assertThat(scaler.range()).containsExactly(2, 15);
    scaler.transform(rows, 3);
    assertThat(rows).containsExactly(0, 1.0 / 3, 1, 0, 0.5, 1);
    double[] outside = {5, -25};
    scaler.transform(outside, 1);
    assertThat(outside).containsExactly(2, -1);
  }

  @Test
  void aConstantFeatureBecomesZeroAndIsNotDividedElsewhere() {
    MinMaxScaler scaler = MinMaxScaler.fit(new double[] {4, 4, 4}, 3, 1);
    double[] rows = {4, 4.5};
    scaler.transform(rows, 2);
    assertThat(rows).containsExactly(0, 0.5);
    assertThat(scaler.range()).containsExactly(0);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void partsMakeTheSameScalerAsTheWhole(long seed) {
    Random random = new Random(seed);
    double[] rows = random.doubles(11 * 3, -1, 1).toArray();
    MinMaxScaler whole = MinMaxScaler.fit(rows, 11, 3);
    MinMaxScaler.Accumulator first = new MinMaxScaler.Accumulator(3);
    first.add(rows, 1);
    MinMaxScaler.Accumulator second = new MinMaxScaler.Accumulator(3);
    second.add(Arrays.copyOfRange(rows, 3, 18), 5);
    second.add(Arrays.copyOfRange(rows, 18, 33), 5);
    first.merge(second);
    first.merge(new MinMaxScaler.Accumulator(3));
    assertThat(first.count()).isEqualTo(11);
    assertThat(first.toScaler().minimum()).containsExactly(whole.minimum());
    assertThat(first.toScaler().range()).containsExactly(whole.range());
  }

  @Test
  void aScalerIsRebuiltFromItsArrays() {
    double[] rows = {1, 2, 5, 9};
    MinMaxScaler scaler = MinMaxScaler.fit(rows, 2, 2);
    MinMaxScaler rebuilt = MinMaxScaler.of(scaler.minimum(), scaler.range());
    double[] again = rows.clone();
    scaler.transform(rows, 2);
    rebuilt.transform(again, 2);
    assertThat(again).containsExactly(rows);
    scaler.minimum()[0] = 99;
    assertThat(scaler.minimum()[0]).isEqualTo(1);
  }

  @Test
  void badInputIsRefused() {
    assertThatThrownBy(() -> MinMaxScaler.fit(new double[] {1, 2, 3, Double.NaN}, 2, 2))
        .isInstanceOfSatisfying(
            NonFiniteFeatureException.class,
            e -> {
              assertThat(e.row()).isEqualTo(1);
              assertThat(e.feature()).isEqualTo(1);
              assertThat(e.value()).isNaN();
            });
    assertThatThrownBy(() -> MinMaxScaler.fit(new double[3], 2, 2))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> MinMaxScaler.of(new double[2], new double[1]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> MinMaxScaler.of(new double[1], new double[] {-1}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new MinMaxScaler.Accumulator(2).toScaler())
        .isInstanceOf(IllegalStateException.class);
  }
}
