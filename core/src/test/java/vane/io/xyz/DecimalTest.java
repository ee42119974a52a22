package vane.io.xyz;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTest {
  private static final int NUMBERS = 100_000;
  private static final int WRITTEN = 25_000;

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

  /** What is wrong with the text of a double, or nothing. */
  private static Optional<String> wrong(double value) {
    String text = written(value);
    BigDecimal decimal = new BigDecimal(text).stripTrailingZeros();
    if (!sameBits(Decimal.parseReal(text), value)) {
      return Optional.of(text + " does not read back");
    }
    // Of two or fewer digits there is none shorter: at least two are written.
    int fewer = decimal.precision() - 1;
    if (fewer >= 2
        && (readsBack(fewer, RoundingMode.DOWN, value)
            || readsBack(fewer, RoundingMode.UP, value))) {
      return Optional.of(text + " is not the shortest");
    }
    if (!text.equals(inJavasNotation(decimal, value))) {
      return Optional.of(text + " is in another notation");
    }
    return Optional.empty();
  }

  /** Whether one of the two decimals of so many digits about the double is the double. */
  private static boolean readsBack(int digits, RoundingMode rounding, double value) {
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits, rounding));
    return rounded.doubleValue() == value;
  }

  /** Plain from 1e-3 to 1e7, else with an exponent; a point with a digit on either side. */
  private static String inJavasNotation(BigDecimal decimal, double value) {
    String sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
    if (decimal.signum() == 0) {
      return sign + "0.0";
    }
    double size = Math.abs(value);
    if (size >= 1e-3 && size < 1e7) {
      BigDecimal plain = decimal.abs().setScale(Math.max(1, decimal.scale()));
      return sign + plain.toPlainString();
    }
    String digits = decimal.abs().unscaledValue().toString();
    String behind = digits.length() == 1 ? "0" : digits.substring(1);
    int exponent = digits.length() - 1 - decimal.scale();
    return sign + digits.charAt(0) + "." + behind + "E" + exponent;
  }

  private static void assertRight(DoubleStream values, String what) {
    assertThat(values.mapToObj(DecimalTest::wrong).flatMap(Optional::stream).limit(10).toList())
        .as(what)
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5})
  void writesTheShortestTextOfRandomDoubles(long seed) {
    Random random = new Random(seed);
    assertRight(
        random.longs(WRITTEN).mapToDouble(Double::longBitsToDouble).filter(Double::isFinite),
        "all exponents, seed " + seed);
    assertRight(random.doubles(WRITTEN, -10, 10), "coordinates, seed " + seed);
    assertRight(
        random.longs(WRITTEN).mapToDouble(bits -> Double.longBitsToDouble(bits >>> 12)),
        "subnormal, seed " + seed);
    assertRight(
        random.doubles(WRITTEN, -9, 19).map(exponent -> Math.pow(10, exponent)),
        "magnitudes, seed " + seed);
  }

  @Test
  void writesTheShortestTextOfPowersAndTheirNeighbours() {
    DoubleStream twos = IntStream.rangeClosed(-1074, 1023).mapToDouble(e -> Math.scalb(1.0, e));
    DoubleStream tens =
        IntStream.rangeClosed(-323, 308).mapToDouble(e -> Double.parseDouble("1e" + e));
    assertRight(
        DoubleStream.concat(twos, tens)
            .flatMap(x -> DoubleStream.of(x, -x, Math.nextUp(x), Math.nextDown(x)))
            .filter(Double::isFinite),
        "powers");
    assertRight(
        DoubleStream.of(0.0, -0.0, Double.MIN_VALUE, Double.MIN_NORMAL, Double.MAX_VALUE),
        "limits");
  }

  @ParameterizedTest
  @CsvSource({
    "2.0E-3,0.002",
    "1.0E-5,1.0E-5",
    "2E23,2.0E23",
    "8.41E21,8.41E21",
    "8.6492402677432965E18,8.649240267743297E18",
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
