package vane.regression.huber;

import java.util.Optional;
import vane.linalg.LeadingDirections;
import vane.linalg.Matrix;
import vane.parallel.WorkerPool;

/**
 * The inputs of several Huber regressions, with the directions that hold nearly all of them, which
 * are looked for once. The solutions share these directions.
 *
 * <p>Safe for use by several threads. Close it when the regressions are done; the solutions stay.
 */
public final class HuberInputs implements AutoCloseable {
  /**
   * The part of the inputs' sum of squares that no iteration needs: coefficients along directions
   * that hold less hardly move from zero in a hundred iterations (docs/huber-study.md).
   */
  static final double LEFT_OUT = 1e-5;

  private static final long DIRECTIONS_SEED = 1;

  private final Matrix matrix;
  private Optional<LeadingDirections> leading = Optional.empty();
  private boolean searched;

  /**
   * Inputs of regressions.
   *
   * @param matrix D [N × K], finite; not modified, and not closed with this
   */
  public HuberInputs(Matrix matrix) {
    this.matrix = matrix;
  }

  /** D [N × K]. */
  Matrix matrix() {
    return matrix;
  }

  /** The directions that hold nearly all of D; nothing if they are not few. */
  synchronized Optional<LeadingDirections> leading(WorkerPool pool) {
    if (!searched) {
      leading = LeadingDirections.find(pool, matrix, LEFT_OUT, DIRECTIONS_SEED);
      searched = true;
    }
    return leading;
  }

  /** Frees what only regressions need. */
  @Override
  public synchronized void close() {
    leading.ifPresent(found -> found.coordinates().close());
    leading = Optional.empty();
  }
}
