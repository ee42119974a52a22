package vane.regression;

import vane.linalg.LuFactorization;
import vane.linalg.Matrix;
import vane.parallel.WorkerPool;

/**
 * Ordinary least squares, B = (Dᵀ D)⁻¹ Dᵀ O: equation (2) of the OA-MLM (Pihlajamäki et al., ESANN
 * 2021). The normal equations are never formed, because they square the condition number.
 *
 * <ul>
 *   <li>N = K: LU of D, which is then interpolation.
 *   <li>N &gt; K: QR by blocks, {@link BlockedLeastSquares}.
 *   <li>Where the reciprocal condition is below {@link #threshold}, QR with column pivoting finds
 *       the rank with the same threshold on its diagonal, and the solution of least norm is given,
 *       as numpy.linalg.lstsq does. The solution's route says so.
 * </ul>
 */
public final class LeastSquares {
  private LeastSquares() {}

  /**
   * Regresses outputs on inputs. Needs, besides its arguments and its result, memory for one more D
   * when N = K, and about three times D and O of K rows otherwise.
   *
   * @param pool the threads
   * @param inputs D [N × K], finite; not modified
   * @param outputs O [N × any], finite; not modified
   * @return the solution, to be closed by the caller
   * @throws TooFewRowsException if N &lt; K
   * @throws IllegalArgumentException if a number is not finite, or the shapes do not fit
   */
  public static LeastSquaresSolution fit(WorkerPool pool, Matrix inputs, Matrix outputs) {
    if (inputs.rows() != outputs.rows()) {
      throw new IllegalArgumentException(
          inputs.rows() + " rows of inputs and " + outputs.rows() + " of outputs, expected equal");
    }
    if (inputs.rows() < inputs.columns()) {
      throw new TooFewRowsException(inputs.columns(), inputs.rows());
    }
    if (inputs.rows() > inputs.columns()) {
      return blocked(pool, inputs, outputs);
    }
    inputs.requireFinite("the inputs");
    outputs.requireFinite("the outputs");
    try (Matrix factors = inputs.copy()) {
      LuFactorization lu = LuFactorization.factorInPlace(pool, factors);
      if (lu.reciprocalCondition() >= threshold(inputs.rows(), inputs.columns())) {
        Matrix coefficients = outputs.copy();
        lu.solveInPlace(pool, coefficients);
        return new LeastSquaresSolution(
            coefficients,
            inputs.columns(),
            lu.reciprocalCondition(),
            LeastSquaresSolution.Route.LU);
      }
    }
    return blocked(pool, inputs, outputs);
  }

  private static LeastSquaresSolution blocked(WorkerPool pool, Matrix inputs, Matrix outputs) {
    try (BlockedLeastSquares rows = new BlockedLeastSquares(inputs.columns(), outputs.columns())) {
      rows.add(pool, inputs, outputs);
      return rows.solve(pool);
    }
  }

  /**
   * Below this, relative to the largest, D counts as singular: the machine's epsilon times the
   * larger of N and K, the default of numpy.linalg.lstsq.
   *
   * @param rows N
   * @param inputs K
   * @return the threshold
   */
  public static double threshold(long rows, int inputs) {
    return Math.ulp(1.0) * Math.max(rows, inputs);
  }
}
