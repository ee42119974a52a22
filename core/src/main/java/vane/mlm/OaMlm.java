package vane.mlm;

import vane.alignment.FitRow;
import vane.alignment.FitSettings;
import vane.direction.Direction;
import vane.direction.DirectionProblem;
import vane.direction.DirectionSolver;
import vane.direction.LossSettings;
import vane.linalg.Matrix;
import vane.linalg.Multiply;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;

/**
 * A trained Orientation Adaptive Minimal Learning Machine.
 *
 * <p>Prediction: d_* = d_x B_* + c_* for the cosines and for the goodness of fit; Γ holds the
 * references that fit at least as well as expected; a solver finds the direction that agrees with
 * their cosines best.
 *
 * <p>Immutable; safe for use by several threads. The weights lie outside the Java heap; {@link
 * #close} frees them, and so does the end of a model that is garbage.
 */
public final class OaMlm implements AutoCloseable {
  /** Rows that go through the matrix product together. */
  private static final int BLOCK = 1024;

  /** Rows that one task works on. */
  private static final int ROWS = 16;

  private final Comparison comparison;
  private final FitSettings fit;
  private final LossSettings loss;
  private final DirectionSolver solver;
  private final Matrix weights;
  private final double[] intercepts;
  private final RegressionReport report;

  OaMlm(
      Comparison comparison,
      FitSettings fit,
      LossSettings loss,
      DirectionSolver solver,
      Matrix weights,
      double[] intercepts,
      RegressionReport report) {
    this.comparison = comparison;
    this.fit = fit;
    this.loss = loss;
    this.solver = solver;
    this.weights = weights;
    this.intercepts = intercepts;
    this.report = report;
  }

  /**
   * A model from its parts, as a model file holds them.
   *
   * @param references the references: Q, S and T
   * @param fit how neighbourhoods are fitted
   * @param loss the widths of the loss (3)
   * @param solver how directions are found
   * @param weights B_c and B_g side by side, {@code [K × 2K]}; the model takes it over
   * @param intercepts c_c and then c_g, {@code [2K]}
   * @param report how the training went
   * @return the model
   * @throws IllegalArgumentException if the shapes do not belong together
   */
  public static OaMlm of(
      Environments references,
      FitSettings fit,
      LossSettings loss,
      DirectionSolver solver,
      Matrix weights,
      double[] intercepts,
      RegressionReport report) {
    int k = references.size();
    if (weights.rows() != k || weights.columns() != 2 * k || intercepts.length != 2 * k) {
      throw new IllegalArgumentException(
          String.format(
              "weights [%d × %d] and %d intercepts, expected [%d × %d] and %d for %d references",
              weights.rows(), weights.columns(), intercepts.length, k, 2 * k, 2 * k, k));
    }
    return new OaMlm(
        new Comparison(references, fit), fit, loss, solver, weights, intercepts.clone(), report);
  }

  /**
   * The same model with another way to find directions; the weights are shared.
   *
   * @param other the solver
   * @return a model
   */
  public OaMlm with(DirectionSolver other) {
    return new OaMlm(comparison, fit, loss, other, weights, intercepts, report);
  }

  /**
   * The references: Q, S and T.
   *
   * @return K environments
   */
  public Environments references() {
    return comparison.references();
  }

  /**
   * How neighbourhoods are fitted.
   *
   * @return the settings
   */
  public FitSettings fitSettings() {
    return fit;
  }

  /**
   * The widths of the loss.
   *
   * @return the settings
   */
  public LossSettings lossSettings() {
    return loss;
  }

  /**
   * How directions are found.
   *
   * @return the solver
   */
  public DirectionSolver solver() {
    return solver;
  }

  /**
   * B_c and B_g side by side. Not to be modified or closed.
   *
   * @return {@code [K × 2K]}
   */
  public Matrix weights() {
    return weights;
  }

  /** Frees the weights, also those of models that share them. Nothing can be predicted then. */
  @Override
  public void close() {
    weights.close();
  }

  /**
   * c_c and then c_g; zeros for regular models.
   *
   * @return {@code [2K]} (a copy)
   */
  public double[] intercepts() {
    return intercepts.clone();
  }

  /**
   * How the training went.
   *
   * @return the report
   */
  public RegressionReport report() {
    return report;
  }

