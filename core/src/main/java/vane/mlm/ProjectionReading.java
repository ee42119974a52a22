package vane.mlm;

import java.util.function.Supplier;
import vane.alignment.FitRow;
import vane.direction.WeightedProjections;
import vane.mlm.reference.Environments;
import vane.mlm.reference.MapInputs;
import vane.mlm.reference.ReferenceMap;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;

/**
 * The reading that gives whole vectors: the linear map gives the projections F·(t_j R_j) of the
 * sought vector F on every turned reference vector (K), and then the length |F|.
 *
 * <p>Three things differ from {@link CosineReading}. Projections stand in place of the cosines,
 * which are the same for unit vectors; so long vectors count more, and a vector that passes through
 * zero does not jump. The inputs are the descriptor and the goodness of all fits in place of the
 * distances. And the vector is the weighted least-squares solution u of all projections, with the
 * weights exp(−(g/σ₂)²); there is no Γ, since the goodness that would be expected is an input here.
 *
 * <p>The length is a mean of |u| and of the length that the map gives, weighted as held-out
 * environments say, and between zero and the longest training vector. Beyond the {@link
 * TrainingRange} it falls off with the square of the excess.
 *
 * @param sigma2 the width σ₂ of the weights, above zero
 * @param lengthShare the share of the mapped length in the length of a prediction, 0 to 1; |u| has
 *     the rest
 * @param errorScale how far off predictions are
 * @param range how far the training data reached
 */
public record ProjectionReading(
    double sigma2, double lengthShare, ErrorScale errorScale, TrainingRange range)
    implements Reading {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public ProjectionReading {
    if (!(sigma2 > 0) || !(lengthShare >= 0 && lengthShare <= 1)) {
      throw new IllegalArgumentException(
          String.format(
              "sigma2 %s and a length share of %s, expected above 0, and 0 to 1",
              sigma2, lengthShare));
    }
  }

  @Override
  public MapInputs inputs() {
    return MapInputs.DESCRIPTOR_AND_GOODNESS;
  }

  @Override
  public int outputs(int references) {
    return references + 1;
  }

  @Override
  public Predictions read(
      ReferenceMap map, Environments environments, WorkerPool pool, ProgressListener progress) {
    ProjectionSolutions solved = solve(map, sigma2, environments, pool, progress);
    Predictions predictions = Predictions.ofVectors(environments.size(), map.references().size());
    for (int i = 0; i < environments.size(); i++) {
      double length = solved.length(i);
      if (environments.isIsolated(i) || length == 0) {
        predictions.setNone(i, range.length());
        continue;
      }
      double mixed = (1 - lengthShare) * length + lengthShare * solved.mappedLengths[i];
      double excess = range.excess(solved.nearest[i], solved.best[i], solved.spreads[i]);
      // Continuous where the known range ends, and fading beyond.
      double damping = excess > 1 ? 1 / (excess * excess) : 1;
      double bounded = Math.min(Math.max(mixed, 0), range.length()) * damping;
      predictions.setVector(
          i,
          solved.vectors,
          length,
          bounded,
          errorScale.of(solved.spreads[i], solved.nearest[i]),
          excess > 1
              ? PredictionStatus.EXTRAPOLATING
              : solved.ranks[i] < 3 ? PredictionStatus.UNDERDETERMINED : PredictionStatus.OK);
    }
    return predictions;
  }

  /** What the projections give, before lengths are mixed and bounded. */
  static ProjectionSolutions solve(
      ReferenceMap map,
      double sigma2,
      Environments environments,
      WorkerPool pool,
      ProgressListener progress) {
    ProjectionSolutions solutions = new ProjectionSolutions(environments.size());
    Supplier<ReferenceMap.RowReader> readers =
        () -> {
          WeightedProjections problem = new WeightedProjections();
          return (row, projections, fits, nearest) -> {
            solutions.nearest[row] = nearest;
            solve(problem, sigma2, fits, projections, row, solutions);
          };
        };
    map.read(environments, pool, progress, readers);
    return solutions;
  }

  private static void solve(
      WeightedProjections problem,
      double sigma2,
      FitRow fits,
      double[] projections,
      int row,
      ProjectionSolutions solutions) {
    int k = fits.references();
    double[] g = fits.goodness();
    double best = MapInputs.least(g, 0, k);
    problem.clear();
    for (int j = 0; j < k; j++) {
      // Relative to the best fit: far from all references the weights would vanish otherwise.
      double weight = Math.exp(-(g[j] - best) * (g[j] + best) / (sigma2 * sigma2));
      problem.add(
          weight, projections[j], fits.rotatedX()[j], fits.rotatedY()[j], fits.rotatedZ()[j]);
    }
    double[] u = new double[3];
    solutions.ranks[row] = problem.solve(u);
    System.arraycopy(u, 0, solutions.vectors, 3 * row, 3);
    solutions.spreads[row] = problem.spread();
    solutions.mappedLengths[row] = projections[k];
    solutions.best[row] = best;
  }
}
