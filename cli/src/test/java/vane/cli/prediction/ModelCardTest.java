package vane.cli.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vane.cli.Bundled;
import vane.cli.CommandLineRun;
import vane.cli.DriveModels;
import vane.model.Provenance;

/** {@code vane info --card}. */
class ModelCardTest {
  @TempDir static Path folder;
  private static Path model;

  @BeforeAll
  static void train() {
    model = DriveModels.withEnergy(folder);
  }

  private static String card(String name, Path of, String... more) throws IOException {
    Path card = folder.resolve(name);
    CommandLineRun.done(
        CommandLineRun.join(new String[] {"info", of.toString(), "--card", card.toString()}, more));
    return Files.readString(card);
  }

  @Test
  void aCardSaysWhatTheModelKnowsAndWhatToFillIn() throws IOException {
    String card = card("card.md", model);
    String sha256 = Provenance.DataFile.of(model, "", 0).sha256();
    assertThat(card)
        .startsWith("---\nlibrary_name: vane\n")
        .contains("# Model card of energy.vane")
        .contains("| SHA-256 | " + sha256 + " |")
        .contains("vane predict energy.vane new.xyz --out predicted.xyz")
        .contains("with Vane('energy.vane') as atoms.calc:")
        .containsPattern("\\| ethane-run1\\.xyz\\.gz@::20 \\| 50 \\| [0-9a-f]{64} \\|")
        .containsPattern("\\| H–C \\| [01]\\.\\d{3} \\|")
        .containsPattern("\\| H \\| \\d+\\.\\d{2} \\|")
        .containsPattern("force component was 0\\.\\d{4} eV/Å")
        .contains("no electrostatics and no dispersion beyond")
        .doesNotContain("zero of its energy") // learnt from the energies in the files
        .contains("cff-version: 1.2.0")
        .contains("Pihlajamäki");
    assertThat(card.lines().filter(line -> line.startsWith("> **Fill in: "))).hasSize(3);
    assertThat(card).doesNotContain("NaN").doesNotContain(folder.toString());
  }

  @Test
  void errorsOfATestSetAreTakenIn() throws IOException {
    Path errors = folder.resolve("errors.json");
    CommandLineRun.done(
        "evaluate",
        model.toString(),
        Bundled.trajectory("ethane", 3, "::100"),
        "--quiet",
        "--json",
        errors.toString());
    String card = card("measured.md", model, "--evaluation", errors.toString());
    assertThat(card)
        .contains("On a test set of 10 frames:")
        .containsPattern("\\| all \\| 80 \\| 0\\.\\d{4} \\| 0\\.\\d{4} \\| \\d+\\.\\d{2} \\|")
        .contains("RMS error/u");
    assertThat(card.lines().filter(line -> line.startsWith("> **Fill in: "))).hasSize(2);
    Path renamed = Files.copy(model, folder.resolve("renamed.vane"));
    CommandLineRun run =
        CommandLineRun.of(
            "info",
            renamed.toString(),
            "--card",
            folder.resolve("renamed.html").toString(),
            "--evaluation",
            errors.toString());
    assertThat(run.err()).contains("holds the errors of energy.vane, expected those of renamed");
    assertThat(folder.resolve("renamed.html")).content().startsWith("<!DOCTYPE html>");
  }

  @Test
  void modelsOfOtherMethodsHaveCardsToo() throws IOException {
    assertThat(card("paper.md", Bundled.smallModel(folder, "paper's.vane")))
        .contains("the directions of the forces on atoms, without an energy")
        .contains("It predicts directions alone")
        .contains("vane predict 'paper'\\''s.vane' new.xyz")
        .doesNotContain("vane relax")
        .doesNotContain("vane_ase");
    assertThat(card("accurate.md", DriveModels.withoutEnergy(folder)))
        .contains("A machine-learned model of the forces on atoms, without an energy")
        .contains("vane relax forces.vane")
        .doesNotContain("vane md");
  }

  @Test
  void whatCannotBeIsRefusedInOneLine() {
    for (String[] wrong :
        new String[][] {
          {"--card", "card.pdf", "--card: found card.pdf, expected a name that ends in .md or"},
          {"--evaluation", "e.json", "--evaluation: found it without --card, expected both"}
        }) {
      CommandLineRun run = CommandLineRun.of("info", model.toString(), wrong[0], wrong[1]);
      assertThat(run.status()).isEqualTo(2);
      assertThat(run.err().lines()).singleElement().asString().contains(wrong[2]);
    }
  }
}
