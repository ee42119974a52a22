package vane.equivariant;

import java.util.Arrays;
import vane.equivariant.invariant.MahalanobisDistance;
import vane.equivariant.range.ErrorModel;

/**
 * What a potential knows about one element: the weights of the energy of its atoms, what its
 * neighbourhoods looked like in training, and how large the errors were on held-out frames.
 *
 * <p>Immutable and thread-safe.
 */
public final class ElementPotential {
  private final long environments;
  private final double[] weights;
  private final MahalanobisDistance metric;
  private final double largestTrainingDistance;
  private final double largestForce;
  private final ErrorModel errorModel;
  private final double referenceEnergy;

  /**
   * An element as a model file holds it.
   *
   * @param environments how many atoms of the element the model learnt from
   * @param weights one per invariant, in eV; copied
   * @param invariantMeans {@code [d]}, the mean of the first d invariants in training; copied
   * @param whiteningFactor {@code [d × d]}, row-major, the lower triangular matrix that turns
   *     deviations from the mean into independent ones of unit variance; copied
   * @param largestTrainingDistance the largest distance from the mean in training, in those units,
   *     divided by √d
   * @param largestForce the largest norm of a force in training, in eV/Å
   * @param errorModel how the error of a force on an atom of the element grows
   * @param referenceEnergy what an atom of the element adds to every energy, in eV; zero if no
   *     energies were learnt
   * @throws IllegalArgumentException if the arrays do not belong together, or a number is negative
   *     that cannot be or not finite
   */
  public ElementPotential(
      long environments,
      double[] weights,
      double[] invariantMeans,
      double[] whiteningFactor,
      double largestTrainingDistance,
      double largestForce,
      ErrorModel errorModel,
      double referenceEnergy) {
    this(
        environments,
        weights,
        new MahalanobisDistance(invariantMeans, whiteningFactor),
        largestTrainingDistance,
        largestForce,
        errorModel,
        referenceEnergy);
  }

  ElementPotential(
      long environments,
      double[] weights,
      MahalanobisDistance metric,
      double largestTrainingDistance,
      double largestForce,
      ErrorModel errorModel,
      double referenceEnergy) {
    if (metric.size() > weights.length) {
      throw new IllegalArgumentException(
          weights.length + " weights and " + metric.size() + " means do not belong together");
    }
    requireSensible("largest distance", largestTrainingDistance);
    requireSensible("largest force", largestForce);
    if (!Double.isFinite(referenceEnergy)) {
      throw new IllegalArgumentException(
          "the reference energy is " + referenceEnergy + " eV, expected a finite one");
    }
    this.environments = environments;
    this.weights = weights.clone();
    this.metric = metric;
    this.largestTrainingDistance = largestTrainingDistance;
    this.largestForce = largestForce;
    this.errorModel = errorModel;
    this.referenceEnergy = referenceEnergy;
  }

  private static void requireSensible(String what, double found) {
    if (!(found >= 0 && Double.isFinite(found))) {
      throw new IllegalArgumentException(
          "the " + what + " is " + found + ", expected finite and at least 0");
    }
  }

  /** How far a neighbourhood of the element is from those of training. */
  MahalanobisDistance metric() {
    return metric;
  }

  /**
   * How the error of a force on an atom of the element grows.
   *
   * @return the model
   */
  public ErrorModel errorModel() {
    return errorModel;
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
   * @return one per invariant, in eV (a copy)
   */
  public double[] weights() {
    return weights.clone();
  }

  /**
   * The mean of the first invariants in training.
   *
   * @return {@code [d]} (a copy)
   */
  public double[] invariantMeans() {
    return metric.mean();
  }

  /**
   * What turns deviations from the mean into independent ones of unit variance.
   *
   * @return {@code [d × d]}, row-major, lower triangular (a copy)
   */
  public double[] whiteningFactor() {
    return metric.factor();
  }

  /**
   * The largest distance from the mean in training.
   *
   * @return in standard deviations, 1 on the average
   */
  public double largestTrainingDistance() {
    return largestTrainingDistance;
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
   * What an atom of the element adds to every energy, whatever is around it.
   *
   * @return in eV; zero if no energies were learnt
   */
  public double referenceEnergy() {
    return referenceEnergy;
  }

  @Override
  public String toString() {
    return "ElementPotential["
        + environments
        + " environments, "
        + weights.length
        + " weights, "
        + Arrays.stream(weights).map(Math::abs).max().orElse(0)
        + " the largest]";
  }
}
