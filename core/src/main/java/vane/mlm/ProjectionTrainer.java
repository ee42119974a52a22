package vane.mlm;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
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
import vane.regression.NormalEquations;
import vane.validation.HeldOutBlocks.Use;

/**
 * Trains an OA-MLM with {@link ProjectionReading}: ridge regression of the projections on the
 * descriptor and the fits, with λ chosen on environments that are held out.
 *
 * <p>The environments go through in blocks, so memory depends on K and d and not on N. Those held
 * out are whole stretches of time ({@link vane.validation.HeldOutBlocks}); they choose λ, the share
 * of the mapped length and the scale of the errors. Then they, and those in the gaps beside them,
 * join the others for the final solution. References are never among them.
 */
public final class ProjectionTrainer {
  /** Rows of a block. */
  private static final int BLOCK = 2048;

  /** More held-out environments than this would not change what they decide. */
  private static final int MOST_HELD_OUT = 3000;

  /** Of N, at most one in so many is held out. */
  private static final int HELD_OUT_SHARE = 5;

  private static final MapInputs INPUTS = MapInputs.DESCRIPTOR_AND_GOODNESS;

  private static final double[] LAMBDAS = {1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3};

  /** For data too small to hold anything out. */
  private static final double CAUTIOUS_LAMBDA = 1e-4;

  /** How far beyond the farthest training environment still counts as known. */
  private static final double MARGIN = 1.2;

  private final ProjectionSettings settings;
  private final WorkerPool pool;
  private final ProgressListener progress;

  /**
   * A trainer.
   *
   * @param settings the settings of the method
   * @param pool the threads; the result does not depend on how many there are
   * @param progress hears of the stages
   */
  public ProjectionTrainer(
      ProjectionSettings settings, WorkerPool pool, ProgressListener progress) {
    this.settings = settings;
    this.pool = pool;
    this.progress = progress;
  }

  /**
   * Trains a model. Where the data has fewer environments than the settings ask for, all of them
   * are taken; the report says how many.
   *
   * @param environments the data, with unit vectors; zero vectors are learnt as such
   * @param lengths the length of each vector [N]
   * @param uses what each environment is for while choices are made [N]; all of one frame have the
   *     same
   * @return the model
   * @throws TooFewEnvironmentsException if no environment can be a reference
   * @throws IllegalArgumentException if the lengths of the arrays differ from the data's size
   */
  public OaMlm fit(Environments environments, double[] lengths, Use[] uses) {
    if (lengths.length != environments.size() || uses.length != environments.size()) {
      throw new IllegalArgumentException(
          String.format(
              "%d lengths and %d uses, expected %d",
              lengths.length, uses.length, environments.size()));
    }
    Rows rows = chooseRows(environments, uses);
    Comparison comparison = new Comparison(environments.select(rows.references), settings.fit());
    int k = rows.references.length;
    int inputs = INPUTS.count(environments.features(), k);
    Part training = new Part(environments, lengths, rows.training);
    Part heldOut = new Part(environments, lengths, rows.heldOut);
    Part between = new Part(environments, lengths, rows.between);
    progress.stage("comparing environments", training.size() + heldOut.size() + between.size());
    try (NormalEquations sums = NormalEquations.empty(inputs, k + 1);
        NormalEquations others = NormalEquations.empty(inputs, k + 1)) {
      double[] reach = new double[2];
      accumulate(comparison, training, k, sums, reach);
      accumulate(comparison, heldOut, 0, others, reach);
      accumulate(comparison, between, 0, others, reach);
      double longest = longest(training, heldOut, between);
      Verdict verdict = judge(comparison, sums, heldOut, unknownError(training), longest);
      TrainingRange range =
          new TrainingRange(
              MARGIN * reach[0], MARGIN * reach[1], MARGIN * verdict.largestSpread, longest);
      sums.merge(others);
      progress.stage("solving least squares", 0);
      return new OaMlm(
          map(comparison, sums, verdict.lambda),
          new ProjectionReading(settings.sigma2(), verdict.lengthShare, verdict.errorScale, range),
          RegressionReport.ridge(
              verdict.lambda, (int) sums.equations(), k, heldOut.size(), verdict.error));
    }
  }

