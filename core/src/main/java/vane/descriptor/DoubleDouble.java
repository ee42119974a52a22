package vane.descriptor;

/**
 * A number of about 32 decimal digits: the sum of two doubles (Dekker 1971, DOI
 * 10.1007/BF01397083).
 *
 * <p>Only what the orthonormalisation of the radial functions needs. Immutable.
 */
final class DoubleDouble {
  static final DoubleDouble ZERO = of(0);
  static final DoubleDouble ONE = of(1);

  private final double high;
  private final double low;

  private DoubleDouble(double high, double low) {
    this.high = high;
    this.low = low;
  }

  static DoubleDouble of(double value) {
    return new DoubleDouble(value, 0);
  }

  private static DoubleDouble normalised(double high, double low) {
    double sum = high + low;
    return new DoubleDouble(sum, low - (sum - high));
  }

  DoubleDouble plus(DoubleDouble other) {
    double sum = high + other.high;
    double part = sum - high;
    double error = (high - (sum - part)) + (other.high - part);
    double lowSum = low + other.low;
    double lowPart = lowSum - low;
    double lowError = (low - (lowSum - lowPart)) + (other.low - lowPart);
    DoubleDouble first = normalised(sum, error + lowSum);
    return normalised(first.high, first.low + lowError);
  }

  DoubleDouble negate() {
    return new DoubleDouble(-high, -low);
  }

  DoubleDouble minus(DoubleDouble other) {
    return plus(other.negate());
  }

  DoubleDouble times(DoubleDouble other) {
    double product = high * other.high;
    double error = Math.fma(high, other.high, -product);
    return normalised(product, error + (high * other.low + low * other.high));
  }

  DoubleDouble over(DoubleDouble other) {
    double first = high / other.high;
    DoubleDouble rest = minus(other.times(of(first)));
    double second = rest.high / other.high;
    rest = rest.minus(other.times(of(second)));
    return of(first).plus(of(second)).plus(of(rest.high / other.high));
  }

  DoubleDouble sqrt() {
    if (high <= 0) {
      return ZERO;
    }
    double root = Math.sqrt(high);
    DoubleDouble rest = minus(of(root).times(of(root)));
    return of(root).plus(of(rest.high / (2 * root)));
  }

  DoubleDouble absolute() {
    return high < 0 ? negate() : this;
  }

  double value() {
    return high;
  }
}
