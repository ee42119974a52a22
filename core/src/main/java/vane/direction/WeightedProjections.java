package vane.direction;

import java.util.Arrays;

/**
 * Finds the vector whose projections on some known vectors are nearest to predicted ones.
 *
 * <p>Minimises Σ w_k (p_k − t_k·u)² over u in R³: one symmetric 3×3 system. It is the closed form
 * of {@link ClosedForm} for vectors of any length, so |u| has a meaning too. Where the t_k span
 * less than three dimensions (an eigenvalue of Σ w t tᵀ below 1e-10 of the largest) u is the
 * solution of least norm, so the undetermined component is zero. Whatever turns the t_k turns u.
 *
 * <p>A workspace: clear it, add, solve. Not thread-safe.
 */
public final class WeightedProjections {
  private final double[] moments = new double[6];
  private final double[] target = new double[3];
  private final double[] values = new double[3];
  private final double[] vectors = new double[9];
  private double weights;
  private double squares;
  private double spread;

  /** An empty problem. */
  public WeightedProjections() {}

  /** Forgets all projections. */
  public void clear() {
    Arrays.fill(moments, 0);
    Arrays.fill(target, 0);
    weights = 0;
    squares = 0;
    spread = 0;
  }

  /**
   * Adds one projection.
   *
   * @param weight its weight w, at least zero
   * @param projection the predicted projection p
   * @param tx first component of the vector that it is on; it may be zero
   * @param ty second component
   * @param tz third component
   */
  public void add(double weight, double projection, double tx, double ty, double tz) {
    double wp = weight * projection;
    weights += weight;
    squares += wp * projection;
    target[0] += wp * tx;
    target[1] += wp * ty;
    target[2] += wp * tz;
    moments[0] += weight * tx * tx;
    moments[1] += weight * tx * ty;
    moments[2] += weight * tx * tz;
    moments[3] += weight * ty * ty;
    moments[4] += weight * ty * tz;
    moments[5] += weight * tz * tz;
  }

  /**
   * Solves for u.
   *
   * @param u overwritten with the vector [3]
   * @return how many of its dimensions are determined, 0 to 3
   */
  public int solve(double[] u) {
    SymmetricThree.eigen(moments, values, vectors);
    Arrays.fill(u, 0, 3, 0);
    int rank = 0;
    double explained = 0;
    for (int i = 0; i < 3; i++) {
      if (values[i] > ReferenceMoments.RANK_TOLERANCE * values[0]) {
        double along =
            vectors[3 * i] * target[0]
                + vectors[3 * i + 1] * target[1]
                + vectors[3 * i + 2] * target[2];
        double factor = along / values[i];
        for (int c = 0; c < 3; c++) {
          u[c] += factor * vectors[3 * i + c];
        }
        explained += factor * along;
        rank++;
      }
    }
    spread = weights > 0 ? Math.sqrt(Math.max(0, squares - explained) / weights) : 0;
    return rank;
  }

  /**
   * How far the projections were from those of the last solution.
   *
   * @return the root of the weighted mean of (p_k − t_k·u)²
   */
  public double spread() {
    return spread;
  }
}
