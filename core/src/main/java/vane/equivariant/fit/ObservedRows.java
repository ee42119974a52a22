package vane.equivariant.fit;

import vane.linalg.Matrix;

/**
 * Equations of one kind that belong together, because they come from one frame.
 *
 * <p>Each equation is a row of features and a target. A kind of observation is one class of rows:
 * forces, and virials. Kinds of another unit or weight multiply it into their rows and targets, and
 * everything behind, the sums and their solution, stays the same. Energies need more, as the
 * reference energies of the elements are unknown, too: {@link EnergySums}.
 */
sealed interface ObservedRows permits ForceRows, VirialRows {

  /** How many equations there are. */
  int rows();

  /** Whether the frame has no more rows after these: for the progress listener. */
  boolean endsFrame();

  /**
   * Writes the equations.
   *
   * @param workspace of the calling thread
   * @param rows {@code [features × columns]}, an equation in each column; {@link #rows} columns are
   *     overwritten
   * @param targets {@code [columns]}, overwritten likewise
   * @param column the first of these columns
   */
  void write(FeatureRows workspace, Matrix rows, double[] targets, int column);
}
