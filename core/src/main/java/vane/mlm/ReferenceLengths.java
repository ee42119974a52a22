package vane.mlm;

import java.util.Arrays;

/**
 * The lengths t_j of the reference vectors, and how a length comes from expected distances to them:
 * the output step of the Minimal Learning Machine for one number (de Souza Junior et al. 2015,
 * doi:10.1016/j.neucom.2014.11.073).
 *
 * <p>The machine learns, from the distances of a description to those of the references, the
 * distances δ_j = |y − t_j|. The length is then the y that minimises Σ_j ((y − t_j)² − δ_j²)². The
 * derivative is a cubic polynomial in y, so its roots are known in closed form.
 *
 * <p>Immutable.
 */
public final class ReferenceLengths {
  private final double[] lengths;
  private final double mean;
  private final double[] deviations;
  private final double squares;
  private final double cubes;

  /**
   * Lengths of references.
   *
   * @param lengths {@code [K]}, one at least, finite and not negative; copied
   * @throws IllegalArgumentException if one is negative or not finite, or there is none
   */
  public ReferenceLengths(double[] lengths) {
    if (lengths.length == 0) {
      throw new IllegalArgumentException("found no lengths of references, expected one at least");
    }
    for (double length : lengths) {
      if (!(length >= 0) || Double.isInfinite(length)) {
        throw new IllegalArgumentException(
            "found a reference of length " + length + ", expected a finite number of at least 0");
      }
    }
    this.lengths = lengths.clone();
    this.mean = Arrays.stream(lengths).average().orElseThrow();
    this.deviations = Arrays.stream(lengths).map(t -> t - mean).toArray();
    this.squares = Arrays.stream(deviations).map(s -> s * s).sum();
    this.cubes = Arrays.stream(deviations).map(s -> s * s * s).sum();
  }

  /**
   * The number of references.
   *
   * @return K
   */
  public int size() {
    return lengths.length;
  }

  /**
   * All lengths.
   *
   * @return {@code [K]} (a copy)
   */
  public double[] values() {
    return lengths.clone();
  }

  /** The distances |length − t_j| that a map learns, into K places from {@code offset} on. */
  void distances(double length, double[] destination, int offset) {
    for (int j = 0; j < lengths.length; j++) {
      destination[offset + j] = Math.abs(length - lengths[j]);
    }
  }

  /**
   * The length that agrees best with expected distances. It may be negative, or longer than any
   * reference.
   *
   * @param expected δ, K numbers from {@code offset} on; not modified
   */
  double solve(double[] expected, int offset) {
    // With z = y − mean, the sum over the deviations s is zero, and the cubic has no square term.
    int k = lengths.length;
    double sum = 0;
    double weighted = 0;
    for (int j = 0; j < k; j++) {
      double square = expected[offset + j] * expected[offset + j];
      sum += square;
      weighted += square * deviations[j];
    }
    return mean + minimum((3 * squares - sum) / k, (weighted - cubes) / k);
  }

  /** The z where z⁴/4 + p z²/2 + q z is least: the best real root of z³ + p z + q. */
  private static double minimum(double p, double q) {
    double discriminant = q * q / 4 + p * p * p / 27;
    if (discriminant >= 0) {
      // One root; its larger term is found without cancellation, the other from their product.
      double u = -Math.copySign(Math.cbrt(Math.abs(q) / 2 + Math.sqrt(discriminant)), q);
      return u == 0 ? 0 : u - p / (3 * u);
    }
    // Three roots. The outer ones are minima, and the one on the side away from q is deeper.
    double radius = 2 * Math.sqrt(-p / 3);
    double cosine = Math.min(1, Math.max(-1, Math.abs(q) / 2 / Math.pow(-p / 3, 1.5)));
    return -Math.copySign(radius * Math.cos(Math.acos(cosine) / 3), q);
  }
}
