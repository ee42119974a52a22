package vane.equivariant.range;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import vane.equivariant.invariant.RadialBasis;

class RepulsionTest {
  private static final double WIDTH = 2 * RadialBasis.INNER_WIDTH_ANGSTROM;

  @Test
  void theForceIsTheSlopeOfTheEnergy() {
    Repulsion repulsion = new Repulsion(12.5);
    double h = 1e-6;
    for (double below = -0.05; below < 1; below += 0.0037) {
      // A smaller distance is a larger depth below, so the force −dE/dd is dE/dbelow.
      double slope = (repulsion.energy(below + h) - repulsion.energy(below - h)) / (2 * h);
      assertThat(repulsion.force(below)).isCloseTo(slope, within(1e-6));
    }
  }

  @Test
  void itBeginsAndEndsSmoothly() {
    Repulsion repulsion = new Repulsion(12.5);
    assertThat(repulsion.energy(0)).isZero();
    assertThat(repulsion.force(-0.1)).isZero();
    assertThat(repulsion.force(0)).isZero();
    double h = 1e-9;
    for (double joint : new double[] {0, WIDTH}) {
      assertThat(repulsion.force(joint + h)).isCloseTo(repulsion.force(joint - h), within(1e-12));
      assertThat(repulsion.energy(joint + h)).isCloseTo(repulsion.energy(joint - h), within(1e-7));
    }
    assertThat(repulsion.force(WIDTH)).isCloseTo(12.5, within(1e-12));
    assertThat(repulsion.force(5)).isEqualTo(12.5);
    double before = 0;
    for (double below = 0; below <= WIDTH; below += WIDTH / 100) {
      assertThat(repulsion.force(below)).isGreaterThanOrEqualTo(before);
      before = repulsion.force(below);
    }
  }

  @Test
  void withoutAForceThereIsNone() {
    assertThat(new Repulsion(0).force(0.3)).isZero();
    assertThat(new Repulsion(0).energy(0.3)).isZero();
  }
}
