package vane.regression;

import vane.InputException;

/** A regression has more inputs (references, K) than rows of data (N). */
public final class TooFewRowsException extends InputException {
  private static final long serialVersionUID = 1L;

  /** The number of inputs, K. */
  private final int inputs;

  /** The number of rows, N. */
  private final long rows;

  /**
   * An error with its facts.
   *
   * @param inputs the number of inputs (references), K
   * @param rows the number of rows of data, N
   */
  public TooFewRowsException(int inputs, long rows) {
    super(
        "K = "
            + inputs
            + " references is larger than the data, found "
            + rows
            + " rows, expected at least "
            + inputs);
    this.inputs = inputs;
    this.rows = rows;
  }

  /**
   * The number of inputs.
   *
   * @return K
   */
  public int inputs() {
    return inputs;
  }

  /**
   * The number of rows.
   *
   * @return N
   */
  public long rows() {
    return rows;
  }
}
