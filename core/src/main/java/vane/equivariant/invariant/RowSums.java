package vane.equivariant.invariant;

/**
 * Sums of rows, each times its coefficient: what a {@link GradientProgram} is made of. Rows hold
 * three derivatives for each of some neighbours. Stateless.
 */
interface RowSums {
  /** The fastest that this JVM offers: vectors, if it was started with their module. */
  static RowSums best() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
        ? new VectorRowSums()
        : new PlainRowSums();
  }

  /** How many neighbours a row holds. */
  int neighbours();

  /**
   * One sum.
   *
   * @param program whose sum
   * @param sum its number
   * @param coefficients of all terms; not modified
   * @param rows {@code [rows × 3 neighbours]}; not modified but for the sum
   * @param to where {@code 3 neighbours} numbers are overwritten; may be {@code rows}
   * @param at the first of them
   */
  void combine(
      GradientProgram program, int sum, double[] coefficients, double[] rows, double[] to, int at);
}
