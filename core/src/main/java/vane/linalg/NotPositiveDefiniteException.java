package vane.linalg;

/** A symmetric matrix has no Cholesky factorisation in double precision. */
public final class NotPositiveDefiniteException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Where it failed. */
  private final int row;

  /**
   * An error with its facts.
   *
   * @param row where the factorisation met a pivot that is not positive, from 0: the leading block
   *     of row + 1 rows and columns is not positive definite
   * @param size the number of rows of the matrix
   */
  public NotPositiveDefiniteException(int row, int size) {
    super(
        "the pivot of row "
            + row
            + " of "
            + size
            + " is not positive, expected a positive"
            + " definite matrix");
    this.row = row;
  }

  /**
   * Where the factorisation failed.
   *
   * @return the row, from 0
   */
  public int row() {
    return row;
  }
}
