package vane.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Masses of atoms. */
class ElementMassTest {
  @Test
  void massesAreThoseOfTheElementAndGrowAlmostAlways() {
    assertThat(Element.parse("H").orElseThrow().massU()).isEqualTo(1.008);
    assertThat(Element.parse("C").orElseThrow().massU()).isEqualTo(12.011);
    assertThat(Element.parse("Au").orElseThrow().massU()).isEqualTo(196.966569);
    assertThat(Element.of(118).massU()).isEqualTo(294.214);
    int smaller = 0;
    for (int z = 2; z <= 118; z++) {
      smaller += Element.of(z).massU() < Element.of(z - 1).massU() ? 1 : 0;
    }
    // Ar K, Co Ni, Te I, Th Pa and five pairs of short-lived elements.
    assertThat(smaller).isBetween(4, 12);
  }

  /** {@code atomic_masses} of ASE 3.22, to the last bit. */
  @Test
  @Tag("python")
  void massesAreThoseOfAse() throws IOException {
    Process python =
        new ProcessBuilder(
                "/usr/bin/python3",
                "-c",
                "from ase.data import atomic_masses; print(*map(float, atomic_masses[1:119]))")
            .redirectErrorStream(true)
            .start();
    String text = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String[] expected = text.strip().split(" ");
    assertThat(expected).as(text).hasSize(118);
    for (int z = 1; z <= 118; z++) {
      assertThat(Element.of(z).massU())
          .as(Element.of(z).symbol())
          .isEqualTo(Double.parseDouble(expected[z - 1]));
    }
  }
}
