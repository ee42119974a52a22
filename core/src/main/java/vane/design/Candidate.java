package vane.design;

import java.util.Arrays;

/**
 * What could be learnt from, such as a frame: some rows for each group, such as the atoms of each
 * element. Immutable.
 */
public final class Candidate {
  private final double[][] rows;

  /**
   * A candidate.
   *
   * @param rows by group {@code [rows × size of the group]}, row-major, finite; empty where the
   *     candidate has none; copied
   * @throws IllegalArgumentException if a number is not finite
   */
  public Candidate(double[][] rows) {
    this.rows = new double[rows.length][];
    for (int g = 0; g < rows.length; g++) {
      for (double value : rows[g]) {
        if (!Double.isFinite(value)) {
          throw new IllegalArgumentException(
              "found " + value + " in group " + g + " of a candidate, expected finite numbers");
        }
      }
      this.rows[g] = rows[g].clone();
    }
  }

  /** The number of groups. */
  int groups() {
    return rows.length;
  }

  /** How many numbers the rows hold. */
  long numbers() {
    return Arrays.stream(rows).mapToLong(each -> each.length).sum();
  }

  /**
   * The rows.
   *
   * @return by group {@code [rows × size of the group]}, row-major (a copy)
   */
  public double[][] rows() {
    return Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
  }

  /** {@code [rows × size of the group]}; not to be modified. */
  double[] rows(int group) {
    return rows[group];
  }
}
