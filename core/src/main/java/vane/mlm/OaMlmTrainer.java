package vane.mlm;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import vane.alignment.FitRow;
import vane.linalg.Matrix;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.regression.BlockedLeastSquares;
import vane.regression.Huber;
import vane.regression.HuberSolution;
import vane.regression.LeastSquares;
import vane.regression.LeastSquaresSolution;

/**
 * Trains the OA-MLM: chooses references, compares all training environments with them, and learns
 * the linear maps from D_x to D_c and D_g by least squares, eq. (2), or by Huber regression.
 *
 * <p>With N = K the map interpolates and one factorisation of D_x serves all 2 K columns. With N >
 * K the training environments go through in blocks, so memory depends on K and not on N.
 *
 * <p>Environments without a direction, or without any point, are left out of the training.
 */
public final class OaMlmTrainer {
  /** Rows of a block when N > K. */
  private static final int BLOCK = 2048;

  /** Rows of D_x that one task computes. */
  private static final int ROWS = 16;

  private final OaMlmSettings settings;
  private final WorkerPool pool;
  private final ProgressListener progress;

  /**
   * A trainer.
   *
   * @param settings the settings of the method
   * @param pool the threads; the result does not depend on how many there are
   * @param progress hears of the stages
   */
  public OaMlmTrainer(OaMlmSettings settings, WorkerPool pool, ProgressListener progress) {
    this.settings = settings;
    this.pool = pool;
    this.progress = progress;
  }

  /**
   * Trains a model.
   *
   * @param environments the data to choose references and training environments from
   * @return the model
   * @throws TooFewEnvironmentsException if there are fewer usable environments than settings ask
   *     for
   */
  public OaMlm fit(Environments environments) {
    return fit(environments, chooseReferences(environments));
  }

  /**
   * Chooses the references.
   *
   * @param environments the data to choose from
   * @return K rows of the data
   * @throws TooFewEnvironmentsException if there are fewer usable environments than settings ask
   *     for
   */
  public int[] chooseReferences(Environments environments) {
    int[] usable = usable(environments);
    require("references", usable.length, settings.references());
    progress.stage("choosing references", 0);
    Environments candidates =
        usable.length == environments.size() ? environments : environments.select(usable);
    int[] chosen = settings.selection().select(candidates, settings.references(), pool);
    return Arrays.stream(chosen).map(i -> usable[i]).toArray();
  }

  /**
   * Trains a model with references that are chosen already.
   *
   * @param environments the data
   * @param references the rows that are the references, each with a vector and a point at least
   * @return the model
   * @throws TooFewEnvironmentsException if there are fewer usable environments than settings ask
   *     for
   */
  public OaMlm fit(Environments environments, int[] references) {
    if (settings.trainingEnvironments() > references.length
        && settings.regression() instanceof Regression.Ordinary) {
      return regressInBlocks(environments, references);
    }
    try (TrainingMatrices matrices = compare(environments, references)) {
      return fit(matrices, settings.regression());
    }
  }

  /**
   * Compares all training environments with the references, so that several models can be trained.
   *
   * @param environments the data
   * @param references the rows that are the references, each with a vector and a point at least
   * @return the matrices, {@code N × 3K} numbers, to be closed by the caller
   * @throws TooFewEnvironmentsException if there are fewer usable environments than settings ask
   *     for
   */
  public TrainingMatrices compare(Environments environments, int[] references) {
    int k = references.length;
    int[] rows = withOthers(references, usable(environments));
    Comparison comparison = new Comparison(environments.select(references), settings.fit());
    Environments training = rows.length == k ? comparison.references() : environments.select(rows);
    progress.stage("comparing environments", rows.length);
    Matrix input = Matrix.zeros(rows.length, k);
    Matrix output = Matrix.zeros(rows.length, 2 * k);
    fill(comparison, training, 0, rows.length, input, output);
    return new TrainingMatrices(comparison, input, output);
  }

  /**
   * Trains a model on matrices that are there already.
   *
   * @param matrices what {@link #compare} gave
   * @param regression how the maps are found
   * @return the model
   */
  public OaMlm fit(TrainingMatrices matrices, Regression regression) {
    if (regression instanceof Regression.Robust robust) {
      return fitRobust(matrices, robust);
    }
    progress.stage("solving least squares", 0);
    return regular(
        matrices.comparison(),
        matrices.input().rows(),
        LeastSquares.fit(pool, matrices.input(), matrices.output()));
  }

  private OaMlm fitRobust(TrainingMatrices matrices, Regression.Robust robust) {
    HuberSolution solution =
        Huber.fit(pool, matrices.input(), matrices.output(), robust.settings(), progress);
    RegressionReport report =
        new RegressionReport(
            robust,
            matrices.input().rows(),
            matrices.input().columns(),
            robust.settings().algorithm().toString(),
            OptionalInt.empty(),
            OptionalDouble.empty(),
            OptionalInt.of(solution.convergedColumns()),
            Arrays.stream(solution.iterations()).max());
    return new OaMlm(
        matrices.comparison(),
        settings.fit(),
        settings.loss(),
        settings.solver(),
        solution.coefficients(),
        solution.intercepts(),
        report);
  }

