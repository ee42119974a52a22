package vane.linalg;

import vane.linalg.OpenBlas.Triangle;
import vane.parallel.WorkerPool;

/**
 * Reduces a tall least-squares problem min ‖D B − O‖ to the square one min ‖R B − C‖, block of rows
 * by block of rows, in memory that does not grow with the number of rows.
 *
 * <p>Rows are collected until there are {@value #BLOCK_ROWS}, then folded in: [R; D_block] = Q [R';
 * 0] and [C; O_block] ← Qᵀ [C; O_block] (TSQR; Demmel, Grigori, Hoemmen, Langou 2012, DOI
 * 10.1137/080731992). Unlike the normal equations this does not square the condition number. The
 * result depends neither on the number of threads nor on how the caller cuts the rows into blocks.
 *
 * <p>Not thread-safe: one thread adds.
 */
public final class QrAccumulator implements AutoCloseable {
  /** How many rows are folded in at once. */
  public static final int BLOCK_ROWS = 1024;

  static final int PANEL = 128;
  private static final int TILE = 512;
  private static final Triangle UPPER = new Triangle(false, false, false);

  private final int inputs;
  private final int outputs;
  private final Matrix state;
  private final Matrix buffer;
  private final Matrix workspace;
  private final StackedQr[] panels;
  private int buffered;
  private long rows;

  /**
   * An accumulator that has seen no rows.
   *
   * @param inputs columns of D, at least 1
   * @param outputs columns of O, at least 1
   */
  public QrAccumulator(int inputs, int outputs) {
    if (inputs < 1 || outputs < 1) {
      throw new IllegalArgumentException(
          inputs + " inputs and " + outputs + " outputs, expected at least 1 of each");
    }
    this.inputs = inputs;
    this.outputs = outputs;
    int columns = Math.addExact(inputs, outputs);
    this.state = Matrix.zeros(inputs, columns);
    this.buffer = Matrix.zeros(BLOCK_ROWS, columns);
    this.workspace = Matrix.zeros(PANEL, columns);
    this.panels =
        new StackedQr[] {new StackedQr(PANEL, BLOCK_ROWS), new StackedQr(PANEL, BLOCK_ROWS)};
  }

  /**
   * Adds rows.
   *
   * @param pool the threads
   * @param inputBlock rows of D [any × inputs], finite; not modified
   * @param outputBlock the same rows of O [any × outputs], finite; not modified
   */
  public void add(WorkerPool pool, Matrix inputBlock, Matrix outputBlock) {
    if (inputBlock.columns() != inputs
        || outputBlock.columns() != outputs
        || inputBlock.rows() != outputBlock.rows()) {
      throw new IllegalArgumentException(
          "a block of "
              + inputBlock.shape()
              + " inputs and "
              + outputBlock.shape()
              + " outputs, expected "
              + inputs
              + " and "
              + outputs
              + " columns and equal rows");
    }
    for (int from = 0; from < inputBlock.rows(); ) {
      int count = Math.min(BLOCK_ROWS - buffered, inputBlock.rows() - from);
      buffer
          .block(buffered, buffered + count, 0, inputs)
          .copyFrom(inputBlock.rows(from, from + count));
      buffer
          .block(buffered, buffered + count, inputs, inputs + outputs)
          .copyFrom(outputBlock.rows(from, from + count));
      buffered += count;
      from += count;
      if (buffered == BLOCK_ROWS) {
        fold(pool);
      }
    }
    rows += inputBlock.rows();
  }

  /**
   * Adds the rows that another accumulator has seen. Merge in a fixed order if the result is to be
   * the same to the last bit.
   *
   * @param pool the threads
   * @param other an accumulator of the same shape; what it stands for is not modified
   */
  public void merge(WorkerPool pool, QrAccumulator other) {
    if (other == this || other.inputs != inputs || other.outputs != outputs) {
      throw new IllegalArgumentException(
          "an accumulator of "
              + other.inputs
              + " inputs and "
              + other.outputs
              + " outputs, expected another one of "
              + inputs
              + " and "
              + outputs);
    }
    fold(pool);
    other.fold(pool);
    long before = rows;
    add(pool, other.r(), other.c());
    rows = before + other.rows;
  }

