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
  private final boolean keepsSamples;
  private final ParityCollector samples = new ParityCollector();

  /** A collector that has seen nothing, and keeps no samples. */
  public ForceErrors() {
    this(false);
  }

  private ForceErrors(boolean keepsSamples) {
    this.keepsSamples = keepsSamples;
  }

  /**
   * A collector that keeps every component, in eight bytes.
   *
   * @return it has seen nothing
   */
  public static ForceErrors keepingSamples() {
    return new ForceErrors(true);
  }

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
    if (keepsSamples) {
      samples.add(predicted, actual);
    }
  }

  /**
   * Takes all that another collector has seen; of samples those that both keep.
   *
   * @param other it stays as it is
   */
  public void merge(ForceErrors other) {
    components += other.components;
    sumAbsolute += other.sumAbsolute;
    sumSquared += other.sumSquared;
    if (keepsSamples) {
      samples.addAll(other.samples);
    }
  }

  /**
   * The components one by one, in the order of taking.
   *
   * @return a copy, without any if none were kept
   */
  public ParitySamples samples() {
    return samples.samples();
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
