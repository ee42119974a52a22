package vane.equivariant.invariant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The list of functions beside a count of all products of one to three densities. */
class TensorBasisTest {
  private record Density(int species, int n, int l) {}

  @ParameterizedTest
  @CsvSource({
    "1, 10, 6, 5, 4, 1",
    "1, 10, 4, 6, 7, 2",
    "0.5, 10, 4, 4, 3, 2",
    "0.5, 3, 4, 4, 3.5, 1",
    "0.5, 0, 4, 3, 2, 3",
    "0.45, 6, 3, 4, 3, 1",
    "2, 10, 4, 6, 5, 2"
  })
  void holdsAllProductsUpToTheirDegrees(
      double angularWeight, int largestL, double one, double two, double three, int species) {
    BasisSettings settings =
        new BasisSettings(3.5, 3, angularWeight, largestL, one, two, three, -1);
    TensorBasis basis = new TensorBasis(settings, species);
    List<Double> degrees = degrees(settings, species);
    assertThat(basis.size()).isEqualTo(degrees.size());
    Collections.sort(degrees);
    for (int q = 0; q < degrees.size(); q++) {
      assertThat(basis.invariantDegree(q)).isCloseTo(degrees.get(q), within(1e-12));
    }
    assertThat(basis.lMax()).isLessThanOrEqualTo(largestL);
  }

  private static List<Double> degrees(BasisSettings settings, int species) {
    List<Density> densities = new ArrayList<>();
    for (int a = 0; a < species; a++) {
      for (int l = 0; l <= settings.largestL(); l++) {
        for (int n = 0; n <= 12; n++) {
          densities.add(new Density(a, n, l));
        }
      }
    }
    List<Double> degrees = new ArrayList<>();
    for (int i = 0; i < densities.size(); i++) {
      Density one = densities.get(i);
      double first = one.n + settings.angularWeight() * one.l;
      if (one.l == 0) {
        add(degrees, first, settings.degree1());
      }
      for (int j = i; j < densities.size(); j++) {
        Density two = densities.get(j);
        double second = first + two.n + settings.angularWeight() * two.l;
        if (one.l == two.l) {
          add(degrees, second, settings.degree2());
        }
        for (int k = j; second <= settings.degree3() + 1e-9 && k < densities.size(); k++) {
          Density three = densities.get(k);
          if (GauntCoefficients.couple(one.l, two.l, three.l)) {
            add(degrees, second + three.n + settings.angularWeight() * three.l, settings.degree3());
          }
        }
      }
    }
    return degrees;
  }

  private static void add(List<Double> degrees, double degree, double limit) {
    if (degree <= limit + 1e-9) {
      degrees.add(degree);
    }
  }
}
