package vane.mlm;

import java.util.Arrays;
import vane.validation.ErrorCalibration;

/**
 * How far off a predicted vector is likely to be: scale · spread^a · distance^b, with the spread of
 * the projections around those of the prediction, and the distance of the description from the
 * nearest reference. Found on environments that were held out.
 *
 * @param scale the factor, in the unit of the vectors
 * @param spreadExponent a, at least zero
 * @param distanceExponent b, at least zero
 */
public record ErrorScale(double scale, double spreadExponent, double distanceExponent) {
  /** Fewer held-out environments tell nothing. */
  private static final int FEWEST = 20;

  /** Below these, differences of spread and distance are noise. */
  private static final double LEAST = 1e-6;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is negative or not finite
   */
  public ErrorScale {
    for (double value : new double[] {scale, spreadExponent, distanceExponent}) {
      if (!(value >= 0) || Double.isInfinite(value)) {
        throw new IllegalArgumentException(
            "found " + value + " in a scale of errors, expected a finite number of at least 0");
      }
    }
  }

  /**
   * The expected error of a component.
   *
   * @param spread the spread of the projections
   * @param distance the distance from the nearest reference
   * @return about two thirds of the components are nearer than that
   */
  double of(double spread, double distance) {
    return scale * shape(spread, distance, spreadExponent, distanceExponent);
  }

  private static double shape(double spread, double distance, double a, double b) {
    return Math.pow(Math.max(spread, LEAST), a) * Math.pow(Math.max(distance, LEAST), b);
  }

  /**
   * Fits to errors that are known: the exponents by least squares of the logarithms, then the
   * factor by {@link ErrorCalibration}.
   *
   * @param errors the errors of the components [n × components]; not modified
   * @param components how many components a vector has, 2 or 3: one that is always zero would make
   *     the others look better than they are
   * @param spreads the spreads [n]; not modified
   * @param distances the distances [n]; not modified
   * @param unknown the error of a model that always predicts zero: used where n is too small
   * @return the scale
   */
  static ErrorScale fit(
      double[] errors, int components, double[] spreads, double[] distances, double unknown) {
    int n = spreads.length;
    if (n < FEWEST) {
      return new ErrorScale(unknown, 0, 0);
    }
    double[] size = new double[n];
    double[] s = new double[n];
    double[] d = new double[n];
    for (int i = 0; i < n; i++) {
      double squares = 0;
      for (int c = 0; c < components; c++) {
        squares += errors[components * i + c] * errors[components * i + c];
      }
      size[i] = Math.log(Math.max(LEAST, Math.sqrt(squares / components)));
      s[i] = Math.log(Math.max(LEAST, spreads[i]));
      d[i] = Math.log(Math.max(LEAST, distances[i]));
    }
    double[] exponents = exponents(size, s, d);
    double[] ratios = new double[components * n];
    for (int i = 0; i < n; i++) {
      double shape = shape(spreads[i], distances[i], exponents[0], exponents[1]);
      for (int c = 0; c < components; c++) {
        ratios[components * i + c] = Math.abs(errors[components * i + c]) / shape;
      }
    }
    return new ErrorScale(ErrorCalibration.scale(ratios), exponents[0], exponents[1]);
  }

  /** Both exponents at least zero: an estimate that falls with the distance misleads far away. */
  private static double[] exponents(double[] size, double[] s, double[] d) {
    double ss = covariance(s, s);
    double dd = covariance(d, d);
    double sd = covariance(s, d);
    double se = covariance(s, size);
    double de = covariance(d, size);
    double determinant = ss * dd - sd * sd;
    if (determinant > 1e-9 * ss * dd) {
      double a = (se * dd - de * sd) / determinant;
      double b = (de * ss - se * sd) / determinant;
      if (a >= 0 && b >= 0) {
        return new double[] {a, b};
      }
    }
    // One of them alone: the one that explains more.
    double a = ss > 0 ? Math.max(0, se / ss) : 0;
    double b = dd > 0 ? Math.max(0, de / dd) : 0;
    return a * se >= b * de ? new double[] {a, 0} : new double[] {0, b};
  }

  private static double covariance(double[] a, double[] b) {
    double meanA = Arrays.stream(a).average().orElse(0);
    double meanB = Arrays.stream(b).average().orElse(0);
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - meanA) * (b[i] - meanB);
    }
    return sum / a.length;
  }
}
