package vane.equivariant.range;

import java.util.Arrays;
import vane.equivariant.invariant.AtomBatch;
import vane.validation.ErrorCalibration;

/**
 * How the error of a force grows with the distance from training: as scale · distance^power up to a
 * distance, the bend, and with another power beyond it. Where networks are mixed with a linear
 * part, it also grows with how far the mixture is from that: of two potentials that have learnt the
 * same and part, one at least is wrong. Calibrated on held-out frames.
 *
 * <p>The force on an atom comes from its own neighbourhood and those it is in, so its distance
 * takes both: d² = h² + h̄², h the {@link vane.equivariant.invariant.MahalanobisDistance} of the
 * atom and h̄ the mean of its neighbours', weighted by (1 − r / r_cut)².
 *
 * @param scaleEvPerAngstrom the expected error of a force component at distance 1, in eV/Å
 * @param power how the expected error grows up to the bend: with this power of the distance
 * @param beyond how it grows from there
 * @param perDifference how much of the difference of a mixture from its linear part is expected to
 *     be an error; 0 where there are no networks
 */
public record ErrorModel(
    double scaleEvPerAngstrom, double power, ErrorGrowth beyond, double perDifference) {
  /** A force is never said to be more exact than this, in eV/Å. */
  private static final double SMALLEST_ERROR = 1e-6;

  /**
   * What a difference counts beside the distance. From 0.5 to 1 it hardly matters, as the scale of
   * both is calibrated.
   */
  private static final double DIFFERENCE_WEIGHT = 0.7;

  /** Nearer than this to the mean all atoms are alike: the distance there is rounding. */
  private static final double SMALLEST_DISTANCE = 1e-3;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is negative or not finite
   */
  public ErrorModel {
    requireSensible("scale of errors", scaleEvPerAngstrom);
    requireSensible("power of errors", power);
    requireSensible("share of differences in errors", perDifference);
  }

  /**
   * A model without networks.
   *
   * @param scaleEvPerAngstrom the expected error of a force component at distance 1, in eV/Å
   * @param power how the expected error grows up to the bend
   * @param beyond how it grows from there
   * @throws IllegalArgumentException if one is negative or not finite
   */
  public ErrorModel(double scaleEvPerAngstrom, double power, ErrorGrowth beyond) {
    this(scaleEvPerAngstrom, power, beyond, 0);
  }

  /**
   * A model of one power, at any distance.
   *
   * @param scaleEvPerAngstrom the expected error of a force component at distance 1, in eV/Å
   * @param power how the expected error grows
   * @throws IllegalArgumentException if one is negative or not finite
   */
  public ErrorModel(double scaleEvPerAngstrom, double power) {
    this(scaleEvPerAngstrom, power, new ErrorGrowth(1, power));
  }

  /**
   * Whether the error grows with one power alone.
   *
   * @return false if there is a bend
   */
  public boolean isStraight() {
    return beyond.power() == power;
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
    return Math.max(SMALLEST_ERROR, scaleEvPerAngstrom * shape(distance, power, beyond));
  }

  /**
   * The expected error of a force component of a mixture.
   *
   * @param distance of the force on the atom from training
   * @param difference of the mixture from its linear part, in eV/Å: the root mean square over the
   *     components of the force
   * @return in eV/Å, above zero
   */
  public double expected(double distance, double difference) {
    return Math.hypot(expected(distance), perDifference * difference);
  }

  /**
   * The same for a mixture whose differences from its linear part are known.
   *
   * @param distances {@code [n]}, the distances of atoms; not modified
   * @param differences {@code [n]}, the root mean square differences of their force components, in
   *     eV/Å; not modified
   * @param errors {@code [n × 3]}, the errors of the mixture in eV/Å; not modified
   * @return the model, whose scale {@link ErrorCalibration} is content with
   */
  public ErrorModel withDifferences(double[] distances, double[] differences, double[] errors) {
    ErrorModel unscaled = new ErrorModel(scaleEvPerAngstrom, power, beyond, DIFFERENCE_WEIGHT);
    double[] ratios = new double[errors.length];
    Arrays.setAll(
        ratios, i -> Math.abs(errors[i]) / unscaled.expected(distances[i / 3], differences[i / 3]));
    double scale = ErrorCalibration.scale(ratios);
    return new ErrorModel(scale * scaleEvPerAngstrom, power, beyond, scale * DIFFERENCE_WEIGHT);
  }

  /** The expected error relative to that at distance 1, as it would be without a bend. */
  private static double shape(double distance, double power, ErrorGrowth beyond) {
    double from = Math.max(distance, SMALLEST_DISTANCE);
    return from <= beyond.bend() || beyond.power() == power
        ? Math.pow(from, power)
        : Math.pow(beyond.bend(), power) * Math.pow(from / beyond.bend(), beyond.power());
  }

  /**
   * The model of one power for which normal errors are most likely, the scale then such that {@link
   * ErrorCalibration} is content.
   *
   * @param distances {@code [n]}, the distances of atoms; not modified
   * @param errors {@code [n × 3]}, their force errors in eV/Å; not modified
   * @return the model
   */
  public static ErrorModel fit(double[] distances, double[] errors) {
    double power = likeliestPower(distances, errors);
    return scaled(distances, errors, power, new ErrorGrowth(1, power));
  }

  /**
   * The same with a known growth beyond a bend. Errors never grow more slowly there than before.
   *
   * @param distances {@code [n]}, the distances of atoms; not modified
   * @param errors {@code [n × 3]}, their force errors in eV/Å; not modified
   * @param beyond how errors grow from the bend
   * @return the model
   */
  public static ErrorModel fit(double[] distances, double[] errors, ErrorGrowth beyond) {
    double power = likeliestPower(distances, errors);
    return scaled(
        distances, errors, power, new ErrorGrowth(beyond.bend(), Math.max(power, beyond.power())));
  }

  private static double likeliestPower(double[] distances, double[] errors) {
    double[] squares = new double[distances.length];
    for (int i = 0; i < errors.length; i++) {
      squares[i / 3] += errors[i] * errors[i] / 3;
    }
    double[] sensible = distances.clone();
    Arrays.setAll(sensible, i -> Math.max(distances[i], SMALLEST_DISTANCE));
    return ErrorGrowth.likeliestPower(sensible, squares);
  }

  private static ErrorModel scaled(
      double[] distances, double[] errors, double power, ErrorGrowth beyond) {
    double[] ratios = new double[errors.length];
    Arrays.setAll(ratios, i -> Math.abs(errors[i]) / shape(distances[i / 3], power, beyond));
    return new ErrorModel(ErrorCalibration.scale(ratios), power, beyond);
  }
}
