package vane.design;

import java.util.Arrays;

/**
 * What is known of each group: the matrices of {@link DOptimalDesign}. Safe for use by several
 * threads as long as nothing is added.
 */
public final class Information {
  private final InformationFactor[] factors;

  private Information(InformationFactor[] factors) {
    this.factors = factors;
  }

  /** What is known before the first choice. */
  static Information first(int[] sizes, double[] weights) {
    InformationFactor[] factors = new InformationFactor[sizes.length];
    for (int g = 0; g < sizes.length; g++) {
      factors[g] = InformationFactor.identity(sizes[g], weights[g]);
    }
    return new Information(factors);
  }

  /**
   * What another process has sent.
   *
   * @param factors what {@link #factors()} gave; copied
   * @return the same information, bit for bit
   * @throws IllegalArgumentException if an array is no square
   */
  public static Information of(double[][] factors) {
    return new Information(
        Arrays.stream(factors).map(InformationFactor::of).toArray(InformationFactor[]::new));
  }

  /**
   * All numbers.
   *
   * @return by group {@code [size × size]}, row-major: the triangular factors (copies)
   */
  public double[][] factors() {
    return Arrays.stream(factors).map(InformationFactor::numbers).toArray(double[][]::new);
  }

  /**
   * What a candidate would add.
   *
   * @param candidate of these groups; not modified
   * @return its gain in nats, zero or more
   */
  public double gain(Candidate candidate) {
    double gain = 0;
    for (int g = 0; g < factors.length; g++) {
      gain += factors[g].gain(candidate.rows(g));
    }
    return gain;
  }

  /** Adds the rows of a candidate. */
  void add(Candidate candidate) {
    for (int g = 0; g < factors.length; g++) {
      factors[g].add(candidate.rows(g));
    }
  }
}
