package vane.equivariant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vane.structure.LabelledStructure;
import vane.structure.Structure;

class ShakenFramesTest {
  private static final double SHORTEST = 0.9;

  private static List<LabelledStructure> guides(double force) {
    return ShakenFrames.of(
        Clusters.frames(17, 9),
        SHORTEST,
        3,
        structures -> {
          List<double[]> forces = new ArrayList<>();
          for (int s = 0; s < structures.size(); s++) {
            double[] one = new double[3 * structures.get(s).size()];
            one[0] = s == 1 ? 1e6 : force;
            forces.add(one);
          }
          return forces;
        });
  }

  @Test
  void oneOfEightFramesIsShakenALittle() {
    List<LabelledStructure> guides = guides(0.25);
    // Of the frames 0, 8 and 16, the second has a force that means nothing.
    assertThat(guides).hasSize(2);
    Structure whole = Clusters.frames(17, 9).get(16).structure();
    Structure shaken = guides.get(1).structure();
    assertThat(shaken.elements()).isEqualTo(whole.elements());
    double squares = 0;
    for (int i = 0; i < 27; i++) {
      double moved = shaken.position(i / 3, i % 3) - whole.position(i / 3, i % 3);
      squares += moved * moved;
    }
    assertThat(Math.sqrt(squares / 27)).isBetween(1e-4, 1.5 * 0.15 * SHORTEST);
    assertThat(guides.get(1).force(0, 0)).isEqualTo(0.25);
  }

  @Test
  void theSameSeedShakesTheSame() {
    assertThat(guides(0.1).get(0).structure().positions())
        .isEqualTo(guides(0.1).get(0).structure().positions());
  }
}
