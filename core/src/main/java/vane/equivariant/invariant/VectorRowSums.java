package vane.equivariant.invariant;

import static jdk.incubator.vector.DoubleVector.fromArray;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** As many neighbours at a time as a register has lanes, in three registers. */
final class VectorRowSums implements RowSums {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int W = SPECIES.length();
  private static final int WIDTH = 3 * W;

  @Override
  public int neighbours() {
    return W;
  }

  @Override
  public void combine(
      GradientProgram program, int sum, double[] coefficients, double[] rows, double[] to, int at) {
    int[] row = program.row;
    int end = program.start[sum + 1];
    DoubleVector a = DoubleVector.zero(SPECIES);
    DoubleVector b = a;
    DoubleVector c = a;
    for (int t = program.start[sum]; t < end; t++) {
      DoubleVector factor = DoubleVector.broadcast(SPECIES, coefficients[t]);
      int from = row[t] * WIDTH;
      a = fromArray(SPECIES, rows, from).fma(factor, a);
      b = fromArray(SPECIES, rows, from + W).fma(factor, b);
      c = fromArray(SPECIES, rows, from + 2 * W).fma(factor, c);
    }
    a.intoArray(to, at);
    b.intoArray(to, at + W);
    c.intoArray(to, at + 2 * W);
  }
}
