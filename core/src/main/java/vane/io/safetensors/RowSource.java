package vane.io.safetensors;

/** Gives the rows of a tensor when they are written, so that the tensor needs not be an array. */
@FunctionalInterface
public interface RowSource {

  /**
   * Copies rows.
   *
   * @param firstRow the first of them
   * @param rows how many
   * @param destination overwritten from index 0, row-major; may be longer than needed
   */
  void read(long firstRow, int rows, double[] destination);
}
