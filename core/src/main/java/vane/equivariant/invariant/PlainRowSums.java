package vane.equivariant.invariant;

import java.util.Arrays;

/** The plain way, four neighbours at a time. */
final class PlainRowSums implements RowSums {
  private static final int NEIGHBOURS = 4;
  private static final int WIDTH = 3 * NEIGHBOURS;

  @Override
  public int neighbours() {
    return NEIGHBOURS;
  }

  @Override
  public void combine(
      GradientProgram program, int sum, double[] coefficients, double[] rows, double[] to, int at) {
    Arrays.fill(to, at, at + WIDTH, 0);
    for (int t = program.start[sum]; t < program.start[sum + 1]; t++) {
      double factor = coefficients[t];
      int from = program.row[t] * WIDTH;
      for (int i = 0; i < WIDTH; i++) {
        to[at + i] += factor * rows[from + i];
      }
    }
  }
}
