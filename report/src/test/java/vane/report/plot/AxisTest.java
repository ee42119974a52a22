package vane.report.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vane.report.drawing.Box;

class AxisTest {
  @ParameterizedTest
  @CsvSource({
    "57,60,20",
    "0.6,0.6,0.2",
    "1,1,0.2",
    "5,5,1",
    "5.01,6,2",
    "101,125,25",
    "0,1,0.2",
    "NaN,1,0.2"
  })
  void endsAtARoundNumber(double value, double end, double step) {
    Axis axis = Axis.fromZero("", value);
    assertThat(axis.to()).isCloseTo(end, within(1e-12));
    assertThat(axis.step()).isCloseTo(step, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void holdsTheValueWithAFewTicks(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      double value = Math.pow(10, 12 * random.nextDouble() - 6);
      for (Axis axis : List.of(Axis.fromZero("", value), Axis.closelyFromZero("", value))) {
        assertThat(axis.to()).as("to %s", value).isBetween(value * (1 - 1e-8), 2 * value);
        assertThat(axis.ticks()).as("to %s", value).hasSizeBetween(2, 6);
        assertThat(axis.ticks().stream().map(axis::text)).doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void ticksHaveADecimalOnlyIfTheStepHas() {
    Axis angle = new Axis("", -180, 180, 60);
    assertThat(angle.ticks().stream().map(angle::text))
        .containsExactly("\u2212180", "\u2212120", "\u221260", "0", "60", "120", "180");
    Axis epsilon = new Axis("", 0.92, 2.08, 0.2);
    assertThat(epsilon.ticks().stream().map(epsilon::text))
        .containsExactly("1.0", "1.2", "1.4", "1.6", "1.8", "2.0");
    assertThat(new Axis("", 0, 10, 2.5).text(7.5)).isEqualTo("7.5");
  }

  @ParameterizedTest
  @CsvSource({
    "0.03,40,0.02,50",
    "0.02,50,0.02,50",
    "0.01,1,0.01,1",
    "0.099,0.11,0.05,0.2",
    "3,3,2,5",
    "1,1,1,10",
    "1e-7,9e3,1e-7,1e4",
    "0.3,0.3,0.2,0.5"
  })
  void logarithmicAxesEndAtRoundNumbers(double smallest, double largest, double from, double to) {
    Axis axis = Axis.logarithmic("", smallest, largest);
    assertThat(Math.pow(10, axis.from())).isCloseTo(from, within(1e-12 * from));
    assertThat(Math.pow(10, axis.to())).isCloseTo(to, within(1e-12 * to));
  }

  @Test
  void ticksOfLogarithmsNameTheNumbers() {
    Axis wide = Axis.logarithmic("", 0.003, 30);
    assertThat(wide.ticks().stream().map(wide::text)).containsExactly("0.01", "0.1", "1", "10");
    Axis narrow = Axis.logarithmic("", 0.03, 0.9);
    assertThat(narrow.ticks().stream().map(narrow::text))
        .containsExactly("0.02", "0.05", "0.1", "0.2", "0.5", "1");
    assertThat(narrow.minorTicks()).hasSize(9 + 9);
    assertThat(narrow.minorTicks().get(0)).isCloseTo(Math.log10(0.02), within(1e-12));
    assertThat(new Axis("", 0, 10, 5).minorTicks()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void logarithmicAxesHoldTheirNumbersWithAFewTicks(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      double smallest = Math.pow(10, 8 * random.nextDouble() - 6);
      double largest = smallest * Math.pow(10, 5 * random.nextDouble());
      Axis axis = Axis.logarithmic("", smallest, largest);
      String numbers = smallest + " to " + largest + " of seed " + seed;
      assertThat(axis.from()).as(numbers).isLessThanOrEqualTo(Math.log10(smallest) + 1e-8);
      assertThat(axis.to()).as(numbers).isGreaterThanOrEqualTo(Math.log10(largest) - 1e-8);
      assertThat(axis.ticks()).as(numbers).hasSizeBetween(2, 7);
      assertThat(axis.ticks().stream().map(axis::text)).as(numbers).doesNotHaveDuplicates();
    }
  }

  @Test
  void logarithmsNeedNumbersAboveZero() {
    assertThatIllegalArgumentException().isThrownBy(() -> Axis.logarithmic("", 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> Axis.logarithmic("", 2, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> Axis.logarithmic("", 1, Double.NaN));
  }

  @Test
  void anAxisNeedsALength() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Axis("", 1, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Axis("", 0, 1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Axis("", 0, 1, 1e-6));
  }

  @Test
  void valuesGoToTheirPlaces() {
    PlotArea area =
        new PlotArea(
            new Box(10, 20, 110, 220), new Axis("", 0, 180, 45), new Axis("", -180, 180, 60), 12);
    assertThat(area.px(0)).isEqualTo(10);
    assertThat(area.px(180)).isEqualTo(110);
    assertThat(area.px(45)).isEqualTo(35);
    assertThat(area.py(-180)).isEqualTo(220);
    assertThat(area.py(180)).isEqualTo(20);
    assertThat(area.py(0)).isEqualTo(120);
  }

  @Test
  void smallNumbersOfALogarithmicAxisHaveAnExponent() {
    Axis axis = Axis.logarithmic("x", 2e-7, 1);
    assertThat(axis.text(-4)).isEqualTo("0.0001");
    assertThat(axis.text(-5)).isEqualTo("1e\u22125");
    assertThat(axis.text(Math.log10(2e-7))).isEqualTo("2e\u22127");
  }
}
