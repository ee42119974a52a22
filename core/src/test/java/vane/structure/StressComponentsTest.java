package vane.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class StressComponentsTest {
  private static final double[] LATTICE = {2, 0, 0, 1, 4, 0, 0, 0, 0.5};

  @Test
  void componentsHaveTheOrderOfVoigt() {
    double[] symmetric = {1, 6, 5, 6, 2, 4, 5, 4, 3};
    assertThat(StressComponents.ofMatrix(symmetric)).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void whatIsNotSymmetricIsAveraged() {
    double[] matrix = {1, 6, 5, 8, 2, 4, 7, 6, 3};
    assertThat(StressComponents.ofMatrix(matrix)).containsExactly(1, 2, 3, 5, 6, 7);
  }

  @Test
  void theStressIsMinusTheVirialByTheVolume() {
    Cell cell = Cell.of(LATTICE, true, true, true);
    double[] virial = {8, 0, 4, 0, -4, 0, 4, 0, 0};
    double[] stress = StressComponents.ofVirial(virial, cell);
    assertThat(stress).containsExactly(-2, 1, 0, 0, -1, 0);
  }

  @Test
  void aCellThatDoesNotRepeatHasNoStress() {
    Cell slab = Cell.of(LATTICE, true, true, false);
    assertThat(slab.isFullyPeriodic()).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StressComponents.ofVirial(new double[9], slab))
        .withMessageContaining("expected a cell that repeats in all three directions");
  }

  @Test
  void sixNumbersAreNoMatrix() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StressComponents.ofMatrix(new double[6]))
        .withMessage("a stress matrix of 6 numbers, expected 9");
  }
}
