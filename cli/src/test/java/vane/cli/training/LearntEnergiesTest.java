package vane.cli.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vane.cli.Bundled;
import vane.cli.CommandLineRun;

/** {@code vane train} on frames with energies and stresses. */
class LearntEnergiesTest {
  private static final String HEADER =
      "Lattice=\"8 0 0 0 8 0 0 0 8\" Properties=species:S:1:pos:R:3:forces:R:3 ";

  @TempDir Path folder;

  private CommandLineRun train(String... more) {
    String[] fixed = {
      "train",
      "--out",
      folder.resolve("m.vane").toString(),
      "--preset",
      "fast",
      "--cutoff",
      "3.5",
      "--degrees",
      "3,2,-1"
    };
    return CommandLineRun.of(CommandLineRun.join(fixed, more));
  }

  private JsonNode evaluated(String test, String... more) throws IOException {
    Path json = folder.resolve("errors.json");
    String[] fixed = {
      "evaluate", folder.resolve("m.vane").toString(), test, "--json", json.toString(), "--quiet"
    };
    CommandLineRun.done(CommandLineRun.join(fixed, more));
    return new ObjectMapper().readTree(Files.readString(json)).get("all");
  }

  /** Energies of −2000 eV, of two molecules. */
  @Test
  void energiesAreLearntAndCompared() throws IOException {
    CommandLineRun run =
        train(Bundled.trajectory("ethane", 1, "::20"), Bundled.trajectory("propane", 1, "::40"));
    assertThat(run.status()).isZero();
    assertThat(run.err()).contains("energies: 75 frames, weight ", " meV/atom on held-out frames");
    String info = CommandLineRun.done("info", folder.resolve("m.vane").toString());
    assertThat(info).contains("energies      75 frames, weight ", "reference energy -");
    JsonNode all = evaluated(Bundled.trajectory("ethane", 3, "::25"));
    assertThat(all.get("energyAbsoluteRmseMevPerAtom").asDouble()).isBetween(0.01, 5.0);
    assertThat(all.get("energyAbsoluteMaeMevPerAtom").asDouble())
        .isLessThanOrEqualTo(all.get("energyAbsoluteRmseMevPerAtom").asDouble());
    assertThat(all.get("energyRmseMevPerAtom").asDouble())
        .isLessThanOrEqualTo(all.get("energyAbsoluteRmseMevPerAtom").asDouble() + 1e-9);
  }

  @Test
  void forcesAloneLeaveTheZeroOpen() throws IOException {
    CommandLineRun run = train(Bundled.trajectory("ethane", 1, "::50"), "--forces-only");
    assertThat(run.status()).isZero();
    assertThat(run.err()).doesNotContain("energies", "meV");
    JsonNode all = evaluated(Bundled.trajectory("ethane", 3, "::100"));
    assertThat(all.get("energyAbsoluteRmseMevPerAtom").isNull()).isTrue();
    assertThat(all.get("energyFrames").asInt()).isEqualTo(10);
  }

  private Path crystals(String... infos) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int f = 0; f < infos.length; f++) {
      double z = 1.05 + 0.05 * f;
      text.append("2\n" + HEADER).append(infos[f]).append("\nC 0 0 0 0 0 -1\n");
      text.append("H 0 0 " + z + " 0 0 1\n");
    }
    return Files.writeString(folder.resolve("crystals.xyz"), text.toString());
  }

  /** The key of a virial in eV, 512 Å³ times the stress. */
  @Test
  void stressesComeFromTheKeyThatIsNamed() throws IOException {
    String[] infos = new String[8];
    Arrays.setAll(infos, f -> "REF_virials=\"0 0 0 0 0 0 0 0 " + (1.05 + 0.05 * f) + "\"");
    Path file = crystals(infos);
    CommandLineRun run = train(file.toString(), "--stress-key", "REF_virials");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err()).contains("stresses: 8 frames, weight ").doesNotContain("energies");
    JsonNode all = evaluated(file.toString(), "--stress-key", "REF_virials");
    assertThat(all.get("stressFrames").asInt()).isEqualTo(8);
    assertThat(all.get("stressRmseGpa").asDouble()).isCloseTo(0, within(0.05));
  }

  @ParameterizedTest
  @CsvSource({
    "energy=abc, '', 'key energy: found ''abc'', expected an energy in eV'",
    "energy=NaN, '', 'key energy: found ''NaN'', expected an energy in eV'",
    "stress=1, '', 'key stress: found ''1'', expected six finite numbers'",
    "energy=1, '--energy-key REF_energy', 'key REF_energy: found other keys only: energy'",
    "energy=1, '--stress-key s', 'key s: found other keys only: energy, expected a stress'"
  })
  void whatIsNotAsItMustBeIsOneLine(String info, String options, String message)
      throws IOException {
    Path file = crystals(info);
    List<String> args =
        Stream.concat(Stream.of(file.toString()), Arrays.stream(options.split(" ")))
            .filter(each -> !each.isEmpty())
            .toList();
    CommandLineRun run = train(args.toArray(String[]::new));
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .startsWith("vane: " + file + ":2: frame 0: " + message);
    assertThat(folder.resolve("m.vane")).doesNotExist();
  }

  @Test
  void aWrongEnergyThatNobodyLearnsDoesNotMatter() throws IOException {
    assertThat(train(crystals("energy=abc").toString(), "--forces-only").status()).isZero();
  }

  @Test
  void optionsThatExcludeEachOther() throws IOException {
    String file = crystals("energy=1").toString();
    CommandLineRun both = train(file, "--forces-only", "--energy-key", "energy");
    assertThat(both.status()).isEqualTo(2);
    assertThat(both.err()).contains("--forces-only: found with --energy-key");
    CommandLineRun other = train(file, "--method", "oa-mlm", "--energy-key", "energy");
    assertThat(other.status()).isEqualTo(2);
  }
}