  /**
   * Predicts directions.
   *
   * @param environments what to predict for; their vectors are not looked at
   * @param pool the threads; the result does not depend on how many there are
   * @param progress hears of each environment done
   * @return one direction an environment
   * @throws IllegalArgumentException if the environments have other numbers of features or points
   *     than the references
   */
  public DirectionPredictions predict(
      Environments environments, WorkerPool pool, ProgressListener progress) {
    Environments references = references();
    if (environments.features() != references.features()
        || environments.neighbours() != references.neighbours()) {
      throw new IllegalArgumentException(
          String.format(
              "environments with %d features and %d points, expected %d and %d as in the model",
              environments.features(),
              environments.neighbours(),
              references.features(),
              references.neighbours()));
    }
    int n = environments.size();
    double[] vectors = new double[3 * n];
    PredictionStatus[] statuses = new PredictionStatus[n];
    int[] accepted = new int[n];
    for (int from = 0; from < n; from += BLOCK) {
      int to = Math.min(n, from + BLOCK);
      try (Matrix expected = expected(environments, from, to, pool)) {
        int first = from;
        pool.run(
            (to - from + ROWS - 1) / ROWS,
            task -> {
              int start = first + task * ROWS;
              int end = Math.min(to, start + ROWS);
              predict(environments, first, start, end, expected, vectors, statuses, accepted);
              progress.advance(end - start);
            });
      }
    }
    return new DirectionPredictions(vectors, statuses, accepted);
  }

  /** d_x B for some rows: the expected cosines and goodness, without the intercepts. */
  private Matrix expected(Environments environments, int from, int to, WorkerPool pool) {
    int k = references().size();
    Matrix output = Matrix.zeros(to - from, 2 * k);
    try (Matrix input = Matrix.zeros(to - from, k)) {
      pool.run(
          (to - from + ROWS - 1) / ROWS,
          task -> {
            int first = from + task * ROWS;
            int last = Math.min(to, first + ROWS);
            double[] distances = new double[(last - first) * k];
            comparison.distances(environments, first, last, distances);
            input.setRows(first - from, last - first, distances, 0);
          });
      Multiply.multiply(pool, input, weights, output);
    }
    return output;
  }

  private void predict(
      Environments environments,
      int blockStart,
      int from,
      int to,
      Matrix expectedBlock,
      double[] vectors,
      PredictionStatus[] statuses,
      int[] accepted) {
    double[] expected = new double[intercepts.length];
    FitRow fits = comparison.newFitRow();
    DirectionProblem problem = new DirectionProblem();
    for (int i = from; i < to; i++) {
      if (environments.isIsolated(i)) {
        statuses[i] = PredictionStatus.NONE;
        continue;
      }
      expectedBlock.getRow(i - blockStart, expected, 0);
      for (int j = 0; j < expected.length; j++) {
        expected[j] += intercepts[j];
      }
      comparison.fit(environments, i, fits);
      accepted[i] = fill(problem, fits, expected);
      problem.start(
          environments.point(i, 0, 0), environments.point(i, 0, 1), environments.point(i, 0, 2));
      Direction direction = solver.solve(problem, loss);
      vectors[3 * i] = direction.x();
      vectors[3 * i + 1] = direction.y();
      vectors[3 * i + 2] = direction.z();
      statuses[i] = status(direction, accepted[i]);
    }
  }

  /**
   * Puts the references of Γ into the problem, or all of them if Γ is empty; gives the size of Γ.
   */
  private static int fill(DirectionProblem problem, FitRow fits, double[] expected) {
    double[] g = fits.goodness();
    int k = g.length;
    problem.clear();
    int count = 0;
    for (int j = 0; j < k; j++) {
      if (g[j] - expected[k + j] <= 0) {
        add(problem, fits, expected, j);
        count++;
      }
    }
    if (count == 0) {
      for (int j = 0; j < k; j++) {
        add(problem, fits, expected, j);
      }
    }
    return count;
  }

  private static void add(DirectionProblem problem, FitRow fits, double[] expected, int j) {
    problem.add(
        expected[j],
        fits.rotatedX()[j],
        fits.rotatedY()[j],
        fits.rotatedZ()[j],
        fits.goodness()[j]);
  }

  private static PredictionStatus status(Direction direction, int accepted) {
    switch (direction.status()) {
      case NONE:
        return PredictionStatus.NONE;
      case UNDERDETERMINED:
        return PredictionStatus.UNDERDETERMINED;
      case NOT_CONVERGED:
        return PredictionStatus.NOT_CONVERGED;
      default:
        return accepted == 0 ? PredictionStatus.NO_REFERENCE_FITS : PredictionStatus.OK;
    }
  }
}
