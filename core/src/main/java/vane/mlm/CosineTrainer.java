package vane.mlm;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import vane.alignment.FitRow;
import vane.linalg.FactoredMatrix;
import vane.linalg.Matrix;
import vane.mlm.reference.Comparison;
import vane.mlm.reference.Environments;
import vane.mlm.reference.MapInputs;
import vane.mlm.reference.RandomReferences;
import vane.mlm.reference.ReferenceMap;
import vane.mlm.reference.TooFewEnvironmentsException;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.regression.BlockedLeastSquares;
import vane.regression.LeastSquares;
import vane.regression.LeastSquaresSolution;
import vane.regression.huber.Huber;
import vane.regression.huber.HuberSolution;

/**
 * Trains the paper's OA-MLM, with {@link CosineReading}: chooses references, compares all training
 * environments with them, and learns the linear maps from D_x to D_c and D_g by least squares, eq.
 * (2), or by Huber regression.
 *
 * <p>With N = K the map interpolates and one factorisation of D_x serves all 2 K columns. With N >
 * K the training environments go through in blocks, so memory depends on K and not on N.
 *
 * <p>Environments without a direction, or without any point, are left out of the training.
 */
public final class CosineTrainer {
  /** Rows of a block when N > K. */
  private static final int BLOCK = 2048;

  private final CosineSettings settings;
  private final WorkerPool pool;
  private final ProgressListener progress;

  /**
   * A trainer.
   *
   * @param settings the settings of the method
   * @param pool the threads; the result does not depend on how many there are
   * @param progress hears of the stages
   */
  public CosineTrainer(CosineSettings settings, WorkerPool pool, ProgressListener progress) {
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
    require("references", usable.length, settings.sample().references());
    progress.stage("choosing references", 0);
    Environments candidates =
        usable.length == environments.size() ? environments : environments.select(usable);
    int[] chosen =
        settings.sample().selection().select(candidates, settings.sample().references(), pool);
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
    return model(fit(environments, references, Optional.empty()));
  }

  /** A map and how its regression went. */
  record Fitted(ReferenceMap map, RegressionReport report) {}

