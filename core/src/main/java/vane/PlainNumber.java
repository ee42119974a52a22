package vane;

import java.math.BigDecimal;

/** Numbers as people write them, for messages. */
public final class PlainNumber {
  private PlainNumber() {}

  /**
   * A number without a point where it is whole.
   *
   * @param number any number
   * @return such as {@code 3}, {@code 0.5} or {@code NaN}
   */
  public static String of(double number) {
    return Double.isFinite(number)
        ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
        : String.valueOf(number);
  }
}