  private ReferenceMap map(Comparison comparison, NormalEquations sums, double lambda) {
    int outputs = comparison.references().size() + 1;
    return new ReferenceMap(
        comparison,
        settings.fit(),
        INPUTS,
        FactoredMatrix.whole(sums.solveRelative(lambda, pool)),
        new double[outputs]);
  }

  /** The rows of each purpose; the references come first among the training rows. */
  private record Rows(int[] references, int[] training, int[] heldOut, int[] between) {}

  /** What the environments held out decide. */
  private record Verdict(
      double lambda,
      double lengthShare,
      ErrorScale errorScale,
      double largestSpread,
      OptionalDouble error) {}

  /** Environments of one purpose with the lengths of their vectors. */
  private record Part(Environments environments, double[] lengths) {
    Part(Environments all, double[] lengths, int[] rows) {
      this(all.select(rows), Arrays.stream(rows).mapToDouble(i -> lengths[i]).toArray());
    }

    int size() {
      return lengths.length;
    }

    /** How many components its vectors have: 2 if all of them lie in the plane z = 0. */
    int components() {
      return IntStream.range(0, size()).allMatch(i -> environments.vector(i, 2) == 0) ? 2 : 3;
    }
  }

  private Rows chooseRows(Environments environments, Use[] uses) {
    int[] candidates =
        rows(
            environments,
            i -> uses[i] == Use.FIT && environments.hasVector(i),
            environments.size());
    if (candidates.length == 0) {
      throw new TooFewEnvironmentsException("references", 0, settings.sample().references());
    }
    progress.stage("choosing references", 0);
    int k = Math.min(settings.sample().references(), candidates.length);
    int[] chosen = settings.sample().selection().select(environments.select(candidates), k, pool);
    int[] references = Arrays.stream(chosen).map(i -> candidates[i]).toArray();
    boolean[] taken = new boolean[environments.size()];
    Arrays.stream(references).forEach(i -> taken[i] = true);
    int n = settings.sample().trainingEnvironments();
    int[] heldOut =
        rows(
            environments,
            i -> uses[i] == Use.HELD_OUT,
            Math.min(MOST_HELD_OUT, n / HELD_OUT_SHARE));
    int[] others =
        rows(
            environments,
            i -> uses[i] == Use.FIT && !taken[i],
            Math.max(0, n - k - heldOut.length));
    int[] between =
        rows(
            environments,
            i -> uses[i] == Use.GAP,
            Math.max(0, n - k - heldOut.length - others.length));
    int[] training = Arrays.copyOf(references, k + others.length);
    System.arraycopy(others, 0, training, k, others.length);
    return new Rows(references, training, heldOut, between);
  }

  /** Up to some number of rows with a point, of those wanted, drawn at random. */
  private int[] rows(Environments environments, IntPredicate wanted, int most) {
    int[] all =
        IntStream.range(0, environments.size())
            .filter(i -> wanted.test(i) && !environments.isIsolated(i))
            .toArray();
    if (all.length <= most) {
      return all;
    }
    long seed = new SplittableRandom(settings.sample().seed()).nextLong();
    return Arrays.stream(RandomReferences.draw(all.length, most, seed)).map(i -> all[i]).toArray();
  }

  /** Adds the rows; from row {@code first} on they also define the training range. */
  private void accumulate(
      Comparison comparison, Part part, int first, NormalEquations sums, double[] reach) {
    Environments environments = part.environments;
    int n = part.size();
    int k = comparison.references().size();
    double[] nearest = new double[n];
    double[] best = new double[n];
    for (int from = 0; from < n; from += BLOCK) {
      int start = from;
      int to = Math.min(n, from + BLOCK);
      try (Matrix inputs = Matrix.zeros(to - from, INPUTS.count(environments.features(), k));
          Matrix outputs = Matrix.zeros(to - from, k + 1)) {
        INPUTS.fill(
            pool,
            comparison,
            environments,
            from,
            to,
            inputs,
            (i, fits, distance) -> {
              nearest[i] = distance;
              best[i] = MapInputs.least(fits.goodness(), 0, k);
              outputs.setRow(i - start, projections(environments, i, part.lengths[i], fits), 0);
              progress.advance(1);
            });
        sums.addRows(inputs, outputs, pool);
      }
    }
    for (int i = first; i < n; i++) {
      reach[0] = Math.max(reach[0], nearest[i]);
      reach[1] = Math.max(reach[1], best[i]);
    }
  }

