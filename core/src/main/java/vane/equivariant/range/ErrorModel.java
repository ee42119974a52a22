package vane.equivariant.range;

import vane.equivariant.invariant.AtomBatch;
import vane.validation.ErrorCalibration;

/**
 * How the error of a force grows with the distance from training: as scale · distance^power,
 * calibrated on held-out frames.
 *
 * <p>The force on an atom comes from its own neighbourhood and those it is in, so its distance
 * takes both: d² = h² + h̄², h the {@link vane.equivariant.invariant.MahalanobisDistance} of the
 * atom and h̄ the mean of its neighbours', weighted by (1 − r / r_cut)².
 *
 * @param scaleEvPerAngstrom the expected error of a force component at distance 1, in eV/Å
 * @param power how the expected error grows: with this power of the distance
 */
public record ErrorModel(double scaleEvPerAngstrom, double power) {
  private static final double LARGEST_POWER = 6;
  private static final double POWER_STEP = 0.05;

  /** A force is never said to be more exact than this, in eV/Å. */
  private static final double SMALLEST_ERROR = 1e-6;

  /** Nearer than this to the mean all atoms are alike: the distance there is rounding. */
  private static final double SMALLEST_DISTANCE = 1e-3;

  /** A power must make errors likelier than rounding could. */
  private static final double BETTER = 1e-9;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is negative or not finite
   */
  public ErrorModel {
    requireSensible("scale of errors", scaleEvPerAngstrom);
    requireSensible("power of errors", power);
  }

  private static void requireSensible(String what, double found) {
    if (!(found >= 0 && Double.isFinite(found))) {
      throw new IllegalArgumentException(
          "the " + what + " is " + found + ", expected finite and at least 0");
    }
  }

  /**
   * The distance of the force on an atom from training.
   *
   * @param batch the atoms; not modified
   * @param atom its number in the batch
   * @param trainingDistances {@code [atoms]}, those of the neighbourhoods; not modified
   * @param cutoffAngstrom the cutoff, in Å
   * @return zero or more
   */
  public static double distance(
      AtomBatch batch, int atom, double[] trainingDistances, double cutoffAngstrom) {
    double sum = 0;
    double weights = 0;
    for (int e = batch.start(atom, 0); e < batch.start(atom, batch.species()); e++) {
      double near = 1 - batch.distance(e) / cutoffAngstrom;
      sum += near * near * trainingDistances[batch.neighbour(e)];
      weights += near * near;
    }
    return Math.hypot(trainingDistances[atom], weights > 0 ? sum / weights : 0);
  }

  /**
   * The expected error of a force component.
   *
   * @param distance of the force on the atom from training
   * @return in eV/Å, above zero
   */
  public double expected(double distance) {
    return Math.max(
        SMALLEST_ERROR,
        scaleEvPerAngstrom * Math.pow(Math.max(distance, SMALLEST_DISTANCE), power));
  }

  /**
   * The scale and the power for which normal errors are most likely, the scale then such that
   * {@link ErrorCalibration} is content.
   *
   * @param distances {@code [n]}, the distances of atoms; not modified
   * @param errors {@code [n × 3]}, their force errors in eV/Å; not modified
   * @return the model
   */
  public static ErrorModel fit(double[] distances, double[] errors) {
    int n = distances.length;
    double[] logs = new double[n];
    double[] squares = new double[n];
    double meanLog = 0;
    for (int i = 0; i < n; i++) {
      logs[i] = Math.log(Math.max(distances[i], SMALLEST_DISTANCE));
      meanLog += logs[i] / n;
      for (int axis = 0; axis < 3; axis++) {
        squares[i] += errors[3 * i + axis] * errors[3 * i + axis];
      }
    }
    double bestPower = 0;
    double best = Double.POSITIVE_INFINITY;
    for (double power = 0; power <= LARGEST_POWER; power += POWER_STEP) {
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += squares[i] * Math.exp(-2 * power * logs[i]);
      }
      // −2 log L a component, without constants, at the best scale for this power.
      double deviance = Math.log(sum / (3 * n) + Double.MIN_NORMAL) + 2 * power * meanLog;
      if (deviance < best - BETTER) {
        best = deviance;
        bestPower = power;
      }
    }
    double[] ratios = new double[3 * n];
    for (int i = 0; i < 3 * n; i++) {
      ratios[i] = Math.abs(errors[i]) * Math.exp(-bestPower * logs[i / 3]);
    }
    return new ErrorModel(ErrorCalibration.scale(ratios), bestPower);
  }
}
