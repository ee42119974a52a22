package vane.regression;

import vane.linalg.Matrix;
import vane.linalg.MinimumNorm;
import vane.linalg.QrAccumulator;
import vane.parallel.WorkerPool;

/**
 * Ordinary least squares from rows that come block by block, in memory for 1024 rows and twice K
 * rows of inputs and outputs, however many rows there are.
 *
 * <p>The result depends neither on the number of threads nor on where the rows are cut into blocks.
 * Accumulators of separate parts of the data can be merged; merge in a fixed order. One thread uses
 * an accumulator at a time. Thresholds and routes: {@link LeastSquares}.
 */
public final class BlockedLeastSquares implements AutoCloseable {
  private final int inputs;
  private final QrAccumulator accumulator;

  /**
   * A regression that has seen no rows.
   *
   * @param inputs K, at least 1
   * @param outputs how many, at least 1
   */
  public BlockedLeastSquares(int inputs, int outputs) {
    this.inputs = inputs;
    this.accumulator = new QrAccumulator(inputs, outputs);
  }

  /**
   * Adds rows.
   *
   * @param pool the threads
   * @param inputBlock rows of D [any × inputs]; not modified
   * @param outputBlock the same rows of O [any × outputs]; not modified
   * @throws IllegalArgumentException if a number is not finite, or the shapes do not fit
   */
  public void add(WorkerPool pool, Matrix inputBlock, Matrix outputBlock) {
    inputBlock.requireFinite("the inputs");
    outputBlock.requireFinite("the outputs");
    accumulator.add(pool, inputBlock, outputBlock);
  }

  /**
   * Adds all rows that another regression has seen.
   *
   * @param pool the threads
   * @param other a regression of the same shape; it can be used further
   */
  public void merge(WorkerPool pool, BlockedLeastSquares other) {
    accumulator.merge(pool, other.accumulator);
  }

  /**
   * How many rows have been added.
   *
   * @return N
   */
  public long rows() {
    return accumulator.rows();
  }

  /**
   * The solution for the rows so far. More can be added afterwards.
   *
   * @param pool the threads
   * @return the solution, to be closed by the caller
   * @throws TooFewRowsException if there are fewer rows than inputs
   */
  public LeastSquaresSolution solve(WorkerPool pool) {
    if (rows() < inputs) {
      throw new TooFewRowsException(inputs, rows());
    }
    double threshold = LeastSquares.threshold(rows(), inputs);
    double reciprocalCondition = accumulator.reciprocalCondition(pool);
    if (reciprocalCondition >= threshold) {
      return new LeastSquaresSolution(
          accumulator.solve(pool), inputs, reciprocalCondition, LeastSquaresSolution.Route.QR);
    }
    MinimumNorm solved =
        MinimumNorm.solve(pool, accumulator.r(pool), accumulator.c(pool), threshold);
    return new LeastSquaresSolution(
        solved.solution(),
        solved.rank(),
        reciprocalCondition,
        LeastSquaresSolution.Route.RANK_REVEALING_QR);
  }

  /** Frees the memory; solutions stay. */
  @Override
  public void close() {
    accumulator.close();
  }
}
