package vane.mlm.reference;

import vane.InputException;

/** More references or training environments were asked for than the data can give. */
public final class TooFewEnvironmentsException extends InputException {
  private static final long serialVersionUID = 1L;

  private final int available;
  private final int wanted;

  /**
   * An error with its facts.
   *
   * @param what what was asked for, such as {@code references}
   * @param available how many the data can give
   * @param wanted how many were asked for
   */
  public TooFewEnvironmentsException(String what, int available, int wanted) {
    super(
        String.format(
            "found %d usable environments (with a vector and a point), expected at least as many"
                + " as the %d %s",
            available, wanted, what));
    this.available = available;
    this.wanted = wanted;
  }

  private TooFewEnvironmentsException(int available, int wanted) {
    super(
        String.format(
            "found %d environments that differ, expected at least as many as the %d references",
            available, wanted));
    this.available = available;
    this.wanted = wanted;
  }

  /**
   * An error of a selection that takes no environment twice.
   *
   * @param available how many of the environments differ
   * @param wanted how many references were asked for
   * @return the error
   */
  static TooFewEnvironmentsException thatDiffer(int available, int wanted) {
    return new TooFewEnvironmentsException(available, wanted);
  }

  /**
   * How many the data can give.
   *
   * @return zero or more
   */
  public int available() {
    return available;
  }

  /**
   * How many were asked for.
   *
   * @return more than are available
   */
  public int wanted() {
    return wanted;
  }
}
