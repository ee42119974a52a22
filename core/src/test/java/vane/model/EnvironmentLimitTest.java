package vane.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import vane.structure.Cell;
import vane.structure.Element;
import vane.structure.LabelledStructure;
import vane.structure.Structure;

class EnvironmentLimitTest {
  /** A simple cubic crystal of n³ atoms, 2 Å apart. */
  private static List<LabelledStructure> crystals(int n) {
    double[] positions = new double[3 * n * n * n];
    for (int i = 0; i < n * n * n; i++) {
      positions[3 * i] = 2 * (i % n);
      positions[3 * i + 1] = 2 * (i / n % n);
      positions[3 * i + 2] = 2 * (i / n / n);
    }
    Cell cell = Cell.of(new double[] {2 * n, 0, 0, 0, 2 * n, 0, 0, 0, 2 * n}, true, true, true);
    Structure structure =
        Structure.of(Collections.nCopies(n * n * n, Element.of(6)), positions, cell);
    return Collections.nCopies(
        9, new LabelledStructure(structure, new double[positions.length], 0));
  }

  @Test
  void manyNeighboursLeaveFewerAtoms() {
    // 6 within 2.5 Å, 122 within 6.2 Å.
    assertThat(EnvironmentLimit.of(crystals(2), 2.5, 6000)).isEqualTo(6000);
    assertThat(EnvironmentLimit.of(crystals(2), 6.2, 6000)).isEqualTo(350_000 / 122);
  }

  @Test
  void largeFramesAreNotShutOut() {
    assertThat(EnvironmentLimit.of(crystals(10), 2.5, 6000)).isEqualTo(8000);
  }

  @Test
  void allAreAll() {
    assertThat(EnvironmentLimit.of(crystals(2), 2.5, 0)).isZero();
  }
}
