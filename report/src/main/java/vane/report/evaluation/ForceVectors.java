package vane.report.evaluation;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import vane.evaluation.ParitySamples;

/** Norms of the forces on atoms, of which the components are known. */
final class ForceVectors {
  private ForceVectors() {}

  /** How many atoms there are. */
  static int atoms(ParitySamples components) {
    return components.size() / 3;
  }

  static double predictedNorm(ParitySamples components, int atom) {
    return norm(
        components.predicted(3 * atom),
        components.predicted(3 * atom + 1),
        components.predicted(3 * atom + 2));
  }

  static double actualNorm(ParitySamples components, int atom) {
    return norm(
        components.actual(3 * atom),
        components.actual(3 * atom + 1),
        components.actual(3 * atom + 2));
  }

  /** The norm of predicted minus true force. */
  static double errorNorm(ParitySamples components, int atom) {
    return norm(
        error(components, 3 * atom),
        error(components, 3 * atom + 1),
        error(components, 3 * atom + 2));
  }

  static DoubleStream errorNorms(ParitySamples components) {
    return IntStream.range(0, atoms(components)).mapToDouble(a -> errorNorm(components, a));
  }

  private static double error(ParitySamples components, int place) {
    return components.predicted(place) - components.actual(place);
  }

  private static double norm(double x, double y, double z) {
    return Math.sqrt(x * x + y * y + z * z);
  }
}
