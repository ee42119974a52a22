package vane.descriptor;

import java.util.Arrays;

/**
 * What one atom at distance r adds to the radial functions: R_nl(r), all n and l at once.
 *
 * <p>The overlap of g_nl(r) Y_lm with a Gaussian exp(−η |r − R|²), η = 1 / 2σ², is R_nl(|R|)
 * Y_lm(R) with
 *
 * <pre>
 *   R_nl(r) = Σ_k β_nk (π / (α_k + η))^(3/2) (η / (α_k + η))^l  r^l exp(−α_k η / (α_k + η) r²),
 * </pre>
 *
 * since a solid harmonic averaged over a Gaussian is its value at the centre. Here R_nl also
 * carries the root of the factor π √(8 / (2l + 1)) of the power spectrum.
 *
 * <p>That is (l_max + 1) n_max exponentials a neighbour. They are smooth functions of one variable,
 * so they are tabulated once as polynomials of degree 9 on equal intervals of r, fine enough that
 * the table is within 10⁻¹³ of the largest value of each function, as measured between the nodes.
 * The layout is {@code [interval × power × (l, n)]}, so that one evaluation reads one block.
 * Immutable and thread-safe.
 */
final class RadialIntegrals {
  private static final int NODES = 10;
  private static final double TOLERANCE = 1e-13;
  private static final double FIRST_INTERVAL_ANGSTROM = 0.2;

  /**
   * No exponent exceeds 7.4 Å⁻² whatever the settings, so finer intervals only resolve rounding.
   */
  private static final int MOST_HALVINGS = 3;

  /** Points between the nodes where the error is measured, in [−1, 1]. */
  private static final double[] PROBES = {-1, -0.95, -0.6, 0, 0.6, 0.95, 1};

  private static final double[] CHEBYSHEV_NODES = new double[NODES];

  /** From values at the nodes to coefficients of powers, {@code [power × node]}. */
  private static final double[] TO_POWERS = new double[NODES * NODES];

  static {
    double[] before = new double[NODES];
    double[] chebyshev = new double[NODES];
    chebyshev[0] = 1;
    for (int j = 0; j < NODES; j++) {
      CHEBYSHEV_NODES[j] = Math.cos(Math.PI * (j + 0.5) / NODES);
    }
    for (int degree = 0; degree < NODES; degree++) {
      for (int power = 0; power <= degree; power++) {
        for (int j = 0; j < NODES; j++) {
          TO_POWERS[power * NODES + j] +=
              chebyshev[power]
                  * Math.cos(Math.PI * degree * (j + 0.5) / NODES)
                  * (degree == 0 ? 1.0 : 2.0)
                  / NODES;
        }
      }
      double[] next = new double[NODES];
      for (int power = 0; power < NODES; power++) {
        next[power] =
            (power == 0 ? 0 : (degree == 0 ? 1 : 2) * chebyshev[power - 1]) - before[power];
      }
      before = chebyshev;
      chebyshev = next;
    }
  }

  private final int nMax;
  private final int stride;
  private final int functions;
  private final int[] ranks;

  private final double[] exponents;

  /** {@code [l × n × k]}, n padded. */
  private final double[] factors;

  private final double[] table;
  private final int intervals;
  private final double intervalsPerAngstrom;

  RadialIntegrals(SoapSettings settings, double reachAngstrom) {
    nMax = settings.nMax();
    int degrees = settings.lMax() + 1;
    stride = stride(nMax);
    functions = stride * degrees;
    ranks = new int[degrees];
    exponents = new double[degrees * nMax];
    factors = new double[functions * nMax];
    double eta = 1 / (2 * settings.sigmaAngstrom() * settings.sigmaAngstrom());
    for (int l = 0; l < degrees; l++) {
      GtoBasis basis = new GtoBasis(settings.cutoffAngstrom(), nMax, l);
      ranks[l] = basis.rank();
      double spectrum = Math.sqrt(Math.PI * Math.sqrt(8.0 / (2 * l + 1)));
      for (int k = 0; k < nMax; k++) {
        double sum = basis.alpha(k) + eta;
        exponents[l * nMax + k] = basis.alpha(k) * eta / sum;
        double overlap = Math.pow(Math.PI / sum, 1.5) * Math.pow(eta / sum, l);
        for (int n = 0; n < nMax; n++) {
          factors[(l * stride + n) * nMax + k] = spectrum * basis.beta(n, k) * overlap;
        }
      }
    }

    int count = (int) Math.ceil(reachAngstrom / FIRST_INTERVAL_ANGSTROM);
    double[] tolerances = tolerances(8 * count, reachAngstrom);
    double[] built = tabulate(count, reachAngstrom);
    for (int halving = 0; halving < MOST_HALVINGS; halving++) {
      if (isWithin(tolerances, built, count, reachAngstrom)) {
        break;
      }
      count *= 2;
      built = tabulate(count, reachAngstrom);
    }
    table = built;
    intervals = count;
    intervalsPerAngstrom = count / reachAngstrom;
  }

