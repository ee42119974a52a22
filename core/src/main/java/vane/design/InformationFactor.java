package vane.design;

import java.util.Arrays;

/**
 * The information A of one group, kept as the upper triangular R with A = RᵀR.
 *
 * <p>Rows are added by Givens rotations. A itself is never formed, so rows a million times as long
 * as others cost no digits of what the short ones add (G. H. Golub, C. F. Van Loan, <i>Matrix
 * Computations</i>, 4th edition, 6.5.3). Not safe for use by several threads while rows are added.
 */
final class InformationFactor {
  private final int size;

  /** {@code [size × size]}, row-major. */
  private final double[] factor;

  private InformationFactor(int size, double[] factor) {
    this.size = size;
    this.factor = factor;
  }

  /**
   * The information {@code weight · I}.
   *
   * @param size of the rows to come, zero or more
   * @param weight above zero
   */
  static InformationFactor identity(int size, double weight) {
    double[] factor = new double[size * size];
    for (int i = 0; i < size; i++) {
      factor[i * size + i] = Math.sqrt(weight);
    }
    return new InformationFactor(size, factor);
  }

  /** A factor of numbers {@code [size × size]}, which are copied. */
  static InformationFactor of(double[] numbers) {
    int size = (int) Math.round(Math.sqrt(numbers.length));
    if (size * size != numbers.length) {
      throw new IllegalArgumentException(
          "found a factor of " + numbers.length + " numbers, expected a square");
    }
    return new InformationFactor(size, numbers.clone());
  }

  /** All numbers {@code [size × size]}, row-major (a copy). */
  double[] numbers() {
    return factor.clone();
  }

  /**
   * What rows Z would add: log det(A + ZᵀZ) − log det A = log det(I + Z A⁻¹ Zᵀ).
   *
   * @param rows {@code [rows × size]}; not modified
   * @return zero or more
   */
  double gain(double[] rows) {
    return rows.length == 0 ? 0 : new InformationFactor(size, factor.clone()).add(rows);
  }

  /**
   * Adds rows.
   *
   * @param rows {@code [rows × size]}; not modified
   * @return what {@link #gain} says before
   */
  double add(double[] rows) {
    double gain = 0;
    for (int from = 0; from < rows.length; from += size) {
      gain += rotateIn(Arrays.copyOfRange(rows, from, from + size));
    }
    return gain;
  }

  /** Turns a row, which is overwritten, into the factor. */
  private double rotateIn(double[] row) {
    double gain = 0;
    for (int k = 0; k < size; k++) {
      if (row[k] != 0) {
        int diagonal = k * size + k;
        double before = factor[diagonal];
        double after = Math.hypot(before, row[k]);
        double ratio = row[k] / before;
        gain += Math.log1p(ratio * ratio);
        rotate(row, k, before / after, row[k] / after);
        factor[diagonal] = after;
      }
    }
    return gain;
  }

  private void rotate(double[] row, int k, double cosine, double sine) {
    int offset = k * size;
    for (int j = k; j < size; j++) {
      double own = factor[offset + j];
      factor[offset + j] = cosine * own + sine * row[j];
      row[j] = cosine * row[j] - sine * own;
    }
  }
}
