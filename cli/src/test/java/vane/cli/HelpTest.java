package vane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vane.model.OaMlmForceSettings;
import vane.model.OaMlmPreset;

/** What the help of commands says of options that presets or other commands share. */
class HelpTest {
  /** The help of a command, its lines put together. */
  private static String help(String... command) {
    return CommandLineRun.done(CommandLineRun.join(command, "--help")).replaceAll("\\s+", " ");
  }

  /** The text on an option: from its name to the next one. */
  private static String option(String name, String... command) {
    String help = help(command);
    int begin = help.indexOf(" " + name + "=", help.indexOf(" --debug When"));
    assertThat(begin).as("%s in %s", name, help).isPositive();
    int end = help.indexOf(" --", begin + name.length());
    while (end > 0 && help.substring(begin, end).matches(".*(with|of|train|default:|[(;])")) {
      end = help.indexOf(" --", end + 3);
    }
    return end < 0 ? help.substring(begin) : help.substring(begin, end);
  }

  static Stream<Arguments> presetDefaults() {
    OaMlmForceSettings paper = OaMlmPreset.PAPER.settings(0);
    OaMlmForceSettings accurate = OaMlmPreset.ACCURATE.settings(0);
    return Stream.of(
        Arguments.of("--r-cut", paper.soap().cutoffAngstrom(), accurate.soap().cutoffAngstrom()),
        Arguments.of("--n-max", paper.soap().nMax(), accurate.soap().nMax()),
        Arguments.of("--l-max", paper.soap().lMax(), accurate.soap().lMax()),
        Arguments.of("--sigma", paper.soap().sigmaAngstrom(), accurate.soap().sigmaAngstrom()),
        Arguments.of("--sigma2", paper.sigma2(), accurate.sigma2()),
        Arguments.of("--neighbours", paper.neighbours(), accurate.neighbours()),
        Arguments.of(
            "--rotations", paper.fit().rotations().label(), accurate.fit().rotations().label()),
        Arguments.of(
            "--permutations",
            paper.fit().permutations().label(),
            accurate.fit().permutations().label()),
        Arguments.of(
            "--selection", paper.selection().methodName(), accurate.selection().methodName()));
  }

  @ParameterizedTest
  @MethodSource("presetDefaults")
  void theDefaultsOfBothPresetsAreNamed(String name, Object paper, Object accurate) {
    String text = option(name, "train");
    assertThat(text).contains("default: " + paper);
    assertThat(text.contains("preset accurate"))
        .as("%s differs in the presets: %s", name, text)
        .isEqualTo(!paper.equals(accurate));
    assertThat(text.substring(text.indexOf("default: ") + 9)).contains(accurate.toString());
  }

  @Test
  void sharedOptionsSpeakOfRowsAndPointsToo() {
    assertThat(option("--start", "directions", "train")).contains("or rows with a vector");
    assertThat(option("--permutations", "directions", "train")).contains("points", "kinds");
    assertThat(option("--rotations", "directions", "train")).contains("points");
    assertThat(option("--solver", "directions", "train")).contains("neighbour or point");
    assertThat(option("--start", "train")).contains("environments of an element with a force");
  }

  @Test
  void theHelpOfDirectionsSpeaksOfAtomsNowhere() {
    for (String command : new String[] {"train", "predict", "evaluate"}) {
      assertThat(help("directions", command)).doesNotContain("atom").doesNotContain(" Å");
    }
  }
}
