package vane.io.xyz;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTest {
  private static final int NUMBERS = 100_000;

  private static String written(double value) {
    StringBuilder text = new StringBuilder();
    Decimal.append(text, value);
    return text.toString();
  }

  /** Random decimals as files hold them: few digits or many, with and without exponent. */
  private static String randomDecimal(Random random) {
    StringBuilder text = new StringBuilder(new String[] {"", "-", "+"}[random.nextInt(3)]);
    int before = random.nextInt(6);
    int after = random.nextInt(20) + (before == 0 ? 1 : 0);
    for (int i = 0; i < before; i++) {
      text.append(random.nextInt(10));
    }
    if (after > 0 || random.nextBoolean()) {
      text.append('.');
    }
    for (int i = 0; i < after; i++) {
      text.append(random.nextInt(4) == 0 ? 0 : random.nextInt(10));
    }
    if (random.nextInt(3) == 0) {
      text.append("eEdD".charAt(random.nextInt(4))).append(random.nextInt(80) - 40);
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void readsAsTheJdkDoes(long seed) {
    Random random = new Random(seed);
    List<String> different = new ArrayList<>();
    for (int i = 0; i < NUMBERS; i++) {
      String text = randomDecimal(random);
      double expected = Double.parseDouble(text.replace('d', 'e').replace('D', 'e'));
      if (!sameBits(Decimal.parseReal(text), expected)) {
        different.add(text);
      }
    }
    assertThat(different).as("seed %d", seed).isEmpty();
  }

  private static boolean sameBits(double a, double b) {
    return Double.doubleToRawLongBits(a) == Double.doubleToRawLongBits(b);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "+",
        ".",
        "-.",
        "e5",
        "1e",
        "1e+",
        "1.2.3",
        "1,5",
        "0x10",
        "1f",
        "1.0d",
        "nan",
        "NaN",
        "inf",
        "-Infinity",
        "1e999",
        "--1",
        "1 2",
        "1e5.0",
        "1_000",
        "∞",
        "٣"
      })
  void takesNothingElseForANumber(String text) {
    assertThat(Decimal.parseReal(text)).isNaN();
  }

  @ParameterizedTest
  @CsvSource({"5.,5", ".5,0.5", "1d3,1000", "-1.5D-1,-0.15", "1e-999,0", "007,7", "0e400,0"})
  void readsTheFormsOfTheSpecification(String text, double expected) {
    assertThat(Decimal.parseReal(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5})
  void writesWhatReadsBackExactlyInAtMost17Digits(long seed) {
    Random random = new Random(seed);
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < NUMBERS; i++) {
      double value =
          i % 2 == 0
              ? Double.longBitsToDouble(random.nextLong())
              : 20 * (random.nextDouble() - 0.5);
      if (Double.isFinite(value)) {
        String text = written(value);
        int digits = new BigDecimal(text).stripTrailingZeros().precision();
        if (!sameBits(Decimal.parseReal(text), value) || digits > 17) {
          wrong.add(text);
        }
      }
    }
    assertThat(wrong).as("seed %d", seed).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2.0E-3,0.002",
    "2E23,2E+23",
    "8.41E21,8.41E+21",
    "5.0E-324,4.9E-324",
    "-0.0,-0.0",
    "0.1,0.1",
    "0.30000000000000004,0.30000000000000004",
    "2.2250738585072014E-308,2.2250738585072014E-308",
    "2.0000000000000004,2.0000000000000004",
  })
  void writesTheShortestDecimal(double value, String expected) {
    assertThat(written(value)).isEqualTo(expected);
  }
}
