package vane.evaluation;

import java.util.OptionalDouble;

/**
 * Collects the errors of predicted forces, component by component.
 *
 * <p>Not safe for use by several threads; collectors of parts can be merged.
 */
public final class ForceErrors {
  private long components;
  private double sumAbsolute;
  private double sumSquared;

  /** A collector that has seen nothing. */
  public ForceErrors() {}

  /**
   * Takes one component.
   *
   * @param predicted in eV/Å
   * @param actual in eV/Å
   */
  public void add(double predicted, double actual) {
    components++;
    sumAbsolute += Math.abs(predicted - actual);
    sumSquared += (predicted - actual) * (predicted - actual);
  }

  /**
   * Takes all that another collector has seen.
   *
   * @param other it stays as it is
   */
  public void merge(ForceErrors other) {
    components += other.components;
    sumAbsolute += other.sumAbsolute;
    sumSquared += other.sumSquared;
  }

  /**
   * The mean absolute error of a component.
   *
   * @return eV/Å; empty if there is none
   */
  public OptionalDouble mae() {
    return components == 0 ? OptionalDouble.empty() : OptionalDouble.of(sumAbsolute / components);
  }

  /**
   * The root mean square error of a component.
   *
   * @return eV/Å; empty if there is none
   */
  public OptionalDouble rmse() {
    return components == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.sqrt(sumSquared / components));
  }
}
