package vane.equivariant;

import java.util.Arrays;

/**
 * What a potential knows about one element: the weights of the energy of its atoms, what its
 * neighbourhoods looked like in training, and how large the errors were on held-out frames.
 *
 * <p>Immutable and thread-safe.
 */
public final class ElementPart {
  private final long environments;
  private final double[] weights;
  private final double[] leverageMean;
  private final double[] leverageFactor;
  private final double largestLeverage;
  private final double largestForce;
  private final double errorScale;
  private final double errorPower;

  /**
   * A part as a model file holds it.
   *
   * @param environments how many atoms of the element the model learnt from
   * @param weights one an invariant, in eV; copied
   * @param leverageMean {@code [d]}, the mean of the first d invariants in training; copied
   * @param leverageFactor {@code [d × d]}, row-major, the lower triangular matrix that turns
   *     deviations from the mean into independent ones of unit variance; copied
   * @param largestLeverage the largest distance from the mean in training, in those units, divided
   *     by √d
   * @param largestForce the largest norm of a force in training, in eV/Å
   * @param errorScale the expected error of a force component at distance 1, in eV/Å
   * @param errorPower how the expected error grows: with this power of the distance
   * @throws IllegalArgumentException if the arrays do not belong together, or a number is negative
   *     or not finite
   */
  public ElementPart(
      long environments,
      double[] weights,
      double[] leverageMean,
      double[] leverageFactor,
      double largestLeverage,
      double largestForce,
      double errorScale,
      double errorPower) {
    if (leverageFactor.length != leverageMean.length * leverageMean.length
        || leverageMean.length > weights.length) {
      throw new IllegalArgumentException(
          String.format(
              "%d weights, %d means and a factor of %d numbers do not belong together",
              weights.length, leverageMean.length, leverageFactor.length));
    }
    requireSensible("largest distance", largestLeverage);
    requireSensible("largest force", largestForce);
    requireSensible("scale of errors", errorScale);
    requireSensible("power of errors", errorPower);
    this.environments = environments;
    this.weights = weights.clone();
    this.leverageMean = leverageMean.clone();
    this.leverageFactor = leverageFactor.clone();
    this.largestLeverage = largestLeverage;
    this.largestForce = largestForce;
    this.errorScale = errorScale;
    this.errorPower = errorPower;
  }

  private static void requireSensible(String what, double found) {
    if (!(found >= 0 && Double.isFinite(found))) {
      throw new IllegalArgumentException(
          "the " + what + " is " + found + ", expected finite and at least 0");
    }
  }

  /**
   * How many atoms of the element the model learnt from.
   *
   * @return zero or more
   */
  public long environments() {
    return environments;
  }

  /**
   * The weights.
   *
   * @return one an invariant, in eV (a copy)
   */
  public double[] weights() {
    return weights.clone();
  }

  /**
   * The mean of the invariants in training.
   *
   * @return {@code [d]} (a copy)
   */
  public double[] leverageMean() {
    return leverageMean.clone();
  }

  /**
   * What turns deviations from the mean into independent ones of unit variance.
   *
   * @return {@code [d × d]}, row-major, lower triangular (a copy)
   */
  public double[] leverageFactor() {
    return leverageFactor.clone();
  }

  /**
   * The largest distance from the mean in training.
   *
   * @return in standard deviations, 1 on the average
   */
  public double largestLeverage() {
    return largestLeverage;
  }

  /**
   * The largest norm of a force in training.
   *
   * @return in eV/Å
   */
  public double largestForce() {
    return largestForce;
  }

  /**
   * The expected error of a force component at distance 1.
   *
   * @return in eV/Å
   */
  public double errorScale() {
    return errorScale;
  }

  /**
   * How the expected error grows with the distance.
   *
   * @return the power, zero or more
   */
  public double errorPower() {
    return errorPower;
  }

  @Override
  public String toString() {
    return "ElementPart["
        + environments
        + " environments, "
        + weights.length
        + " weights, "
        + Arrays.stream(weights).map(Math::abs).max().orElse(0)
        + " the largest]";
  }
}