  /** n_max rounded up to a multiple of four, so that kernels need no special case at the end. */
  static int stride(int nMax) {
    return (nMax + 3) / 4 * 4;
  }

  /**
   * The number of functions, stride (l_max + 1). Function (n, l) is at l · stride + n; those with n
   * from n_max on are zero.
   */
  int functions() {
    return functions;
  }

  /** The number of independent functions of a degree. */
  int rank(int l) {
    return ranks[l];
  }

  /**
   * All functions at a distance, from the table.
   *
   * @param r distance in Å, from zero to the reach
   * @param dst {@code [functions]} from {@code offset} on, overwritten
   */
  void evaluate(double r, double[] dst, int offset) {
    double place = r * intervalsPerAngstrom;
    int interval = Math.min((int) place, intervals - 1);
    horner(table, interval, 2 * (place - interval) - 1, functions, dst, offset);
  }

  private static void horner(
      double[] t, int interval, double x, int functions, double[] dst, int offset) {
    int c0 = interval * NODES * functions;
    int c1 = c0 + functions;
    int c2 = c1 + functions;
    int c3 = c2 + functions;
    int c4 = c3 + functions;
    int c5 = c4 + functions;
    int c6 = c5 + functions;
    int c7 = c6 + functions;
    int c8 = c7 + functions;
    int c9 = c8 + functions;
    for (int f = 0; f < functions; f++) {
      double v = t[c9 + f] * x + t[c8 + f];
      v = v * x + t[c7 + f];
      v = v * x + t[c6 + f];
      v = v * x + t[c5 + f];
      v = v * x + t[c4 + f];
      v = v * x + t[c3 + f];
      v = v * x + t[c2 + f];
      v = v * x + t[c1 + f];
      dst[offset + f] = v * x + t[c0 + f];
    }
  }

  /** All functions at a distance, by the formula: the plain twin of {@link #evaluate}. */
  void evaluateDirectly(double r, double[] dst) {
    sum(r, factors, dst);
  }

  private void sum(double r, double[] weights, double[] dst) {
    double power = 1;
    double[] gaussians = new double[nMax];
    for (int l = 0; l < ranks.length; l++) {
      for (int k = 0; k < nMax; k++) {
        gaussians[k] = power * Math.exp(-exponents[l * nMax + k] * r * r);
      }
      for (int f = l * stride; f < (l + 1) * stride; f++) {
        double sum = 0;
        for (int k = 0; k < nMax; k++) {
          sum += weights[f * nMax + k] * gaussians[k];
        }
        dst[f] = sum;
      }
      power *= r;
    }
  }

  private double[] tabulate(int count, double reach) {
    double[] built = new double[count * NODES * functions];
    double[] values = new double[functions];
    for (int interval = 0; interval < count; interval++) {
      for (int j = 0; j < NODES; j++) {
        double r = (interval + 0.5 * (CHEBYSHEV_NODES[j] + 1)) * reach / count;
        evaluateDirectly(r, values);
        for (int power = 0; power < NODES; power++) {
          int row = (interval * NODES + power) * functions;
          double weight = TO_POWERS[power * NODES + j];
          for (int f = 0; f < functions; f++) {
            built[row + f] += weight * values[f];
          }
        }
      }
    }
    return built;
  }

  /**
   * The error that is allowed for each function: a part of its largest value, and what rounding
   * leaves uncertain where large terms cancel, since no table can do better.
   */
  private double[] tolerances(int count, double reach) {
    double[] magnitudes = new double[factors.length];
    Arrays.setAll(magnitudes, i -> Math.abs(factors[i]));
    double[] tolerances = new double[functions];
    double[] values = new double[functions];
    double[] terms = new double[functions];
    for (int i = 0; i <= count; i++) {
      double r = i * reach / count;
      evaluateDirectly(r, values);
      sum(r, magnitudes, terms);
      for (int f = 0; f < functions; f++) {
        double allowed =
            TOLERANCE * Math.abs(values[f]) + (8 + 2 * (f / stride)) * Math.ulp(terms[f]);
        tolerances[f] = Math.max(tolerances[f], allowed);
      }
    }
    return tolerances;
  }

  private boolean isWithin(double[] tolerances, double[] built, int count, double reach) {
    double[] exact = new double[functions];
    double[] values = new double[functions];
    for (int interval = 0; interval < count; interval++) {
      for (double x : PROBES) {
        evaluateDirectly((interval + 0.5 * (x + 1)) * reach / count, exact);
        horner(built, interval, x, functions, values, 0);
        for (int f = 0; f < functions; f++) {
          if (Math.abs(exact[f] - values[f]) > tolerances[f]) {
            return false;
          }
        }
      }
    }
    return true;
  }
}
