package vane.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownOutputTest {
  private static final ShownOutput SHOWN = new ShownOutput(0.3);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "H 0.0152 10000 | H   0.0149     10000",
        "vane: wrote model.vane | vane: wrote model.vane",
        "cutoff: 3.5 Å, the shortest … | cutoff: 3.5 Å, the shortest that is nearly as good",
        "frame 795, atom 2 (C) | frame 3, atom 1 (C)",
        "ridge 1e-10, RMSE | ridge 1e-10, RMSE",
        "10 of 20 | 8 of 20",
        "500 steps, 784 a second | 500 steps, 3 a second",
        "took 25.9 s, 7.8 s of processors (2 threads) | took 1.0 s, 99 s of processors (8 threads)",
        "0.003 | 0.018",
        "(12.5 deg) | (11.9 deg)"
      })
  void theSameButForDigits(String shown, String printed) {
    assertThat(SHOWN.lineMatches(shown, printed)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "H 0.152 10000 | H 0.352 10000",
        "H 0.0152 10000 | C 0.0152 10000",
        "H 0.0152 10000 | H 0.0152 20000",
        "vane: wrote model.vane | vane: wrote other.vane",
        "vane: wrote | vane: wrote model.vane",
        "vane: wrote model.vane | vane: wrote",
        "3.5 Å, the | 3.5 Å: the",
        "3.5 | three",
        "step of 1.0 fs | step of 2.0 fs",
        "0.1 | -0.1"
      })
  void notTheSame(String shown, String printed) {
    assertThat(SHOWN.lineMatches(shown, printed)).isFalse();
  }

  @Test
  void linesMayBeLeftOutWhereTheTutorialSaysSo() {
    List<String> printed = List.of("a", "b", "c", "d");
    assertThat(SHOWN.matches(List.of("a", "b", "c", "d"), printed)).isTrue();
    assertThat(SHOWN.matches(List.of("a", "…", "d"), printed)).isTrue();
    assertThat(SHOWN.matches(List.of("…"), printed)).isTrue();
    assertThat(SHOWN.matches(List.of("a", "d"), printed)).isFalse();
    assertThat(SHOWN.matches(List.of("a", "…", "e"), printed)).isFalse();
    assertThat(SHOWN.matches(List.of("a", "b", "c", "d", "e"), printed)).isFalse();
    assertThat(SHOWN.matches(List.of(), printed)).isFalse();
  }
}
