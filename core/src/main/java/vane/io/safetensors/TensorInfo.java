package vane.io.safetensors;

import java.util.List;

/**
 * What the header says about a tensor.
 *
 * @param name its name
 * @param type its numbers
 * @param shape one length a dimension; empty for a single number
 * @param begin where its bytes begin, counted from the end of the header
 * @param end where they end
 */
public record TensorInfo(String name, TensorType type, List<Long> shape, long begin, long end) {

  /**
   * Copies the shape.
   *
   * @param name its name
   * @param type its numbers
   * @param shape one length a dimension
   * @param begin where its bytes begin
   * @param end where they end
   */
  public TensorInfo {
    shape = List.copyOf(shape);
  }

  /**
   * How many numbers there are.
   *
   * @return the product of the shape
   */
  public long size() {
    return (end - begin) / type.bytes();
  }

  /**
   * The length of the first dimension.
   *
   * @return the number of rows; 1 for a single number
   */
  public long rows() {
    return shape.isEmpty() ? 1 : shape.get(0);
  }

  /**
   * How many numbers a row has.
   *
   * @return the product of all dimensions but the first; 1 for a vector or a single number
   */
  public long rowLength() {
    return shape.stream().skip(1).reduce(1L, (a, b) -> a * b);
  }
}