  /**
   * Learns the map from D_x to D_c, D_g and, where lengths are given, to their distances from those
   * of the references.
   *
   * @param lengths the length of each vector of the data [N]
   */
  Fitted fit(Environments environments, int[] references, Optional<double[]> lengths) {
    if (settings.sample().trainingEnvironments() > references.length
        && settings.regression() instanceof Regression.LeastSquares) {
      return regressInBlocks(environments, references, lengths);
    }
    try (TrainingMatrices matrices = compare(environments, references, lengths)) {
      return regress(matrices, settings.regression());
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
    return compare(environments, references, Optional.empty());
  }

  private TrainingMatrices compare(
      Environments environments, int[] references, Optional<double[]> lengths) {
    int k = references.length;
    int[] rows = withOthers(references, usable(environments));
    Comparison comparison = comparison(environments, references);
    Environments training = rows.length == k ? comparison.references() : environments.select(rows);
    Targets targets = targets(training, rows, references, lengths);
    progress.stage("comparing environments", rows.length);
    Matrix input = Matrix.zeros(rows.length, k);
    Matrix output = Matrix.zeros(rows.length, targets.count());
    fill(comparison, training, 0, rows.length, targets, input, output);
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
    return model(regress(matrices, regression));
  }

  private OaMlm model(Fitted fitted) {
    return new OaMlm(
        fitted.map(), new CosineReading(settings.loss(), settings.solver()), fitted.report());
  }

  private Fitted regress(TrainingMatrices matrices, Regression regression) {
    if (regression instanceof Regression.Huber huber) {
      return regressByHuber(matrices, huber);
    }
    progress.stage("solving least squares", 0);
    return fitted(
        matrices.comparison(),
        LeastSquares.fit(pool, matrices.input(), matrices.output()),
        matrices.input().rows());
  }

  private Fitted regressByHuber(TrainingMatrices matrices, Regression.Huber regression) {
    HuberSolution solution =
        Huber.fit(pool, matrices.huberInputs(), matrices.output(), regression.settings(), progress);
    return new Fitted(
        map(matrices.comparison(), solution.coefficients(), solution.intercepts()),
        RegressionReport.of(
            solution, regression, matrices.input().rows(), matrices.input().columns()));
  }

  private Fitted fitted(
      Comparison comparison, LeastSquaresSolution solution, int trainingEnvironments) {
    FactoredMatrix weights = FactoredMatrix.whole(solution.coefficients());
    return new Fitted(
        map(comparison, weights, new double[weights.columns()]),
        RegressionReport.of(solution, trainingEnvironments, comparison.references().size()));
  }

  private ReferenceMap map(Comparison comparison, FactoredMatrix weights, double[] intercepts) {
    return new ReferenceMap(comparison, settings.fit(), MapInputs.DISTANCES, weights, intercepts);
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
    if (references.length > settings.sample().trainingEnvironments()) {
      throw new IllegalArgumentException(
          references.length
              + " references, expected at most the "
              + settings.sample().trainingEnvironments()
              + " training environments of the settings");
    }
    require("training environments", usable.length, settings.sample().trainingEnvironments());
    Set<Integer> taken = Arrays.stream(references).boxed().collect(Collectors.toSet());
    int[] free = Arrays.stream(usable).filter(i -> !taken.contains(i)).toArray();
    int others = settings.sample().trainingEnvironments() - references.length;
    int[] drawn =
        RandomReferences.draw(
            free.length, others, new SplittableRandom(settings.sample().seed()).nextLong());
    int[] rows = Arrays.copyOf(references, references.length + others);
    for (int i = 0; i < others; i++) {
      rows[references.length + i] = free[drawn[i]];
    }
    return rows;
  }

  /** Least squares with N > K: the training environments go through in blocks. */
  private Fitted regressInBlocks(
      Environments environments, int[] references, Optional<double[]> lengths) {
    int k = references.length;
    int[] rows = withOthers(references, usable(environments));
    Environments training = environments.select(rows);
    Comparison comparison = comparison(environments, references);
    Targets targets = targets(training, rows, references, lengths);
    int n = training.size();
    progress.stage("comparing environments", n);
    try (BlockedLeastSquares accumulator = new BlockedLeastSquares(k, targets.count())) {
      for (int from = 0; from < n; from += BLOCK) {
        int to = Math.min(n, from + BLOCK);
        try (Matrix input = Matrix.zeros(to - from, k);
            Matrix output = Matrix.zeros(to - from, targets.count())) {
          fill(comparison, training, from, to, targets, input, output);
          accumulator.add(pool, input, output);
        }
      }
      progress.stage("solving least squares", 0);
      return fitted(comparison, accumulator.solve(pool), n);
    }
  }

  /** Rows of D_x into {@code input}, and of what is learnt side by side into {@code output}. */
  private void fill(
      Comparison comparison,
      Environments environments,
      int from,
      int to,
      Targets targets,
      Matrix input,
      Matrix output) {
    MapInputs.DISTANCES.fill(
        pool,
        comparison,
        environments,
        from,
        to,
        input,
        (i, fits, nearest) -> {
          output.setRow(i - from, targets.row(i, fits), 0);
          progress.advance(1);
        });
  }

  private Comparison comparison(Environments environments, int[] references) {
    return new Comparison(environments.select(references), settings.fit(), settings.precision());
  }

  private static Targets targets(
      Environments training, int[] rows, int[] references, Optional<double[]> lengths) {
    return new Targets(
        training,
        references.length,
        lengths.map(
            all ->
                new LengthTargets(
                    new ReferenceLengths(picked(all, references)), picked(all, rows))));
  }

  private static double[] picked(double[] values, int[] rows) {
    return Arrays.stream(rows).mapToDouble(i -> values[i]).toArray();
  }

  /** The lengths of the training vectors, learnt as distances from those of the references. */
  private record LengthTargets(ReferenceLengths references, double[] lengths) {}

  /** What is learnt of each training environment: D_c, then D_g, then the distances of lengths. */
  private record Targets(Environments training, int references, Optional<LengthTargets> lengths) {
    int count() {
      return (lengths.isPresent() ? 3 : 2) * references;
    }

    double[] row(int row, FitRow fits) {
      double[] targets = new double[count()];
      double[] tx = fits.rotatedX();
      double[] ty = fits.rotatedY();
      double[] tz = fits.rotatedZ();
      double vx = training.vector(row, 0);
      double vy = training.vector(row, 1);
      double vz = training.vector(row, 2);
      for (int j = 0; j < references; j++) {
        targets[j] = vx * tx[j] + vy * ty[j] + vz * tz[j];
      }
      System.arraycopy(fits.goodness(), 0, targets, references, references);
      lengths.ifPresent(
          known -> known.references().distances(known.lengths()[row], targets, 2 * references));
      return targets;
    }
  }
}
