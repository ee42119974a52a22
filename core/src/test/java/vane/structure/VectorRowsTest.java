package vane.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class VectorRowsTest {
  @Test
  void normsNeitherOverflowNorUnderflow() {
    double[] rows = {3, 4, 12, 3e200, 4e200, 0, 3e-200, 0, 4e-200};
    assertThat(VectorRows.norm(rows, 0)).isEqualTo(13);
    assertThat(VectorRows.norm(rows, 1) / 5e200).isCloseTo(1, within(1e-15));
    assertThat(VectorRows.norm(rows, 2) / 5e-200).isCloseTo(1, within(1e-15));
  }

  @Test
  void aZeroVectorHasNoDirection() {
    double[] directions = VectorRows.directions(new double[] {0, 0, 0, 0, -2, 0, 3, 0, 4});
    assertThat(directions)
        .containsExactly(new double[] {0, 0, 0, 0, -1, 0, 0.6, 0, 0.8}, within(0.0));
  }
}
