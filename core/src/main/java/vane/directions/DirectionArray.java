package vane.directions;

import java.util.Arrays;

/**
 * An array of finite numbers with a name for messages, such as the file that it comes from. The
 * first axis counts rows. Immutable.
 */
public final class DirectionArray {
  private final String name;
  private final double[] values;
  private final int[] shape;

  private DirectionArray(String name, double[] values, int[] shape) {
    this.name = name;
    this.values = values;
    this.shape = shape;
  }

  /**
   * An array.
   *
   * @param name what messages call it
   * @param values row-major; copied
   * @param shape the length of each axis, one to three of them; the numbers of a row may not be
   *     none
   * @return the array
   * @throws DirectionDataException if there are no rows, or the array has another number of axes,
   *     or a number is not finite
   * @throws IllegalArgumentException if the shape does not hold as many numbers as there are
   */
  public static DirectionArray of(String name, double[] values, int... shape) {
    if (shape.length < 1 || shape.length > 3 || Arrays.stream(shape).anyMatch(n -> n < 1)) {
      throw new DirectionDataException(
          name,
          "an array of the shape " + text(shape),
          "1 to 3 axes and at least one number along each");
    }
    long size = Arrays.stream(shape).asLongStream().reduce(1, Math::multiplyExact);
    if (size != values.length) {
      throw new IllegalArgumentException(
          values.length + " numbers, expected " + size + " for the shape " + text(shape));
    }
    int perRow = values.length / shape[0];
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new DirectionDataException(
            name,
            values[i] + " in row " + i / perRow,
            "finite numbers; leave the row out or mend it");
      }
    }
    return new DirectionArray(name, values.clone(), shape.clone());
  }

  /**
   * The name.
   *
   * @return what messages call the array
   */
  public String name() {
    return name;
  }

  /**
   * The number of rows N.
   *
   * @return at least one
   */
  public int rows() {
    return shape[0];
  }

  /**
   * How many numbers a row has.
   *
   * @return at least one
   */
  public int perRow() {
    return values.length / shape[0];
  }

  /**
   * The shape.
   *
   * @return the length of each axis (a copy)
   */
  public int[] shape() {
    return shape.clone();
  }

  /**
   * The numbers.
   *
   * @return row-major (a copy)
   */
  public double[] values() {
    return values.clone();
  }

  /** One number. */
  double value(int row, int place) {
    return values[row * perRow() + place];
  }

  /** Some rows. */
  DirectionArray select(int[] rows) {
    int perRow = perRow();
    double[] selected = new double[rows.length * perRow];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(values, rows[i] * perRow, selected, i * perRow, perRow);
    }
    int[] newShape = shape.clone();
    newShape[0] = rows.length;
    return new DirectionArray(name, selected, newShape);
  }

  /** The shape for messages. */
  String shapeText() {
    return text(shape);
  }

  private static String text(int[] shape) {
    return Arrays.toString(shape).replace(", ", " × ");
  }
}
