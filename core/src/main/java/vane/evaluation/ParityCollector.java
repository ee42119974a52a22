package vane.evaluation;

import java.util.Arrays;

/** Collects predicted and true values, in eight bytes a pair. Not thread-safe. */
final class ParityCollector {
  private float[] predicted = new float[0];
  private float[] actual = new float[0];
  private int size;

  void add(double predictedValue, double actualValue) {
    if (size == predicted.length) {
      int length = Math.max(64, 2 * size);
      predicted = Arrays.copyOf(predicted, length);
      actual = Arrays.copyOf(actual, length);
    }
    predicted[size] = (float) predictedValue;
    actual[size++] = (float) actualValue;
  }

  void addAll(ParityCollector other) {
    for (int i = 0; i < other.size; i++) {
      add(other.predicted[i], other.actual[i]);
    }
  }

  /** A copy of what was collected, in the order of taking. */
  ParitySamples samples() {
    return new ParitySamples(Arrays.copyOf(predicted, size), Arrays.copyOf(actual, size));
  }
}
