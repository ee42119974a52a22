package vane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** No command destroys a file that it was not asked to. */
class OverwritingTest {
  @TempDir static Path folder;

  @BeforeAll
  static void inputs() {
    WritingOptions.makeInputs(folder);
  }

  private static CommandLineRun run(String command, String... more) {
    return CommandLineRun.of(
        CommandLineRun.join(WritingOptions.words(command, folder, Optional.empty()), more));
  }

  private static void requireRefused(CommandLineRun run, String reason) {
    assertThat(run.status()).as(run.err()).isEqualTo(2);
    assertThat(run.err().lines()).singleElement().asString().contains(reason);
  }

  @Test
  void noOptionReplacesAnInputNotEvenByForce() throws IOException {
    List<String> before = WritingOptions.content(folder);
    for (String command : WritingOptions.AT_AN_INPUT) {
      requireRefused(run(command), "it is the input");
      requireRefused(run(command, "--force"), "it is the input");
      assertThat(WritingOptions.content(folder)).as(command).isEqualTo(before);
    }
  }

  @Test
  void everyCommandThatWritesTakesForce() {
    requireForce(Main.commandLine());
  }

  private static void requireForce(CommandLine command) {
    var options = command.getCommandSpec().optionsMap();
    if (Stream.of("--out", "--json", "--card").anyMatch(options::containsKey)) {
      assertThat(options).as(command.getCommandName()).containsKey("--force");
    }
    command.getSubcommands().values().forEach(OverwritingTest::requireForce);
  }

  @Test
  void aModelAndAFileOfSomebodyElseNeedForce() throws IOException {
    Path notes = Files.writeString(folder.resolve("notes.json"), "mine");
    requireRefused(run("predict m.vane run.xyz@:2 --out e.vane"), "--force writes over it");
    requireRefused(run("train run.xyz --preset fast --out e.vane"), "--force writes over it");
    requireRefused(run("evaluate m.vane run.xyz@:2 --json notes.json"), "--force writes over it");
    assertThat(notes).hasContent("mine");
    assertThat(run("evaluate m.vane run.xyz@:2 --json notes.json --force").status()).isZero();
    assertThat(notes).content().contains("skippedAtoms");
    Files.delete(notes);
  }

  @Test
  void whatVaneWroteForTheSamePurposeIsReplaced() throws IOException {
    Path kept = Files.createDirectory(folder.resolve("kept"));
    for (String command :
        List.of(
            "predict m.vane run.xyz@:2 --out kept/p.xyz",
            "predict m.vane run.xyz@:2 --prefix my_ --out kept/my.xyz",
            "select e.vane run.xyz -n 2 --out kept/s.xyz",
            "relax m.vane run.xyz@0 --steps 2 --fmax 9 --out kept/r.xyz --trajectory kept/t.xyz",
            "evaluate m.vane run.xyz@:2 --json kept/e.json",
            "evaluate m.vane run.xyz@:2 --chemiscope kept/c.json.gz",
            "predict m.vane run.xyz@:2 --out kept/q.xyz --chemiscope kept/c.json",
            "evaluate m.vane run.xyz@:2 --report " + kept.resolve("report"),
            "directions evaluate d.vane X.npy V.npy --json kept/d.json")) {
      for (int time = 1; time <= 2; time++) {
        CommandLineRun run = run(command);
        assertThat(run.status()).as("%s, time %d: %s", command, time, run.err()).isZero();
      }
    }
    requireRefused(run("predict m.vane run.xyz@:2 --out kept/s.xyz"), "it is there already");
    requireRefused(run("directions evaluate d.vane X.npy V.npy --json kept/e.json"), "it is there");
    requireRefused(run("predict m.vane run.xyz --prefix a_ --out kept/p.xyz"), "a_direction");
    requireRefused(
        run("evaluate m.vane run.xyz@:2 --chemiscope kept/e.json"), "a chemiscope dataset");
    assertThat(run("info m.vane --card kept/card.md").status()).isZero();
    requireRefused(run("info m.vane --card kept/card.md"), "--force writes over it");
  }

  @Test
  void aPatternThatTheShellExpandedIsCaught() throws IOException {
    Path runs = Files.createDirectory(folder.resolve("runs"));
    for (String name : List.of("a.xyz", "b.xyz", "c.xyz")) {
      Files.copy(folder.resolve("run.xyz"), runs.resolve(name));
    }
    requireRefused(
        run("predict m.vane --out runs/a.xyz runs/b.xyz runs/c.xyz"),
        "the shell has probably expanded a pattern such as --out *.xyz");
    assertThat(runs.resolve("a.xyz")).hasSameBinaryContentAs(folder.resolve("run.xyz"));
    // All of them are predictions of an earlier run, so each may be replaced, but not like this.
    for (String name : List.of("a.xyz", "b.xyz", "c.xyz")) {
      run("predict m.vane run.xyz@:2 --force --out runs/" + name);
    }
    requireRefused(
        run("predict m.vane --out runs/a.xyz runs/b.xyz runs/c.xyz"), "the shell has probably");
  }

  @Test
  void aReportIsNoFolderOfSomebodyElse() throws IOException {
    Path site = Files.createDirectory(folder.resolve("site"));
    Path page = Files.writeString(site.resolve("report.html"), "<title>Mine</title>");
    requireRefused(
        run("evaluate m.vane run.xyz@:2 --report " + site), "expected a report of evaluate");
    assertThat(page).hasContent("<title>Mine</title>");
  }
}
