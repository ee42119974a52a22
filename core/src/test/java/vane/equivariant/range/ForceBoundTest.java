package vane.equivariant.range;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ForceBoundTest {
  private static double[] bounded(double largest, double... force) {
    double[] forces = {9, 9, 9, force[0], force[1], force[2]};
    new ForceBound(largest).bound(forces, 1);
    assertThat(forces).startsWith(9, 9, 9);
    return new double[] {forces[3], forces[4], forces[5]};
  }

  @Test
  void nothingChangesUpToTheBound() {
    assertThat(bounded(2, 3, 0, 0)).containsExactly(3, 0, 0);
    assertThat(bounded(2, 1, -1, 2)).containsExactly(1, -1, 2);
    assertThat(new ForceBound(2).isBeyond(new double[] {3, 0, 0}, 0)).isFalse();
    assertThat(new ForceBound(2).isBeyond(new double[] {3.001, 0, 0}, 0)).isTrue();
    assertThat(new ForceBound(2).isBeyond(new double[] {Double.NaN, 0, 0}, 0)).isTrue();
  }

  @Test
  void beyondItGoesOnSmoothlyToTwiceAsMuch() {
    double slope = bounded(2, 3 + 1e-6, 0, 0)[0] - 3;
    assertThat(slope).isCloseTo(1e-6, within(1e-9));
    double[] far = bounded(2, 3e5, -4e5, 0);
    assertThat(far).containsExactly(new double[] {3.6, -4.8, 0}, within(1e-9));
  }

  @Test
  void aForceThatMeansNothingIsAsWrongAsTwoThatHaveNothingToDoWithEachOther() {
    ForceBound bound = new ForceBound(2);
    assertThat(bound.errorWithoutKnowledge(new double[3], 0)).isCloseTo(0.4, within(1e-12));
    double[] forces = {9, 9, 9, 3, 0, 4};
    assertThat(bound.errorWithoutKnowledge(forces, 1))
        .isCloseTo(Math.sqrt(25 / 3.0 + 0.16), within(1e-12));
  }

  @Test
  void whereNoForceWasSeenThereIsNone() {
    assertThat(bounded(0, 3, -4, 0)).containsExactly(new double[3], within(0.0));
    assertThat(bounded(0, 0, 0, 0)).containsExactly(0, 0, 0);
  }
}
