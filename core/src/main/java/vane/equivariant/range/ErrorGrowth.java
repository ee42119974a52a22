package vane.equivariant.range;

import java.util.stream.IntStream;

/**
 * How the error of a force grows beyond a distance from training: with a power of the distance.
 *
 * @param bend the distance, in the units of {@link ErrorModel#distance}
 * @param power the power
 */
public record ErrorGrowth(double bend, double power) {
  private static final double LARGEST_POWER = 6;
  private static final double POWER_STEP = 0.05;

  /** A power must make errors likelier than rounding could. */
  private static final double BETTER = 1e-9;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if the bend is not above zero, the power negative, or one not
   *     finite
   */
  public ErrorGrowth {
    if (!(bend > 0 && Double.isFinite(bend) && power >= 0 && Double.isFinite(power))) {
      throw new IllegalArgumentException(
          "the growth of errors has the power "
              + power
              + " beyond "
              + bend
              + ", expected finite numbers, at least 0 and above 0");
    }
  }

  /**
   * The growth of some errors beyond a bend.
   *
   * @param bend the distance from which errors count
   * @param distances {@code [n]}, the distances of atoms, at least one above the bend; not modified
   * @param squares {@code [n]}, the expected squares of their force errors, in any unit; not
   *     modified
   * @return the growth for which normal errors are most likely
   */
  public static ErrorGrowth fit(double bend, double[] distances, double[] squares) {
    int[] beyond = IntStream.range(0, distances.length).filter(i -> distances[i] > bend).toArray();
    return new ErrorGrowth(
        bend,
        likeliestPower(
            IntStream.of(beyond).mapToDouble(i -> distances[i]).toArray(),
            IntStream.of(beyond).mapToDouble(i -> squares[i]).toArray()));
  }

  /** The power from 0 to 6 for which normal errors of such mean squares are most likely. */
  static double likeliestPower(double[] distances, double[] squares) {
    int n = distances.length;
    double[] logs = new double[n];
    double meanLog = 0;
    for (int i = 0; i < n; i++) {
      logs[i] = Math.log(distances[i]);
      meanLog += logs[i] / n;
    }
    double bestPower = 0;
    double best = Double.POSITIVE_INFINITY;
    for (double power = 0; power <= LARGEST_POWER; power += POWER_STEP) {
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += squares[i] * Math.exp(-2 * power * logs[i]);
      }
      // −2 log L a component, without constants, at the best scale for this power.
      double deviance = Math.log(sum / n + Double.MIN_NORMAL) + 2 * power * meanLog;
      if (deviance < best - BETTER) {
        best = deviance;
        bestPower = power;
      }
    }
    return bestPower;
  }
}
