package vane.equivariant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vane.equivariant.invariant.BasisSettings;

class EquivariantPresetTest {
  @ParameterizedTest
  @CsvSource({
    "FAST, 300, 1200",
    "DEFAULT, 1300, 3600",
    "ACCURATE, 2200, 6400",
  })
  void degreesRiseUntilTheBudgetIsSpent(EquivariantPreset preset, int budget, int wholeBudget) {
    for (int elements : new int[] {1, 2, 3, 4}) {
      BasisSettings basis = preset.basis(elements, 4);
      int most = Math.min(budget, wholeBudget / elements);
      assertThat(EquivariantPotential.invariants(basis, elements))
          .as("%d elements", elements)
          .isBetween(9 * most / 10, most);
      BasisSettings richer = basis.withDegrees(basis.degree2() + 0.9, basis.degree3() + 0.9);
      assertThat(EquivariantPotential.invariants(richer, elements)).isGreaterThan(most);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {6, 10, 20})
  void manyElementsHaveFunctionsOfPairsAtLeast(int elements) {
    for (EquivariantPreset preset : EquivariantPreset.values()) {
      BasisSettings basis = preset.basis(elements, 4);
      assertThat(EquivariantPotential.invariants(basis, elements)).isGreaterThan(15 * elements - 1);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1_000, 100_000, 10_000_000})
  void manyEquationsMeanFewerFunctionsButNotFewerThanSomeHundred(long equations) {
    int found = EquivariantPotential.invariants(basis(equations), 2);
    double most = Math.sqrt(4.5e11 / equations) / 2;
    assertThat((double) found).isLessThanOrEqualTo(Math.max(300, Math.min(1300, most)));
    assertThat(found).isGreaterThan(200);
  }

  private static BasisSettings basis(long equations) {
    return EquivariantPreset.DEFAULT.basis(
        2, equations, 4, OptionalDouble.empty(), OptionalInt.empty());
  }
}
