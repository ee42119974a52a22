package vane.evaluation;

import java.util.OptionalDouble;
import vane.structure.StressComponents;

/** Collects the errors of stresses. Not thread-safe. */
final class StressErrors {
  /** One eV/Å³ in GPa, exact since the SI of 2019. */
  private static final double GPA = 160.2176634;

  private final boolean keepsSamples;
  private final ParityCollector samples = new ParityCollector();
  private long frames;
  private double sumSquared;

  /**
   * Nothing collected yet.
   *
   * @param keepsSamples whether every component is kept, in eight bytes
   */
  StressErrors(boolean keepsSamples) {
    this.keepsSamples = keepsSamples;
  }

  /**
   * Takes one frame.
   *
   * @param predicted {@code [6]} in eV/Å³; not modified
   * @param actual {@code [6]} in eV/Å³; not modified
   */
  void add(double[] predicted, double[] actual) {
    frames++;
    for (int c = 0; c < StressComponents.COUNT; c++) {
      double error = GPA * (predicted[c] - actual[c]);
      sumSquared += error * error;
      if (keepsSamples) {
        samples.add(GPA * predicted[c], GPA * actual[c]);
      }
    }
  }

  /** Predicted and true components in GPa, six a frame. */
  ParitySamples samples() {
    return samples.samples();
  }

  StressSummary summary() {
    return frames == 0
        ? StressSummary.nothing()
        : new StressSummary(
            frames, OptionalDouble.of(Math.sqrt(sumSquared / (StressComponents.COUNT * frames))));
  }
}
