package vane.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import vane.io.xyz.Frame;
import vane.io.xyz.InfoValue;
import vane.structure.Element;
import vane.structure.Structure;

class MoleculeNameTest {
  private static final Frame HYDROGEN =
      Frame.of(Structure.of(List.of(Element.of(1), Element.of(1)), new double[6]));

  @Test
  void theKeyNamesTheMolecule() {
    assertThat(MoleculeName.of(HYDROGEN.with("molecule", InfoValue.of("para hydrogen "))))
        .isEqualTo("para hydrogen");
  }

  @Test
  void withoutTheKeyTheFormulaDoes() {
    assertThat(MoleculeName.of(HYDROGEN)).isEqualTo("H2");
    assertThat(MoleculeName.of(HYDROGEN.with("molecule", InfoValue.of(" ")))).isEqualTo("H2");
  }
}
