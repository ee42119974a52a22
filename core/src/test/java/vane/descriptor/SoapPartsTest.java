package vane.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vane.structure.Element;

/** The radial and angular functions that SOAP is made of. */
class SoapPartsTest {
  @ParameterizedTest
  @CsvSource({"3.0, 6, 0", "3.0, 6, 1", "4.0, 8, 5", "5.0, 1, 3", "6.0, 9, 20"})
  void theRadialFunctionsAreOrthonormal(double cutoff, int nMax, int l) {
    GtoBasis basis = new GtoBasis(cutoff, nMax, l);
    assertThat(basis.rank()).isEqualTo(nMax);
    double[] alphas = new double[nMax];
    for (int k = 0; k < nMax; k++) {
      alphas[k] = basis.alpha(k);
    }
    // Integrated by the trapezoidal rule, which converges fast since all ends are flat.
    double step = 0.002;
    double[] integrals = new double[nMax * nMax];
    for (double r = step; r < 4 * cutoff; r += step) {
      double[] g = new double[nMax];
      for (int n = 0; n < nMax; n++) {
        for (int k = 0; k < nMax; k++) {
          g[n] += basis.beta(n, k) * Math.exp(-alphas[k] * r * r);
        }
        g[n] *= Math.pow(r, l);
      }
      for (int n = 0; n < nMax; n++) {
        for (int k = 0; k < nMax; k++) {
          integrals[n * nMax + k] += step * r * r * g[n] * g[k];
        }
      }
    }
    for (int n = 0; n < nMax; n++) {
      for (int k = 0; k < nMax; k++) {
        assertThat(integrals[n * nMax + k]).isCloseTo(n == k ? 1 : 0, within(1e-7));
        assertThat(basis.beta(n, k)).isEqualTo(basis.beta(k, n));
      }
    }
  }

  @Test
  void functionsThatCannotBeToldApartAreCounted() {
    assertThat(new GtoBasis(3.0, 20, 0).rank()).isEqualTo(14);
    assertThat(new GtoBasis(5.0, 14, 0).rank()).isEqualTo(14);
  }

  @ParameterizedTest
  @CsvSource({
    "3.0, 6, 1, 1.0",
    "4.0, 8, 5, 0.4",
    "5.0, 4, 20, 0.1",
    "12.0, 10, 3, 0.02",
    "1.01, 1, 0, 5.0"
  })
  void theTableIsTheFormula(double cutoff, int nMax, int lMax, double sigma) {
    SoapSettings settings =
        new SoapSettings(
            cutoff, nMax, lMax, sigma, List.of(Element.of(1)), false, SoapSettings.Average.OFF);
    double reach = new Soap(settings).reachAngstrom();
    RadialIntegrals radial = new RadialIntegrals(settings, reach);
    double[] table = new double[radial.functions()];
    double[] formula = new double[radial.functions()];
    double[] largest = new double[radial.functions()];
    double[] error = new double[radial.functions()];
    Random random = new Random(1);
    for (int i = 0; i < 3000; i++) {
      double r = i == 0 ? 0 : i == 1 ? reach : reach * random.nextDouble();
      radial.evaluate(r, table, 0);
      radial.evaluateDirectly(r, formula);
      for (int f = 0; f < table.length; f++) {
        largest[f] = Math.max(largest[f], Math.abs(formula[f]));
        error[f] = Math.max(error[f], Math.abs(table[f] - formula[f]));
      }
    }
    for (int f = 0; f < table.length; f++) {
      // Rounding alone is near 3e-12 where eight functions overlap.
      assertThat(error[f]).as("function %d", f).isLessThanOrEqualTo(1e-11 * largest[f]);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void theHarmonicsObeyTheAdditionTheorem(long seed) {
    RealSphericalHarmonics harmonics = new RealSphericalHarmonics(20);
    Random random = new Random(seed);
    double[] a = unit(random, seed == 1);
    double[] b = seed == 2 ? a : unit(random, false);
    double[] left = new double[harmonics.size()];
    double[] right = new double[harmonics.size()];
    harmonics.evaluate(a[0], a[1], a[2], left, 0);
    harmonics.evaluate(b[0], b[1], b[2], right, 0);
    double cosine = a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    for (int l = 0; l <= 20; l++) {
      double sum = 0;
      for (int lm = l * l; lm < (l + 1) * (l + 1); lm++) {
        sum += left[lm] * right[lm];
      }
      double expected = (2 * l + 1) / (4 * Math.PI) * PlainSoap.legendre(l, cosine);
      assertThat(sum).as("l = %d", l).isCloseTo(expected, within(1e-12));
    }
  }

  private static double[] unit(Random random, boolean pole) {
    double x = pole ? 0 : random.nextGaussian();
    double y = pole ? 0 : random.nextGaussian();
    double z = random.nextGaussian();
    double r = Math.sqrt(x * x + y * y + z * z);
    return new double[] {x / r, y / r, z / r};
  }
}
