package vane.equivariant.invariant;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import vane.descriptor.RealSphericalHarmonics;

/**
 * Integrals over the sphere of products of three real spherical harmonics.
 *
 * <p>For l₁ + l₂ + l₃ even they couple three densities to the one rotation- and
 * reflection-invariant number that is linear in each of them; for odd sums they vanish. They come
 * from a quadrature that is exact for the product: Gauss–Legendre in cos θ, equal steps in φ. Each
 * is worked out once. Thread-safe.
 */
final class GauntCoefficients {
  /** What is smaller is rounding. */
  private static final double NEGLIGIBLE = 1e-13;

  private static final Map<Integer, GauntCoefficients> BY_HIGHEST_L = new ConcurrentHashMap<>();

  private final int lMax;
  private final int points;
  private final double[] weights;

  /** The harmonics at the points, {@code [points × (lMax + 1)²]}. */
  private final double[] harmonics;

  private final Map<Long, Double> known = new ConcurrentHashMap<>();

  /**
   * Coefficients for degrees up to a highest one.
   *
   * @param lMax the highest degree
   * @return the same object for the same degree
   */
  static GauntCoefficients upTo(int lMax) {
    return BY_HIGHEST_L.computeIfAbsent(lMax, GauntCoefficients::new);
  }

  private GauntCoefficients(int lMax) {
    this.lMax = lMax;
    int degree = 3 * lMax;
    int rings = degree / 2 + 1;
    int longitudes = degree + 1;
    points = rings * longitudes;
    weights = new double[points];
    RealSphericalHarmonics real = new RealSphericalHarmonics(lMax);
    harmonics = new double[points * real.size()];
    double[] heights = new double[rings];
    double[] ringWeights = new double[rings];
    gaussLegendre(heights, ringWeights);
    for (int ring = 0; ring < rings; ring++) {
      double z = heights[ring];
      double sine = Math.sqrt(1 - z * z);
      for (int step = 0; step < longitudes; step++) {
        double phi = 2 * Math.PI * step / longitudes;
        int point = ring * longitudes + step;
        weights[point] = ringWeights[ring] * 2 * Math.PI / longitudes;
        real.evaluate(
            sine * Math.cos(phi), sine * Math.sin(phi), z, harmonics, point * real.size());
      }
    }
  }

  /**
   * The integral of Y_(l₁m₁) Y_(l₂m₂) Y_(l₃m₃).
   *
   * @param first l₁² + l₁ + m₁
   * @param second l₂² + l₂ + m₂
   * @param third l₃² + l₃ + m₃
   * @return the coefficient, exactly zero where it vanishes
   */
  double of(int first, int second, int third) {
    long size = (lMax + 1L) * (lMax + 1);
    return known.computeIfAbsent(
        (first * size + second) * size + third, key -> integral(first, second, third));
  }

  private double integral(int first, int second, int third) {
    int size = (lMax + 1) * (lMax + 1);
    double sum = 0;
    for (int point = 0; point < points; point++) {
      int row = point * size;
      sum +=
          weights[point]
              * harmonics[row + first]
              * harmonics[row + second]
              * harmonics[row + third];
    }
    return Math.abs(sum) < NEGLIGIBLE ? 0 : sum;
  }

  /**
   * Whether three degrees can be coupled.
   *
   * @return true if the sum is even and no degree exceeds the sum of the others
   */
  static boolean couple(int l1, int l2, int l3) {
    return (l1 + l2 + l3) % 2 == 0 && l3 <= l1 + l2 && l3 >= Math.abs(l1 - l2);
  }

  /** Nodes and weights on [−1, 1] by Newton's method on the Legendre polynomial. */
  private static void gaussLegendre(double[] nodes, double[] weights) {
    int n = nodes.length;
    Arrays.setAll(nodes, i -> Math.cos(Math.PI * (i + 0.75) / (n + 0.5)));
    for (int i = 0; i < n; i++) {
      double slope = 0;
      // Quadratic convergence from this start: ten steps are twice what double precision needs.
      for (int step = 0; step < 10; step++) {
        double value = 1;
        double before = 0;
        for (int j = 0; j < n; j++) {
          double next = ((2 * j + 1) * nodes[i] * value - j * before) / (j + 1);
          before = value;
          value = next;
        }
        slope = n * (nodes[i] * value - before) / (nodes[i] * nodes[i] - 1);
        nodes[i] -= value / slope;
      }
      weights[i] = 2 / ((1 - nodes[i] * nodes[i]) * slope * slope);
    }
  }
}
