package vane.mlm;

import vane.alignment.FitSettings;
import vane.direction.WeightedProjections;
import vane.linalg.Matrix;
import vane.linalg.Multiply;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;

/**
 * An Orientation Adaptive Minimal Learning Machine that learns projections of whole vectors.
 *
 * <p>It keeps the paper's idea: every reference neighbourhood is turned until it lies on the one at
 * hand, its unit vector with it, and a linear map says how the vector that is sought lies to each
 * turned one. Three things differ from {@link OaMlm}. The map gives the projections F·(t_j R_j) in
 * place of the cosines, which are the same for unit vectors; so long vectors count more, and a
 * vector that passes through zero does not jump. Its inputs are the description and the goodness of
 * all fits in place of the distances of descriptions. And the vector is the weighted least-squares
 * solution of all projections, without Γ, which the expected goodness defines that is an input
 * here.
 *
 * <p>The length is a mean of |u| of that solution and of a ridge regression of the lengths on the
 * same inputs, weighted as environments that were held out say, and between zero and the longest
 * training vector. Beyond the {@link TrainingRange} it falls off with the square of the excess.
 *
 * <p>Immutable; safe for use by several threads. The weights lie outside the Java heap; {@link
 * #close} frees them.
 */
public final class ProjectionMlm implements AutoCloseable {
  /** Rows that go through the matrix product together. */
  private static final int BLOCK = 1024;

  private final Comparison comparison;
  private final FitSettings fit;
  private final double sigma2;
  private final Matrix weights;
  private final double lengthShare;
  private final ErrorScale errorScale;
  private final TrainingRange range;
  private final ProjectionReport report;

  ProjectionMlm(
      Comparison comparison,
      FitSettings fit,
      double sigma2,
      Matrix weights,
      double lengthShare,
      ErrorScale errorScale,
      TrainingRange range,
      ProjectionReport report) {
    this.comparison = comparison;
    this.fit = fit;
    this.sigma2 = sigma2;
    this.weights = weights;
    this.lengthShare = lengthShare;
    this.errorScale = errorScale;
    this.range = range;
    this.report = report;
  }

  /**
   * A model from its parts, as a model file holds them.
   *
   * @param references the references
   * @param fit how neighbourhoods are fitted
   * @param sigma2 the width σ₂ of the weights, above zero
   * @param weights the linear map {@code [d + 2K + 1 × K + 1]}: K projections, then the length; the
   *     model takes it over
   * @param lengthShare the share of the regressed length in the length of a prediction, 0 to 1
   * @param errorScale how far off predictions are
   * @param range how far the training data reached
   * @param report how the training went
   * @return the model
   * @throws IllegalArgumentException if the shapes do not belong together, or a number is out of
   *     range
   */
  public static ProjectionMlm of(
      Environments references,
      FitSettings fit,
      double sigma2,
      Matrix weights,
      double lengthShare,
      ErrorScale errorScale,
      TrainingRange range,
      ProjectionReport report) {
    int k = references.size();
    int inputs = inputs(references.features(), k);
    if (weights.rows() != inputs || weights.columns() != k + 1) {
      throw new IllegalArgumentException(
          String.format(
              "weights [%d × %d], expected [%d × %d] for %d references with %d features",
              weights.rows(), weights.columns(), inputs, k + 1, k, references.features()));
    }
    if (!(sigma2 > 0) || !(lengthShare >= 0 && lengthShare <= 1)) {
      throw new IllegalArgumentException(
          String.format(
              "sigma2 %s and a length share of %s, expected above 0, and 0 to 1",
              sigma2, lengthShare));
    }
    return new ProjectionMlm(
        new Comparison(references, fit),
        fit,
        sigma2,
        weights,
        lengthShare,
        errorScale,
        range,
        report);
  }

  /**
   * The number of inputs of the linear map.
   *
   * @param features the number of features d of a description
   * @param references the number of references K
   * @return d + 2K + 1
   */
  public static int inputs(int features, int references) {
    return ProjectionInputs.count(features, references);
  }

  /**
   * The references.
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
   * The width of the weights exp(−(g/σ₂)²).
   *
   * @return σ₂
   */
  public double sigma2() {
    return sigma2;
  }

  /**
   * The linear map. Not to be modified or closed.
   *
   * @return {@code [d + 2K + 1 × K + 1]}
   */
  public Matrix weights() {
    return weights;
  }

  /**
   * The share of the regressed length in the length of a prediction; |u| has the rest.
   *
   * @return 0 to 1
   */
  public double lengthShare() {
    return lengthShare;
  }

  /**
   * How far off predictions are.
   *
   * @return the scale
   */
  public ErrorScale errorScale() {
    return errorScale;
  }

  /**
   * How far the training data reached.
   *
   * @return the range
   */
  public TrainingRange range() {
    return range;
  }

  /**
   * How the training went.
   *
   * @return the report
   */
  public ProjectionReport report() {
    return report;
  }