  /** F·(t_j R_j) for all references, then |F|. */
  private static double[] projections(
      Environments environments, int row, double length, FitRow fits) {
    int k = fits.references();
    double[] projections = new double[k + 1];
    double fx = length * environments.vector(row, 0);
    double fy = length * environments.vector(row, 1);
    double fz = length * environments.vector(row, 2);
    for (int j = 0; j < k; j++) {
      projections[j] = fx * fits.rotatedX()[j] + fy * fits.rotatedY()[j] + fz * fits.rotatedZ()[j];
    }
    projections[k] = length;
    return projections;
  }

  private static double longest(Part... parts) {
    return Arrays.stream(parts).flatMapToDouble(p -> Arrays.stream(p.lengths)).max().orElse(0);
  }

  /** The error of a model that always predicts zero: the root mean square component. */
  private static double unknownError(Part part) {
    int components = part.components();
    return Math.sqrt(Arrays.stream(part.lengths).map(l -> l * l / components).average().orElse(0));
  }

  /** Tries every λ on what was held out, and keeps the best. */
  private Verdict judge(
      Comparison comparison, NormalEquations sums, Part heldOut, double unknown, double longest) {
    if (heldOut.size() == 0) {
      return new Verdict(
          CAUTIOUS_LAMBDA, 0, new ErrorScale(unknown, 0, 0), longest, OptionalDouble.empty());
    }
    progress.stage("choosing lambda", (long) LAMBDAS.length * heldOut.size());
    Verdict best = null;
    for (double lambda : LAMBDAS) {
      Verdict verdict = tryOut(comparison, sums, heldOut, unknown, lambda);
      if (best == null || verdict.error.getAsDouble() < best.error.getAsDouble()) {
        best = verdict;
      }
    }
    return best;
  }

  private Verdict tryOut(
      Comparison comparison, NormalEquations sums, Part heldOut, double unknown, double lambda) {
    ProjectionSolutions solved;
    try (ReferenceMap provisional = map(comparison, sums, lambda)) {
      solved =
          ProjectionReading.solve(
              provisional, settings.sigma2(), heldOut.environments, pool, progress);
    }
    double share = lengthShare(solved, heldOut);
    int components = heldOut.components();
    double[] errors = new double[components * heldOut.size()];
    double squares = 0;
    for (int i = 0; i < heldOut.size(); i++) {
      double length = solved.length(i);
      double mixed = Math.max(0, (1 - share) * length + share * solved.mappedLengths[i]);
      for (int c = 0; c < components; c++) {
        double predicted = length > 0 ? solved.vectors[3 * i + c] / length * mixed : 0;
        double error = predicted - heldOut.lengths[i] * heldOut.environments.vector(i, c);
        errors[components * i + c] = error;
        squares += error * error;
      }
    }
    return new Verdict(
        lambda,
        share,
        ErrorScale.fit(errors, components, solved.spreads, solved.nearest, unknown),
        Arrays.stream(solved.spreads).max().orElse(0),
        OptionalDouble.of(Math.sqrt(squares / errors.length)));
  }

  /** The share α in (1 − α)|u| + α n that is nearest to the true lengths. */
  private static double lengthShare(ProjectionSolutions solved, Part heldOut) {
    double up = 0;
    double down = 0;
    for (int i = 0; i < heldOut.size(); i++) {
      double difference = solved.mappedLengths[i] - solved.length(i);
      up += difference * (heldOut.lengths[i] - solved.length(i));
      down += difference * difference;
    }
    return down > 0 ? Math.min(1, Math.max(0, up / down)) : 0;
  }
}
