package vane.io.xyz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vane.structure.Cell;
import vane.structure.Element;
import vane.structure.StressComponents;
import vane.structure.Structure;

class StressKeysTest {
  /** A frame with a cell of 16 Å³. */
  private static Frame frame(boolean periodic, Map<String, InfoValue> info) {
    Cell cell = Cell.of(new double[] {2, 0, 0, 0, 2, 0, 0, 0, 4}, true, true, periodic);
    return Frame.of(
        Structure.of(List.of(Element.of(1)), new double[3], cell),
        List.of(),
        info,
        new FrameLocation(Path.of("t.xyz"), 3, 10));
  }

  @Test
  void sixNumbersNineNumbersAndAVirialAreTheSameStress() {
    double[] stress = {1, 2, 3, 4, 5, 6};
    InfoValue six = InfoValue.of(stress);
    InfoValue nine = InfoValue.ofSource("[[1, 6, 5], [6, 2, 4], [5, 4, 3]]");
    InfoValue virial = InfoValue.of(-16, -96, -80, -96, -32, -64, -80, -64, -48);
    assertThat(StressKeys.byDefault().of(frame(true, Map.of("stress", six))).orElseThrow())
        .containsExactly(stress);
    assertThat(StressKeys.byDefault().of(frame(true, Map.of("stress", nine))).orElseThrow())
        .containsExactly(stress);
    assertThat(StressKeys.byDefault().of(frame(true, Map.of("virial", virial))).orElseThrow())
        .containsExactly(stress);
    Map<String, InfoValue> both = Map.of("virial", InfoValue.of("unknown"), "stress", six);
    assertThat(StressKeys.byDefault().of(frame(true, both)).orElseThrow()).containsExactly(stress);
  }

  @Test
  void withoutAKeyOrACellThatRepeatsThereIsNoStress() {
    assertThat(StressKeys.byDefault().of(frame(true, Map.of("energy", InfoValue.of(1))))).isEmpty();
    assertThat(StressKeys.byDefault().of(frame(false, Map.of("stress", InfoValue.of("unknown")))))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "stress, 1 2 3, 'six finite numbers (xx yy zz yz xz xy) or nine, in eV/Å³'",
    "stress, 1 2 3 4 5 nan, 'six finite numbers (xx yy zz yz xz xy) or nine, in eV/Å³'",
    "virial, 1 2 3 4 5 6, nine finite numbers in eV",
    "virial, none, nine finite numbers in eV"
  })
  void whatIsMalformedIsRefused(String key, String text, String expected) {
    assertThatExceptionOfType(XyzFormatException.class)
        .isThrownBy(() -> StressKeys.byDefault().of(frame(true, Map.of(key, InfoValue.of(text)))))
        .withMessage("t.xyz:11: frame 3: key %s: found '%s', expected %s", key, text, expected);
  }

  @Test
  void aNamedKeyIsAStressOrAVirial() {
    InfoValue six = InfoValue.of(1, 2, 3, 4, 5, 6);
    InfoValue nine = InfoValue.of(1, 0, 0, 0, 2, 0, 0, 0, 3);
    Frame frame = frame(true, Map.of("REF_stress", six, "REF_virials", nine));
    assertThat(StressKeys.named("REF_stress").of(frame).orElseThrow())
        .containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(StressKeys.named("REF_virials").of(frame).orElseThrow())
        .containsExactly(
            StressComponents.ofVirial(
                new double[] {1, 0, 0, 0, 2, 0, 0, 0, 3}, frame.structure().cell().orElseThrow()));
    assertThatExceptionOfType(XyzFormatException.class)
        .isThrownBy(() -> StressKeys.named("s").of(frame))
        .withMessageContaining("key s: found other keys only");
    assertThat(StressKeys.named("s").of(frame(false, Map.of()))).isEmpty();
  }
}