  /** Frees the weights. Nothing can be predicted then. */
  @Override
  public void close() {
    weights.close();
  }

  /**
   * Predicts vectors.
   *
   * @param environments what to predict for; their vectors are not looked at
   * @param pool the threads; the result does not depend on how many there are
   * @param progress hears of each environment done
   * @return one vector an environment
   * @throws IllegalArgumentException if the environments have other numbers of features or points
   *     than the references
   */
  public VectorPredictions predict(
      Environments environments, WorkerPool pool, ProgressListener progress) {
    RawProjections raw = raw(environments, pool, progress);
    int n = environments.size();
    double[] vectors = new double[3 * n];
    double[] directions = new double[3 * n];
    double[] errors = new double[n];
    PredictionStatus[] statuses = new PredictionStatus[n];
    for (int i = 0; i < n; i++) {
      double length = raw.length(i);
      if (environments.isIsolated(i) || length == 0) {
        statuses[i] = PredictionStatus.NONE;
        errors[i] = range.length();
        continue;
      }
      double mixed = (1 - lengthShare) * length + lengthShare * raw.regressedLengths[i];
      double excess = range.excess(raw.nearest[i], raw.best[i], raw.spreads[i]);
      // Continuous where the known range ends, and fading beyond.
      double damping = excess > 1 ? 1 / (excess * excess) : 1;
      double bounded = Math.min(Math.max(mixed, 0), range.length()) * damping;
      for (int c = 0; c < 3; c++) {
        directions[3 * i + c] = raw.vectors[3 * i + c] / length;
        vectors[3 * i + c] = directions[3 * i + c] * bounded;
      }
      errors[i] = errorScale.of(raw.spreads[i], raw.nearest[i]);
      statuses[i] =
          excess > 1
              ? PredictionStatus.EXTRAPOLATING
              : raw.ranks[i] < 3 ? PredictionStatus.UNDERDETERMINED : PredictionStatus.OK;
    }
    return new VectorPredictions(vectors, directions, errors, statuses);
  }

  /** What the projections give, before lengths are mixed and bounded. */
  RawProjections raw(Environments environments, WorkerPool pool, ProgressListener progress) {
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
    RawProjections raw = new RawProjections(environments.size());
    for (int from = 0; from < environments.size(); from += BLOCK) {
      int to = Math.min(environments.size(), from + BLOCK);
      block(environments, from, to, raw, pool, progress);
    }
    return raw;
  }

  private void block(
      Environments environments,
      int from,
      int to,
      RawProjections raw,
      WorkerPool pool,
      ProgressListener progress) {
    int k = references().size();
    int rows = to - from;
    try (Matrix inputs = Matrix.zeros(rows, weights.rows());
        Matrix expected = Matrix.zeros(rows, k + 1);
        Matrix fitted = Matrix.zeros(rows, 4 * k)) {
      ProjectionInputs.fill(
          pool,
          comparison,
          environments,
          from,
          to,
          inputs,
          (i, fits, nearest) -> {
            fitted.setRowPart(i - from, 0, k, fits.goodness(), 0);
            fitted.setRowPart(i - from, k, k, fits.rotatedX(), 0);
            fitted.setRowPart(i - from, 2 * k, k, fits.rotatedY(), 0);
            fitted.setRowPart(i - from, 3 * k, k, fits.rotatedZ(), 0);
            raw.nearest[i] = nearest;
          });
      Multiply.multiply(pool, inputs, weights, expected);
      pool.run(
          (rows + ProjectionInputs.ROWS - 1) / ProjectionInputs.ROWS,
          task -> {
            int first = from + task * ProjectionInputs.ROWS;
            int last = Math.min(to, first + ProjectionInputs.ROWS);
            double[] fits = new double[4 * k];
            double[] projections = new double[k + 1];
            WeightedProjections problem = new WeightedProjections();
            for (int i = first; i < last; i++) {
              fitted.getRow(i - from, fits, 0);
              expected.getRow(i - from, projections, 0);
              solve(problem, fits, projections, i, raw);
            }
            progress.advance(last - first);
          });
    }
  }

  private void solve(
      WeightedProjections problem,
      double[] fits,
      double[] projections,
      int row,
      RawProjections raw) {
    int k = projections.length - 1;
    double best = ProjectionInputs.least(fits, 0, k);
    problem.clear();
    for (int j = 0; j < k; j++) {
      // Relative to the best fit: far from all references the weights would vanish otherwise.
      double weight = Math.exp(-(fits[j] - best) * (fits[j] + best) / (sigma2 * sigma2));
      problem.add(weight, projections[j], fits[k + j], fits[2 * k + j], fits[3 * k + j]);
    }
    double[] u = new double[3];
    raw.ranks[row] = problem.solve(u);
    System.arraycopy(u, 0, raw.vectors, 3 * row, 3);
    raw.spreads[row] = problem.spread();
    raw.regressedLengths[row] = projections[k];
    raw.best[row] = best;
  }
}
