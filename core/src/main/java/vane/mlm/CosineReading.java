package vane.mlm;

import java.util.List;
import java.util.function.Supplier;
import vane.alignment.FitRow;
import vane.direction.Direction;
import vane.direction.DirectionProblem;
import vane.direction.DirectionSolver;
import vane.direction.LossSettings;
import vane.mlm.reference.Environments;
import vane.mlm.reference.MapInputs;
import vane.mlm.reference.ReferenceMap;
import vane.mlm.reference.ReferenceMap.RowReader;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;

/**
 * The paper's reading: the linear map gives, from the distances, the expected cosine of the sought
 * direction with every turned reference vector (K), and then the expected goodness of fit (K).
 *
 * <p>Γ holds the references that fit at least as well as expected; a solver finds the direction
 * that agrees with their cosines best, by the loss (3). Where Γ is empty, all references take part.
 *
 * @param loss the widths of the loss
 * @param solver how the loss is turned into a direction
 */
public record CosineReading(LossSettings loss, DirectionSolver solver) implements Reading {

  @Override
  public MapInputs inputs() {
    return MapInputs.DISTANCES;
  }

  @Override
  public int outputs(int references) {
    return 2 * references;
  }

  @Override
  public Predictions read(
      ReferenceMap map, Environments environments, WorkerPool pool, ProgressListener progress) {
    Predictions predictions = Predictions.ofDirections(environments.size());
    map.read(
        environments, pool, progress, reader(environments, List.of(solver), List.of(predictions)));
    return predictions;
  }

  /**
   * What reads a map with several solvers, since most of the time goes into comparing.
   *
   * @param solvers the solvers, in place of {@link #solver}
   * @param predictions of each solver, to be filled
   */
  Supplier<RowReader> reader(
      Environments environments, List<DirectionSolver> solvers, List<Predictions> predictions) {
    return () -> {
      DirectionProblem problem = new DirectionProblem();
      return (row, expected, fits, nearest) -> {
        int accepted = fill(problem, fits, expected);
        if (environments.neighbours() > 0) {
          problem.start(
              environments.point(row, 0, 0),
              environments.point(row, 0, 1),
              environments.point(row, 0, 2));
        }
        for (int s = 0; s < solvers.size(); s++) {
          Direction direction = solvers.get(s).solve(problem, loss);
          predictions.get(s).setDirection(row, direction, status(direction, accepted), accepted);
        }
      };
    };
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
