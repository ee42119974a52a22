package vane.mlm.reference;

import java.util.OptionalInt;
import vane.InputException;
import vane.parallel.WorkerPool;

/**
 * RS-maximin: start somewhere, then always take the environment farthest from those taken.
 *
 * <p>Ties go to the lowest row. T. F. Gonzalez, Theor. Comput. Sci. 38, 293 (1985),
 * doi:10.1016/0304-3975(85)90224-5; J. Hämäläinen et al., J. Mach. Learn. Res. 21(239), 1 (2020).
 *
 * @param startRow the row to start from, counted from 0 among the environments to choose from; if
 *     empty, the environment nearest to the mean description
 */
public record RsMaximin(OptionalInt startRow) implements ReferenceSelection {

  /**
   * Checks the row.
   *
   * @throws InputException if it is below 0
   */
  public RsMaximin {
    if (startRow.isPresent() && startRow.getAsInt() < 0) {
      throw new InputException("found start row " + startRow.getAsInt() + ", expected 0 or more");
    }
  }

  /**
   * RS-maximin from the environment nearest to the mean.
   *
   * @return the selection
   */
  public static RsMaximin fromNearestToMean() {
    return new RsMaximin(OptionalInt.empty());
  }

  /**
   * RS-maximin from a given environment.
   *
   * @param row its row
   * @return the selection
   */
  public static RsMaximin from(int row) {
    return new RsMaximin(OptionalInt.of(row));
  }

  @Override
  public String methodName() {
    return startRow.isPresent() ? "rs-maximin from row " + startRow.getAsInt() : "rs-maximin";
  }

  @Override
  public int[] select(Environments environments, int count, WorkerPool pool) {
    if (count > environments.size()) {
      throw new TooFewEnvironmentsException("references", environments.size(), count);
    }
    if (startRow.isPresent() && startRow.getAsInt() >= environments.size()) {
      throw new InputException(
          "found start row "
              + startRow.getAsInt()
              + " of rs-maximin, expected one below the number of environments, "
              + environments.size());
    }
    NearestReference nearest = new NearestReference(environments, count);
    int next = startRow.orElseGet(() -> nearestToMean(environments));
    for (int k = 0; k < count; k++) {
      if (k > 0 && nearest.squared(next) == 0) {
        throw TooFewEnvironmentsException.thatDiffer(k, count);
      }
      nearest.add(next, pool);
      next = farthest(nearest, pool);
    }
    return nearest.chosen();
  }

  private static int farthest(NearestReference nearest, WorkerPool pool) {
    int[] best = new int[nearest.chunks()];
    pool.run(
        best.length,
        chunk -> {
          int at = nearest.chunkStart(chunk);
          for (int i = at + 1; i < nearest.chunkEnd(chunk); i++) {
            if (nearest.squared(i) > nearest.squared(at)) {
              at = i;
            }
          }
          best[chunk] = at;
        });
    int at = best[0];
    for (int candidate : best) {
      if (nearest.squared(candidate) > nearest.squared(at)) {
        at = candidate;
      }
    }
    return at;
  }

  private static int nearestToMean(Environments environments) {
    int n = environments.size();
    int d = environments.features();
    double[] x = environments.sharedDescriptions();
    double[] mean = new double[d];
    for (int i = 0; i < n; i++) {
      for (int f = 0; f < d; f++) {
        mean[f] += x[i * d + f] / n;
      }
    }
    int best = 0;
    double bestSquared = Double.POSITIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      double squared = 0;
      for (int f = 0; f < d; f++) {
        double e = x[i * d + f] - mean[f];
        squared += e * e;
      }
      if (squared < bestSquared) {
        bestSquared = squared;
        best = i;
      }
    }
    return best;
  }
}
