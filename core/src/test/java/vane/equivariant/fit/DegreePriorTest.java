package vane.equivariant.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import vane.equivariant.invariant.BasisSettings;
import vane.equivariant.invariant.ElementBasis;
import vane.structure.Element;

class DegreePriorTest {
  @Test
  void penaltiesGrowWithTheDegreeAlike() {
    ElementBasis basis =
        new ElementBasis(
            new TreeSet<>(List.of(Element.of(1), Element.of(6))),
            new BasisSettings(3.0, 3, 7, 4, 4, -1),
            new double[] {1, 1, 1, 1});
    double[] penalties = DegreePrior.STANDARD.penalties(basis);
    assertThat(penalties).hasSize(2 * basis.size());
    for (int q = 0; q < basis.size(); q++) {
      double degree = basis.tensors().invariantDegree(q);
      assertThat(penalties[q]).isEqualTo(penalties[basis.size() + q]);
      if (degree == 3) {
        assertThat(penalties[q]).as("where it has doubled").isEqualTo(2);
      }
      if (degree == 7) {
        assertThat(penalties[q]).isEqualTo(257);
      }
    }
  }
}
