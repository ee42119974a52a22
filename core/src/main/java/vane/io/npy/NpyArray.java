package vane.io.npy;

import java.util.Arrays;

/** An array that was read from a {@code .npy} file: its type, shape and row-major numbers. */
public final class NpyArray {
  private final NpyType type;
  private final int[] shape;
  private final double[] doubles;
  private final long[] longs;

  /** Takes the arrays over; exactly one of doubles and longs holds the numbers. */
  NpyArray(NpyType type, int[] shape, double[] doubles, long[] longs) {
    this.type = type;
    this.shape = shape;
    this.doubles = doubles;
    this.longs = longs;
  }

  /**
   * How the numbers were stored.
   *
   * @return the type
   */
  public NpyType type() {
    return type;
  }

  /**
   * The shape.
   *
   * @return one length a dimension (a copy); empty for a single number
   */
  public int[] shape() {
    return shape.clone();
  }

  /**
   * The numbers, those of integer arrays converted.
   *
   * @return row-major, with as many numbers as the shape says (a copy)
   */
  public double[] toDoubles() {
    return type.isInteger() ? Arrays.stream(longs).asDoubleStream().toArray() : doubles.clone();
  }

  /**
   * The numbers of an integer array.
   *
   * @return row-major, with as many numbers as the shape says (a copy)
   * @throws IllegalStateException if the array holds floating-point numbers
   */
  public long[] toLongs() {
    if (!type.isInteger()) {
      throw new IllegalStateException("an array of " + type + ", expected integers");
    }
    return longs.clone();
  }
}
