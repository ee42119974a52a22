package vane.report.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vane.report.drawing.Colour;

class ColourMapTest {
  /** The lightness L* of CIELAB (1976), 0 to 100. */
  private static double lightness(Colour colour) {
    double y =
        0.2126 * linear(colour.red())
            + 0.7152 * linear(colour.green())
            + 0.0722 * linear(colour.blue());
    return y > 0.008856 ? 116 * Math.cbrt(y) - 16 : 903.3 * y;
  }

  private static double linear(int channel) {
    double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }

  @Test
  void lightnessFallsEvenly() {
    double whole = lightness(ColourMap.at(0)) - lightness(ColourMap.at(1));
    assertThat(whole).isGreaterThan(75);
    for (int i = 0; i < 20; i++) {
      double step = lightness(ColourMap.at(i / 20.0)) - lightness(ColourMap.at((i + 1) / 20.0));
      assertThat(step).as("step %d", i).isBetween(0.7 * whole / 20, 1.4 * whole / 20);
    }
  }

  @Test
  void coloursChangeWithoutAJump() {
    for (int i = 0; i < 100; i++) {
      Colour one = ColourMap.at(i / 100.0);
      Colour next = ColourMap.at((i + 1) / 100.0);
      assertThat(Math.abs(one.red() - next.red())).as("red, step %d", i).isLessThan(9);
      assertThat(Math.abs(one.green() - next.green())).as("green, step %d", i).isLessThan(5);
      assertThat(Math.abs(one.blue() - next.blue())).as("blue, step %d", i).isLessThan(5);
    }
  }

  @Test
  void thePalestIsNotWhite() {
    Colour palest = ColourMap.at(0);
    assertThat(palest.red() - palest.blue()).isGreaterThan(40);
  }

  @Test
  void beyondTheEndsAreTheEnds() {
    assertThat(ColourMap.at(-1)).isEqualTo(ColourMap.at(0));
    assertThat(ColourMap.at(2)).isEqualTo(ColourMap.at(1));
  }

  @ParameterizedTest
  @CsvSource({"1,100,0", "10,100,0.5", "100,100,1", "1,1,0"})
  void countsAreLogarithmic(long count, long max, double fraction) {
    assertThat(new CountColourScale(max).fraction(count)).isCloseTo(fraction, within(1e-12));
  }

  @Test
  void ticksArePowersOfTenAndTheEndIfThoseAreFew() {
    assertThat(new CountColourScale(1).ticks()).containsExactly(1L);
    assertThat(new CountColourScale(7).ticks()).containsExactly(1L, 7L);
    assertThat(new CountColourScale(49).ticks()).containsExactly(1L, 10L, 49L);
    assertThat(new CountColourScale(12).ticks()).containsExactly(1L, 10L);
    assertThat(new CountColourScale(2345).ticks()).containsExactly(1L, 10L, 100L, 1000L);
    assertThatIllegalArgumentException().isThrownBy(() -> new CountColourScale(0));
  }
}
