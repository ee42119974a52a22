package vane.descriptor;

/**
 * Orthonormal Gaussian-type radial functions of one degree l, as DScribe defines them.
 *
 * <p>g_n(r) = Σ_k β_nk r^l exp(−α_k r²). Primitive k has fallen to 10⁻³ at r = a_k, with a_k evenly
 * spaced from 1 Å to the cutoff: α_k = (ln 10³ + l ln a_k) / a_k². Then β = S^(−1/2) (Löwdin), with
 * the overlaps S_kk' = ∫ r² r^(2l) exp(−(α_k + α_k') r²) dr = Γ(l + 3/2) / 2 (α_k + α_k')^(−l−3/2).
 *
 * <p>S is ill-conditioned when there are many functions (10⁸ for 8, beyond 10¹⁶ for 16), so its
 * eigenvectors are found with twice the digits of a double, by Jacobi rotations. An eigenvector
 * whose function is what cancellation leaves of primitives {@code 1 / √CANCELLATION} times as large
 * cannot be evaluated in double precision; it is left out, and {@link #rank} counts the others.
 */
final class GtoBasis {
  private static final double THRESHOLD = 1e-3;

  /** Squared size of an eigenfunction relative to its primitives below which it is noise. */
  private static final double CANCELLATION = 1e-16;

  private static final int MOST_SWEEPS = 60;

  private final double[] alphas;
  private final double[] betas;
  private final int rank;

  GtoBasis(double cutoff, int nMax, int l) {
    alphas = new double[nMax];
    for (int k = 0; k < nMax; k++) {
      double a = nMax == 1 ? 1 : 1 + k * ((cutoff - 1) / (nMax - 1));
      alphas[k] = -Math.log(THRESHOLD / Math.pow(a, l)) / (a * a);
    }
    DoubleDouble[][] overlap = overlap(alphas, l);
    DoubleDouble[][] s = overlap(alphas, l);
    DoubleDouble[][] v = diagonalise(s);
    betas = new double[nMax * nMax];
    rank = inverseSquareRoot(overlap, s, v, betas);
  }

  double alpha(int k) {
    return alphas[k];
  }

  double beta(int n, int k) {
    return betas[n * alphas.length + k];
  }

  /** The number of independent functions that can be told apart, at most n_max. */
  int rank() {
    return rank;
  }

  static DoubleDouble[][] overlap(double[] alphas, int l) {
    // Γ(l + 3/2) / 2 = √π / 4 · Π (i + 1/2); √π to 32 digits as the sum of two doubles.
    DoubleDouble gamma =
        DoubleDouble.of(1.772453850905516)
            .plus(DoubleDouble.of(-7.666586499825799e-17))
            .times(DoubleDouble.of(0.25));
    for (int i = 1; i <= l; i++) {
      gamma = gamma.times(DoubleDouble.of(i + 0.5));
    }
    int size = alphas.length;
    DoubleDouble[][] s = new DoubleDouble[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        DoubleDouble sum = DoubleDouble.of(alphas[i]).plus(DoubleDouble.of(alphas[j]));
        DoubleDouble power = sum.sqrt().times(sum);
        for (int factor = 0; factor < l; factor++) {
          power = power.times(sum);
        }
        s[i][j] = gamma.over(power);
      }
    }
    return s;
  }

  /** Cyclic Jacobi: the eigenvalues are left on the diagonal of s, the eigenvectors are columns. */
  private static DoubleDouble[][] diagonalise(DoubleDouble[][] s) {
    int size = s.length;
    DoubleDouble[][] v = new DoubleDouble[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        v[i][j] = i == j ? DoubleDouble.ONE : DoubleDouble.ZERO;
      }
    }
    boolean rotated = true;
    for (int sweep = 0; rotated && sweep < MOST_SWEEPS; sweep++) {
      rotated = false;
      for (int p = 0; p < size; p++) {
        for (int q = p + 1; q < size; q++) {
          double diagonal = Math.abs(s[p][p].value()) * Math.abs(s[q][q].value());
          if (Math.abs(s[p][q].value()) > 1e-30 * Math.sqrt(diagonal) + Double.MIN_NORMAL) {
            rotate(s, v, p, q);
            rotated = true;
          }
        }
      }
    }
    return v;
  }

  private static void rotate(DoubleDouble[][] s, DoubleDouble[][] v, int p, int q) {
    DoubleDouble theta = s[q][q].minus(s[p][p]).over(s[p][q].times(DoubleDouble.of(2)));
    DoubleDouble hypotenuse = theta.times(theta).plus(DoubleDouble.ONE).sqrt();
    DoubleDouble tangent = DoubleDouble.ONE.over(theta.absolute().plus(hypotenuse));
    if (theta.value() < 0) {
      tangent = tangent.negate();
    }
    DoubleDouble cosine =
        DoubleDouble.ONE.over(tangent.times(tangent).plus(DoubleDouble.ONE).sqrt());
    DoubleDouble sine = tangent.times(cosine);
    DoubleDouble change = tangent.times(s[p][q]);
    s[p][p] = s[p][p].minus(change);
    s[q][q] = s[q][q].plus(change);
    s[p][q] = DoubleDouble.ZERO;
    s[q][p] = DoubleDouble.ZERO;
    for (int i = 0; i < s.length; i++) {
      if (i != p && i != q) {
        DoubleDouble a = s[i][p];
        DoubleDouble b = s[i][q];
        s[i][p] = cosine.times(a).minus(sine.times(b));
        s[i][q] = sine.times(a).plus(cosine.times(b));
        s[p][i] = s[i][p];
        s[q][i] = s[i][q];
      }
      DoubleDouble a = v[i][p];
      DoubleDouble b = v[i][q];
      v[i][p] = cosine.times(a).minus(sine.times(b));
      v[i][q] = sine.times(a).plus(cosine.times(b));
    }
  }

  private static int inverseSquareRoot(
      DoubleDouble[][] overlap, DoubleDouble[][] s, DoubleDouble[][] v, double[] dst) {
    int size = s.length;
    int kept = 0;
    DoubleDouble[] scale = new DoubleDouble[size];
    for (int e = 0; e < size; e++) {
      double primitives = 0;
      for (int k = 0; k < size; k++) {
        primitives += Math.abs(v[k][e].value()) * Math.sqrt(overlap[k][k].value());
      }
      boolean sound = s[e][e].value() > CANCELLATION * primitives * primitives;
      scale[e] = sound ? DoubleDouble.ONE.over(s[e][e].sqrt()) : DoubleDouble.ZERO;
      kept += sound ? 1 : 0;
    }
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        DoubleDouble sum = DoubleDouble.ZERO;
        for (int e = 0; e < size; e++) {
          sum = sum.plus(v[i][e].times(scale[e]).times(v[j][e]));
        }
        dst[i * size + j] = sum.value();
      }
    }
    return kept;
  }
}
