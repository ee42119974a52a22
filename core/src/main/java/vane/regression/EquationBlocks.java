package vane.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * {@link NormalEquations} as numbered blocks of numbers, none of them large, so that they can be
 * sent from one process to another: sums of equations are sums of blocks, number by number.
 *
 * <p>The first block holds the number of equations, the sum of the squared targets and XᵀY; the
 * others hold the lower triangle of XᵀX, some whole rows each. Counts are below 2⁵³, so doubles
 * hold them exactly. Immutable.
 */
public final class EquationBlocks {
  /** Numbers of a block, unless a single row is longer: half a megabyte. */
  private static final int NUMBERS = 1 << 16;

  private final int features;
  private final int targets;

  /** The first row of each block of the triangle, and the number of rows. */
  private final int[] rows;

  /**
   * The blocks of equations.
   *
   * @param features p, at least 1
   * @param targets t, at least 1
   */
  public EquationBlocks(int features, int targets) {
    this.features = features;
    this.targets = targets;
    List<Integer> starts = new ArrayList<>();
    long numbers = Long.MAX_VALUE;
    for (int row = 0; row < features; row++) {
      if (numbers + row + 1 > NUMBERS || row == 0) {
        starts.add(row);
        numbers = 0;
      }
      numbers += row + 1;
    }
    starts.add(features);
    this.rows = starts.stream().mapToInt(Integer::intValue).toArray();
  }

  /**
   * How many blocks there are.
   *
   * @return at least two
   */
  public int count() {
    return rows.length;
  }

  /**
   * How long a block is.
   *
   * @param number of the block, from zero
   * @return how many numbers it holds
   */
  public int length(int number) {
    return number == 0
        ? 2 + features * targets
        : (int) (triangle(rows[number]) - triangle(rows[number - 1]));
  }

  /**
   * One block.
   *
   * @param equations of these features and targets; not modified
   * @param number of the block, from zero
   * @return its numbers, a new array
   */
  public double[] block(NormalEquations equations, int number) {
    if (number == 0) {
      double[] products = equations.products();
      double[] head = new double[length(0)];
      head[0] = equations.equations();
      head[1] = equations.targetSum();
      System.arraycopy(products, 0, head, 2, products.length);
      return head;
    }
    int first = rows[number - 1];
    double[] block = new double[length(number)];
    for (int row = first; row < rows[number]; row++) {
      System.arraycopy(
          equations.lowerRow(row), 0, block, (int) (triangle(row) - triangle(first)), row + 1);
    }
    return block;
  }

  /** Numbers in the rows before one. */
  private static long triangle(int row) {
    return (long) row * (row + 1) / 2;
  }

  /**
   * Equations from their blocks.
   *
   * @param blocks gives a block by its number; asked once for each, in order
   * @return new equations, to be closed by the caller
   * @throws IllegalArgumentException if a block has another length, or a number cannot be
   */
  public NormalEquations of(IntFunction<double[]> blocks) {
    double[] head = blocks.apply(0);
    requireLength(0, head);
    Rows triangle = new Rows(blocks);
    return NormalEquations.of(
        triangle::row, Arrays.copyOfRange(head, 2, head.length), targets, head[1], (long) head[0]);
  }

  private void requireLength(int number, double[] block) {
    if (block.length != length(number)) {
      throw new IllegalArgumentException(
          block.length + " numbers in block " + number + ", expected " + length(number));
    }
  }

  /** The rows of the triangle, from one block after the other. */
  private final class Rows {
    private final IntFunction<double[]> blocks;
    private int number;
    private double[] block = {};

    Rows(IntFunction<double[]> blocks) {
      this.blocks = blocks;
    }

    double[] row(int row) {
      if (row == rows[number]) {
        number++;
        block = blocks.apply(number);
        requireLength(number, block);
      }
      int at = (int) (triangle(row) - triangle(rows[number - 1]));
      return Arrays.copyOfRange(block, at, at + row + 1);
    }
  }
}
