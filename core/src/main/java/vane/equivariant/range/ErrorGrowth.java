package vane.equivariant.range;

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
   * The growth of some errors, all of them beyond the bend.
   *
   * @param bend the distance from which errors grow so
   * @param distances {@code [n]}, the distances of atoms, at least one; not modified
   * @param squares {@code [n]}, the expected squares of their force errors, in any unit; not
   *     modified
   * @return the growth for which normal errors are most likely
   */
  public static ErrorGrowth fit(double bend, double[] distances, double[] squares) {
    return new ErrorGrowth(bend, likeliestPower(distances, squares));
  }

  /**
   * The same if the error at the bend is known.
   *
   * @param bend the distance from which errors grow so
   * @param errorAtBend the expected error there, above zero
   * @param distances {@code [n]}, the distances of atoms, at least one; not modified
   * @param squares {@code [n]}, the expected squares of their force errors, in the square of its
   *     unit; not modified
   * @return the growth for which normal errors are most likely
   */
  public static ErrorGrowth fit(
      double bend, double errorAtBend, double[] distances, double[] squares) {
    double bestPower = 0;
    double best = Double.POSITIVE_INFINITY;
    for (double power = 0; power <= LARGEST_POWER; power += POWER_STEP) {
      double deviance = 0;
      for (int i = 0; i < distances.length; i++) {
        double log = Math.log(distances[i] / bend);
        double relative = squares[i] / (errorAtBend * errorAtBend);
        deviance += (relative * Math.exp(-2 * power * log) + 2 * power * log) / distances.length;
      }
      if (deviance < best - BETTER) {
        best = deviance;
        bestPower = power;
      }
    }
    return new ErrorGrowth(bend, bestPower);
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
