package vane.equivariant.invariant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GauntCoefficientsTest {
  private final GauntCoefficients gaunt = GauntCoefficients.upTo(5);

  @Test
  void withTheConstantHarmonicTheyAreOrthonormality() {
    double constant = 1 / Math.sqrt(4 * Math.PI);
    for (int a = 0; a < 36; a++) {
      for (int b = 0; b < 36; b++) {
        assertThat(gaunt.of(0, a, b)).isCloseTo(a == b ? constant : 0, within(1e-13));
      }
    }
  }

  /** ∫ Y20 Y20 Y20 = √(5/π) / 7 and ∫ Y10 Y10 Y20 = 1 / √(5π). */
  @Test
  void knownValues() {
    assertThat(gaunt.of(6, 6, 6)).isCloseTo(Math.sqrt(5 / Math.PI) / 7, within(1e-13));
    assertThat(gaunt.of(2, 2, 6)).isCloseTo(1 / Math.sqrt(5 * Math.PI), within(1e-13));
  }

  @Test
  void oddSumsAndBrokenTrianglesVanish() {
    for (int l1 = 0; l1 <= 5; l1++) {
      for (int l2 = 0; l2 <= 5; l2++) {
        for (int l3 = 0; l3 <= 5; l3++) {
          double largest = 0;
          for (int m1 = 0; m1 <= 2 * l1; m1++) {
            for (int m2 = 0; m2 <= 2 * l2; m2++) {
              for (int m3 = 0; m3 <= 2 * l3; m3++) {
                double value = gaunt.of(l1 * l1 + m1, l2 * l2 + m2, l3 * l3 + m3);
                largest = Math.max(largest, Math.abs(value));
              }
            }
          }
          assertThat(largest > 0).isEqualTo(GauntCoefficients.couple(l1, l2, l3));
        }
      }
    }
  }
}
