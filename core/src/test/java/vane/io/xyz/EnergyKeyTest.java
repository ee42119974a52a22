package vane.io.xyz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vane.structure.Element;
import vane.structure.Structure;

class EnergyKeyTest {
  private static Frame frame(Map<String, InfoValue> info) {
    return Frame.of(
        Structure.of(List.of(Element.of(1)), new double[3]),
        List.of(),
        info,
        new FrameLocation(Path.of("t.xyz"), 3, 10));
  }

  @Test
  void theDefaultKeyMayBeMissing() {
    Frame frame = frame(Map.of("energy", InfoValue.of(-14.25), "other", InfoValue.of(2)));
    assertThat(EnergyKey.byDefault().of(frame)).hasValue(-14.25);
    assertThat(EnergyKey.byDefault().of(frame(Map.of()))).isEmpty();
  }

  @Test
  void aNamedKeyMustBeThere() {
    EnergyKey key = EnergyKey.named("REF_energy");
    assertThat(key.of(frame(Map.of("REF_energy", InfoValue.of(2.5))))).hasValue(2.5);
    assertThatExceptionOfType(XyzFormatException.class)
        .isThrownBy(() -> key.of(frame(Map.of("energy", InfoValue.of(1)))))
        .withMessage(
            "t.xyz:11: frame 3: key REF_energy: found other keys only: energy, expected an energy"
                + " in eV");
    assertThatExceptionOfType(XyzFormatException.class)
        .isThrownBy(() -> key.of(frame(Map.of())))
        .withMessage("t.xyz:11: frame 3: key REF_energy: found no keys, expected an energy in eV");
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "nan", "inf", "1 2", "_JSON 3"})
  void whatIsNoNumberIsRefused(String text) {
    assertThatExceptionOfType(XyzFormatException.class)
        .isThrownBy(() -> EnergyKey.byDefault().of(frame(Map.of("energy", InfoValue.of(text)))))
        .withMessage(
            "t.xyz:11: frame 3: key energy: found '%s', expected an energy in eV, a finite real"
                + " number",
            text)
        .satisfies(error -> assertThat(error.key()).contains("energy"));
  }
}