  /** Folds in whatever rows have been collected. */
  private void fold(WorkerPool pool) {
    if (buffered == 0) {
      return;
    }
    Matrix block = buffer.rows(0, buffered);
    Matrices.whileHeld(() -> foldHeld(pool, block), state, buffer, workspace);
    buffered = 0;
  }

  private void foldHeld(WorkerPool pool, Matrix block) {
    factorPanel(panels[0], 0, block);
    for (int from = 0; from < inputs; from += PANEL) {
      int start = from;
      int end = Math.min(inputs, from + PANEL);
      StackedQr panel = panels[from / PANEL % 2];
      StackedQr nextPanel = panels[(from / PANEL + 1) % 2];
      int next = Math.min(inputs, end + PANEL);
      Tiles tiles = new Tiles(next, inputs + outputs, TILE);
      // Task 0 looks ahead: it factors the next panel while the others update what is behind it.
      pool.run(
          1 + tiles.count(),
          task -> {
            if (task > 0) {
              apply(panel, start, end, tiles.start(task - 1), tiles.end(task - 1), block);
            } else if (next > end) {
              apply(panel, start, end, end, next, block);
              factorPanel(nextPanel, end, block);
            }
          });
    }
  }

  private void factorPanel(StackedQr panel, int from, Matrix block) {
    int to = Math.min(inputs, from + PANEL);
    panel.factor(state.block(from, to, from, to), block.block(0, block.rows(), from, to));
  }

  private void apply(StackedQr panel, int start, int end, int from, int to, Matrix block) {
    panel.applyTransposed(
        state.block(start, end, from, to),
        block.block(0, block.rows(), from, to),
        workspace.block(0, end - start, from, to));
  }

  /**
   * How many rows have been added, merged ones included.
   *
   * @return at least 0
   */
  public long rows() {
    return rows;
  }

  /**
   * Folds in what has been collected and gives R.
   *
   * @param pool the threads
   * @return the upper triangle [inputs × inputs], zeros below; a view that later additions change
   */
  public Matrix r(WorkerPool pool) {
    fold(pool);
    return r();
  }

  /**
   * Folds in what has been collected and gives C = Qᵀ O.
   *
   * @param pool the threads
   * @return C [inputs × outputs]; a view that later additions change
   */
  public Matrix c(WorkerPool pool) {
    fold(pool);
    return c();
  }

  private Matrix r() {
    return state.block(0, inputs, 0, inputs);
  }

  private Matrix c() {
    return state.block(0, inputs, inputs, inputs + outputs);
  }

  /**
   * An estimate of 1 / (‖R‖ ‖R⁻¹‖) in the infinity norm, by LAPACK's dtrcon.
   *
   * @param pool the threads
   * @return between 0 (singular) and 1
   */
  public double reciprocalCondition(WorkerPool pool) {
    double[] result = new double[1];
    Matrix r = r(pool);
    Matrices.whileHeld(() -> result[0] = Lapack.reciprocalConditionUpper(r), r);
    return result[0];
  }

  /**
   * The least-squares solution R⁻¹ C, for an R of full rank.
   *
   * @param pool the threads
   * @return a new matrix [inputs × outputs]
   */
  public Matrix solve(WorkerPool pool) {
    Matrix r = r(pool);
    Matrix solution = c(pool).copy();
    Tiles tiles = new Tiles(0, outputs, TILE);
    Matrices.whileHeld(
        () ->
            pool.run(
                tiles.count(),
                tile ->
                    TriangularSolver.solve(
                        r, UPPER, solution.block(0, inputs, tiles.start(tile), tiles.end(tile)))),
        r,
        solution);
    return solution;
  }

  /** Frees the memory; the views that this gave out end with it. */
  @Override
  public void close() {
    state.close();
    buffer.close();
    workspace.close();
    for (StackedQr panel : panels) {
      panel.close();
    }
  }
}
