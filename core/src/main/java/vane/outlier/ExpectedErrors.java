package vane.outlier;

import java.util.Arrays;

/**
 * How large the differences between read and expected forces usually are, for one element: scale ·
 * distance^power, fitted to logarithms, so that wrong forces count no more than others.
 *
 * @param scaleEvPerAngstrom at distance 1, in eV/Å
 * @param power how differences grow with the distance
 * @param leastEvPerAngstrom never said to be smaller than this, in eV/Å
 * @param spread the 90th percentile of the differences over what is usual
 */
record ExpectedErrors(
    double scaleEvPerAngstrom, double power, double leastEvPerAngstrom, double spread) {
  private static final double SMALLEST_DISTANCE = 1e-3;

  /** Differences are said to grow no faster: unlike neighbourhoods would excuse any force. */
  private static final double LARGEST_POWER = 1;

  /** Smaller differences than this part of the median are chance, or zero by symmetry. */
  private static final double LEAST_PART = 0.3;

  /** Smaller differences than this part of the median force are no fault that anyone looks for. */
  private static final double LEAST_OF_FORCES = 0.04;

  /** Where forces are zero, in eV/Å. */
  private static final double LEAST = 1e-5;

  /**
   * Fits.
   *
   * @param distances {@code [n]} of atoms; not modified
   * @param differences {@code [n]} in eV/Å; not modified
   * @param forces {@code [n]} their sizes as read, in eV/Å; not modified
   */
  static ExpectedErrors fit(double[] distances, double[] differences, double[] forces) {
    int n = distances.length;
    double least =
        Math.max(
            Math.max(LEAST, LEAST_OF_FORCES * quantile(forces.clone(), 0.5)),
            LEAST_PART * quantile(differences.clone(), 0.5));
    double[] x = new double[n];
    double[] y = new double[n];
    double meanX = 0;
    double meanY = 0;
    for (int i = 0; i < n; i++) {
      x[i] = Math.log(Math.max(distances[i], SMALLEST_DISTANCE));
      y[i] = Math.log(Math.max(differences[i], least));
      meanX += x[i] / n;
      meanY += y[i] / n;
    }
    double xx = 0;
    double xy = 0;
    for (int i = 0; i < n; i++) {
      xx += (x[i] - meanX) * (x[i] - meanX);
      xy += (x[i] - meanX) * (y[i] - meanY);
    }
    double power = xx > 0 ? Math.max(0, Math.min(LARGEST_POWER, xy / xx)) : 0;
    double[] ratios = new double[n];
    for (int i = 0; i < n; i++) {
      ratios[i] = y[i] - power * x[i];
    }
    double scale = Math.exp(quantile(ratios, 0.5));
    ExpectedErrors narrow = new ExpectedErrors(scale, power, least, 1);
    for (int i = 0; i < n; i++) {
      ratios[i] = narrow.ratio(distances[i], differences[i]);
    }
    return new ExpectedErrors(scale, power, least, quantile(ratios, 0.9));
  }

  /** How many times as large as usual a difference is. */
  double ratio(double distance, double difference) {
    double usual = scaleEvPerAngstrom * Math.pow(Math.max(distance, SMALLEST_DISTANCE), power);
    return difference / Math.max(leastEvPerAngstrom, usual);
  }

  /** Sorts the values. */
  static double quantile(double[] values, double part) {
    Arrays.sort(values);
    return values[(int) (part * (values.length - 1))];
  }
}
