package vane.equivariant.invariant;

/**
 * Radial functions of a pair of elements: Legendre polynomials of a transformed distance, times a
 * cutoff function.
 *
 * <p>With s = r / r₀, r₀ = r_in, an inner distance, the transformed distance is t = 1 / (1 + s⁴ /
 * (1 + s²)), the Agnesi transform of Witt et al., J. Chem. Phys. 159, 164101 (2023)
 * (doi:10.1063/5.0158783): steepest about a bond's length, flat at r = 0. It is stretched so that
 * t(r_in) = 1 and t(r_cut) = −1. The cutoff function (1 − (r / r_cut)²)^p goes to zero with p − 1
 * derivatives.
 *
 * <p>Below an inner distance r_in, where examples are few, the functions see a distance that lags
 * behind and comes to rest at r_in − δ: the learned part is not asked about what it has not seen. A
 * repulsion takes over there ({@code vane.equivariant.range}). Immutable and thread-safe.
 */
public final class RadialBasis {
  /** δ in Å. */
  public static final double INNER_WIDTH_ANGSTROM = 0.1;

  private final int functions;
  private final double bond;
  private final double cutoff;
  private final int power;
  private final double inner;
  private final double transformedCutoff;
  private final double stretch;

  RadialBasis(BasisSettings settings, double bondAngstrom, double innerAngstrom) {
    this.functions = settings.radialFunctions();
    this.bond = bondAngstrom;
    this.cutoff = settings.cutoffAngstrom();
    this.power = settings.cutoffPower();
    this.inner = innerAngstrom;
    this.transformedCutoff = agnesi(cutoff / bond);
    this.stretch = 2 / (agnesi(inner / bond) - transformedCutoff);
  }

  int functions() {
    return functions;
  }

  double bond() {
    return bond;
  }

  double inner() {
    return inner;
  }

  double transformedCutoff() {
    return transformedCutoff;
  }

  double stretch() {
    return stretch;
  }

  private static double agnesi(double s) {
    return 1 / (1 + s * s * s * s / (1 + s * s));
  }

  /**
   * All functions at a distance.
   *
   * @param distance in Å, below the cutoff
   * @param values {@code [functions]}, overwritten
   * @param slopes {@code [functions]}, their derivatives in 1/Å, overwritten
   */
  void evaluate(double distance, double[] values, double[] slopes) {
    double r = distance;
    double lag = 1;
    if (r < inner) {
      double below = Math.min(inner - r, 2 * INNER_WIDTH_ANGSTROM);
      lag = 1 - below / (2 * INNER_WIDTH_ANGSTROM);
      r = inner - below * (1 - below / (4 * INNER_WIDTH_ANGSTROM));
    }
    double s = r / bond;
    double s2 = s * s;
    double grown = s2 * s2 / (1 + s2);
    double agnesi = 1 / (1 + grown);
    double t = stretch * (agnesi - transformedCutoff) - 1;
    double grownSlope = s * s2 * (4 + 2 * s2) / ((1 + s2) * (1 + s2));
    double tSlope = -stretch * agnesi * agnesi * grownSlope / bond;
    double ratio = r / cutoff;
    double base = Math.max(0, 1 - ratio * ratio);
    double almost = 1;
    for (int i = 1; i < power; i++) {
      almost *= base;
    }
    double cut = almost * base;
    double cutSlope = -2 * power * almost * ratio / cutoff;
    double now = 1;
    double before = 0;
    double slopeNow = 0;
    double slopeBefore = 0;
    for (int n = 0; n < functions; n++) {
      double norm = Math.sqrt(2 * n + 1);
      values[n] = norm * now * cut;
      slopes[n] = norm * (slopeNow * tSlope * cut + now * cutSlope) * lag;
      double next = ((2 * n + 1) * t * now - n * before) / (n + 1);
      double slopeNext = ((2 * n + 1) * (now + t * slopeNow) - n * slopeBefore) / (n + 1);
      before = now;
      now = next;
      slopeBefore = slopeNow;
      slopeNow = slopeNext;
    }
  }
}
