package vane.regression.huber;

/** One column: where it starts, and after an algorithm where it ended and how. */
final class HuberColumn {
  final int index;

  /** w, c and σ [K + 2]. */
  final double[] variables;

  /** y − D w − c [N]. */
  final double[] residuals;

  int iterations;
  boolean converged;

  HuberColumn(int index, int inputs, int rows) {
    this.index = index;
    this.variables = new double[inputs + 2];
    this.residuals = new double[rows];
  }
}