  private OaMlm regular(
      Comparison comparison, int trainingEnvironments, LeastSquaresSolution solution) {
    int k = comparison.references().size();
    RegressionReport report =
        new RegressionReport(
            new Regression.Ordinary(),
            trainingEnvironments,
            k,
            solution.route().toString(),
            OptionalInt.of(solution.rank()),
            OptionalDouble.of(solution.reciprocalCondition()),
            OptionalInt.empty(),
            OptionalInt.empty());
    return new OaMlm(
        comparison,
        settings.fit(),
        settings.loss(),
        settings.solver(),
        solution.coefficients(),
        new double[2 * k],
        report);
  }

  /** The rows that have a direction to learn and something to tell it from. */
  private static int[] usable(Environments environments) {
    return IntStream.range(0, environments.size())
        .filter(i -> environments.hasVector(i) && !environments.isIsolated(i))
        .toArray();
  }

  private static void require(String what, int available, int wanted) {
    if (available < wanted) {
      throw new TooFewEnvironmentsException(what, available, wanted);
    }
  }

  /** The references, and after them the other training environments, drawn at random. */
  private int[] withOthers(int[] references, int[] usable) {
    if (references.length > settings.trainingEnvironments()) {
      throw new IllegalArgumentException(
          references.length
              + " references, expected at most the "
              + settings.trainingEnvironments()
              + " training environments of the settings");
    }
    require("training environments", usable.length, settings.trainingEnvironments());
    Set<Integer> taken = Arrays.stream(references).boxed().collect(Collectors.toSet());
    int[] free = Arrays.stream(usable).filter(i -> !taken.contains(i)).toArray();
    int others = settings.trainingEnvironments() - references.length;
    int[] drawn =
        RandomReferences.draw(
            free.length, others, new SplittableRandom(settings.seed()).nextLong());
    int[] rows = Arrays.copyOf(references, references.length + others);
    for (int i = 0; i < others; i++) {
      rows[references.length + i] = free[drawn[i]];
    }
    return rows;
  }

  /** Least squares with N > K: the training environments go through in blocks. */
  private OaMlm regressInBlocks(Environments environments, int[] references) {
    int k = references.length;
    Environments training = environments.select(withOthers(references, usable(environments)));
    Comparison comparison = new Comparison(environments.select(references), settings.fit());
    int n = training.size();
    progress.stage("comparing environments", n);
    try (BlockedLeastSquares accumulator = new BlockedLeastSquares(k, 2 * k)) {
      for (int from = 0; from < n; from += BLOCK) {
        int to = Math.min(n, from + BLOCK);
        try (Matrix input = Matrix.zeros(to - from, k);
            Matrix output = Matrix.zeros(to - from, 2 * k)) {
          fill(comparison, training, from, to, input, output);
          accumulator.add(pool, input, output);
        }
      }
      progress.stage("solving least squares", 0);
      return regular(comparison, n, accumulator.solve(pool));
    }
  }

  /** Rows of D_x into {@code input}, and of D_c and D_g side by side into {@code output}. */
  private void fill(
      Comparison comparison,
      Environments environments,
      int from,
      int to,
      Matrix input,
      Matrix output) {
    int k = comparison.references().size();
    pool.run(
        (to - from + ROWS - 1) / ROWS,
        task -> {
          int first = from + task * ROWS;
          int last = Math.min(to, first + ROWS);
          double[] distances = new double[(last - first) * k];
          comparison.distances(environments, first, last, distances);
          double[] targets = new double[2 * k];
          FitRow fits = comparison.newFitRow();
          for (int i = first; i < last; i++) {
            input.setRow(i - from, distances, (i - first) * k);
            comparison.fit(environments, i, fits);
            targets(environments, i, fits, targets);
            output.setRow(i - from, targets, 0);
          }
          progress.advance(last - first);
        });
  }

  /** A row of D_c, then a row of D_g. */
  private static void targets(Environments environments, int row, FitRow fits, double[] targets) {
    double[] tx = fits.rotatedX();
    double[] ty = fits.rotatedY();
    double[] tz = fits.rotatedZ();
    int k = targets.length / 2;
    double vx = environments.vector(row, 0);
    double vy = environments.vector(row, 1);
    double vz = environments.vector(row, 2);
    for (int j = 0; j < k; j++) {
      targets[j] = vx * tx[j] + vy * ty[j] + vz * tz[j];
    }
    System.arraycopy(fits.goodness(), 0, targets, k, k);
  }
}
