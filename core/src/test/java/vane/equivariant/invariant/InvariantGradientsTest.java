package vane.equivariant.invariant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vane.equivariant.Clusters;
import vane.structure.Element;

/** The fast gradients and their plain twin. */
class InvariantGradientsTest {
  @ParameterizedTest
  @CsvSource({
    "1, 1, 4, 3, 3, 2",
    "2, 1, 4, 3, 3, 2",
    "2, 2, 4, 3, 3, -1",
    "5, 1, 3, 4, 3, 3",
    "8, 2, 3, 3, 3, 2",
    "9, 3, 2, 3, 2, 2",
    "17, 2, 5, 4, 4, -1",
    "21, 4, 2, 2, -1, -1",
    "13, 1, 2, 0, -1, -1",
  })
  void allWaysAgree(int atoms, int count, int one, int two, int three, int four) {
    BasisSettings settings = new BasisSettings(3.0, 3, 0.5, 4, one, two, three, four);
    SortedSet<Element> elements = new TreeSet<>();
    for (int a = 0; a < count; a++) {
      elements.add(Element.of(a + 1));
    }
    double[] inner = new double[count * count];
    Arrays.setAll(inner, pair -> 1 + 0.05 * pair);
    ElementBasis basis = new ElementBasis(elements, settings, inner);
    AtomBatch batch =
        basis.batch(List.of(Clusters.cluster(new Random(7L * atoms + count), atoms, count)));
    compare(basis, batch, new InvariantGradients(basis, new VectorRowSums()));
    compare(basis, batch, new InvariantGradients(basis, new PlainRowSums()));
  }

  private static void compare(ElementBasis basis, AtomBatch batch, InvariantGradients fast) {
    PlainInvariantGradients plain = new PlainInvariantGradients(basis);
    for (int i = 0; i < batch.size(); i++) {
      double[] found = new double[basis.size()];
      double[] expected = new double[basis.size()];
      double[][] foundGradients = new double[basis.size()][3 * batch.size()];
      double[][] expectedGradients = new double[basis.size()][3 * batch.size()];
      fast.compute(batch, i, found, collecting(foundGradients));
      plain.compute(batch, i, expected, collecting(expectedGradients));
      for (int q = 0; q < basis.size(); q++) {
        assertThat(found[q]).isCloseTo(expected[q], within(1e-12 * (1 + Math.abs(expected[q]))));
        double scale = 1 + Arrays.stream(expectedGradients[q]).map(Math::abs).max().orElse(0);
        assertThat(foundGradients[q])
            .as("gradient of invariant %d of atom %d", q, i)
            .containsExactly(expectedGradients[q], within(1e-12 * scale));
      }
    }
  }

  private static InvariantGradients.Receiver collecting(double[][] gradients) {
    return (q, gradient, first, last) -> {
      for (int i = 3 * first; i < 3 * last; i++) {
        gradients[q][i] += gradient[i - 3 * first];
      }
    };
  }
}
