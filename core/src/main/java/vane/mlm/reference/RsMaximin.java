package vane.mlm.reference;

import java.util.SplittableRandom;
import vane.InputException;
import vane.parallel.WorkerPool;

/**
 * RS-maximin: start somewhere, then always take the environment farthest from those taken.
 *
 * <p>Ties go to the lowest row. T. F. Gonzalez, Theor. Comput. Sci. 38, 293 (1985),
 * doi:10.1016/0304-3975(85)90224-5; J. Hämäläinen et al., J. Mach. Learn. Res. 21(239), 1 (2020).
 *
 * @param start where it starts
 */
public record RsMaximin(Start start) implements ReferenceSelection {

  /** Where RS-maximin starts. */
  public sealed interface Start {
    /**
     * The words that results use.
     *
     * @return such as {@code row 3}
     */
    String label();
  }

  /** The environment nearest to the mean description: the paper's. */
  public record NearestToMean() implements Start {
    @Override
    public String label() {
      return "the row nearest to the mean";
    }
  }

  /** The environment farthest from the mean description. */
  public record FarthestFromMean() implements Start {
    @Override
    public String label() {
      return "the row farthest from the mean";
    }
  }

  /**
   * A given environment.
   *
   * @param row its row, counted from 0 among the environments to choose from
   */
  public record Row(int row) implements Start {

    /**
     * Checks the row.
     *
     * @throws InputException if it is below 0
     */
    public Row {
      if (row < 0) {
        throw new InputException("found start row " + row + ", expected 0 or more");
      }
    }

    @Override
    public String label() {
      return "row " + row;
    }
  }

  /**
   * An environment drawn at random.
   *
   * @param seed the seed
   */
  public record Drawn(long seed) implements Start {
    @Override
    public String label() {
      return "a row drawn with seed " + seed;
    }
  }

  /**
   * RS-maximin from the environment nearest to the mean.
   *
   * @return the selection
   */
  public static RsMaximin fromNearestToMean() {
    return new RsMaximin(new NearestToMean());
  }

  /**
   * RS-maximin from a given environment.
   *
   * @param row its row
   * @return the selection
   * @throws InputException if the row is below 0
   */
  public static RsMaximin from(int row) {
    return new RsMaximin(new Row(row));
  }

  @Override
  public String methodName() {
    return start instanceof NearestToMean ? "rs-maximin" : "rs-maximin from " + start.label();
  }

  @Override
  public int[] select(Environments environments, int count, WorkerPool pool) {
    if (count > environments.size()) {
      throw new TooFewEnvironmentsException("references", environments.size(), count);
    }
    int next = startRow(environments);
    NearestReference nearest = new NearestReference(environments, count);
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

  private int startRow(Environments environments) {
    if (start instanceof Row given) {
      if (given.row() >= environments.size()) {
        throw new InputException(
            "found start row "
                + given.row()
                + " of rs-maximin, expected one below the number of environments, "
                + environments.size());
      }
      return given.row();
    }
    if (start instanceof Drawn drawn) {
      return new SplittableRandom(drawn.seed()).nextInt(environments.size());
    }
    return extreme(environments, start instanceof FarthestFromMean ? -1 : 1);
  }

  /** The row nearest to the mean (sign 1) or farthest from it (sign −1). */
  private static int extreme(Environments environments, int sign) {
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
      if (sign * squared < bestSquared) {
        bestSquared = sign * squared;
        best = i;
      }
    }
    return best;
  }
}
