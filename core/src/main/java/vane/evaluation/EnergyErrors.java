package vane.evaluation;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** Collects the errors of energies, in eight bytes each. Not thread-safe. */
final class EnergyErrors {
  private static final double MEV = 1e3;

  private final SortedMap<String, OneFormula> formulas = new TreeMap<>();
  private final boolean absolute;
  private final boolean keepsSamples;

  /**
   * Nothing collected yet.
   *
   * @param absolute whether the zero of the predicted energies means something
   * @param keepsSamples whether every true energy is kept, in eight bytes more
   */
  EnergyErrors(boolean absolute, boolean keepsSamples) {
    this.absolute = absolute;
    this.keepsSamples = keepsSamples;
  }

  private static final class OneFormula {
    double[] errors = new double[8];
    double[] actual = new double[0];
    int count;
  }

  /**
   * Takes one frame. One without atoms has no energy per atom and is left out.
   *
   * @param formula its chemical formula
   * @param atoms how many atoms it has
   * @param predicted in eV
   * @param actual in eV
   */
  void add(String formula, int atoms, double predicted, double actual) {
    if (atoms == 0) {
      return;
    }
    OneFormula one = formulas.computeIfAbsent(formula, name -> new OneFormula());
    if (one.count == one.errors.length) {
      one.errors = Arrays.copyOf(one.errors, 2 * one.count);
    }
    if (keepsSamples) {
      if (one.actual.length < one.errors.length) {
        one.actual = Arrays.copyOf(one.actual, one.errors.length);
      }
      one.actual[one.count] = MEV * actual / atoms;
    }
    one.errors[one.count++] = MEV * (predicted - actual) / atoms;
  }

  /** The errors after the mean of each formula was taken off, and before. */
  EnergySummary summary() {
    long frames = 0;
    long alone = 0;
    double sumAbsolute = 0;
    double sumSquared = 0;
    for (OneFormula one : formulas.values()) {
      if (one.count == 1) {
        alone++;
        continue;
      }
      double mean = mean(one.errors, one.count);
      for (int i = 0; i < one.count; i++) {
        double error = one.errors[i] - mean;
        sumAbsolute += Math.abs(error);
        sumSquared += error * error;
      }
      frames += one.count;
    }
    return new EnergySummary(
        frames,
        alone,
        frames == 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.sqrt(sumSquared / frames)),
        frames == 0 ? OptionalDouble.empty() : OptionalDouble.of(sumAbsolute / frames),
        absolute ? absolute() : Optional.empty());
  }

  /**
   * Predicted and true energies in meV/atom, each without the mean of its formula, formula by
   * formula. Those that are the only one of their formula are not in it.
   */
  ParitySamples samples() {
    ParityCollector samples = new ParityCollector();
    if (keepsSamples) {
      formulas.values().stream()
          .filter(one -> one.count > 1)
          .forEach(
              one -> {
                double actual = mean(one.actual, one.count);
                double error = mean(one.errors, one.count);
                for (int i = 0; i < one.count; i++) {
                  double deviation = one.actual[i] - actual;
                  samples.add(deviation + one.errors[i] - error, deviation);
                }
              });
    }
    return samples.samples();
  }

  private static double mean(double[] values, int count) {
    return Arrays.stream(values, 0, count).sum() / count;
  }

  private Optional<EnergySummary.Absolute> absolute() {
    long frames = 0;
    double sumAbsolute = 0;
    double sumSquared = 0;
    for (OneFormula one : formulas.values()) {
      for (int i = 0; i < one.count; i++) {
        sumAbsolute += Math.abs(one.errors[i]);
        sumSquared += one.errors[i] * one.errors[i];
      }
      frames += one.count;
    }
    return frames == 0
        ? Optional.empty()
        : Optional.of(
            new EnergySummary.Absolute(
                frames, Math.sqrt(sumSquared / frames), sumAbsolute / frames));
  }
}
