package vane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import vane.Version;

class MainTest {
  static Stream<String> commands() {
    return Main.commandLine().getSubcommands().keySet().stream();
  }

  @Test
  void versionNamesVaneAndJava() {
    CommandLineRun run = CommandLineRun.of("--version");
    assertThat(run.status()).isZero();
    assertThat(run.out()).startsWith("vane " + Version.text()).contains("Java ");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void helpListsEveryCommand() {
    CommandLineRun run = CommandLineRun.of("--help");
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("Exit status: 0 done, 1 failed, 2 bad input or usage.");
    assertThat(commands()).isNotEmpty().allSatisfy(name -> assertThat(run.out()).contains(name));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasHelpWithExamples(String command) {
    CommandLineRun run = CommandLineRun.of(command, "--help");
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .startsWith("Usage: vane " + command)
        .containsPattern("Examples:\\R  [^\\r\\n]*vane ");
    assertThat(run.err()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasTheOptionsOfEveryCommand(String command) {
    CommandLine subcommand = Main.commandLine().getSubcommands().get(command);
    assertThat(subcommand.getCommandSpec().optionsMap())
        .containsKeys("--threads", "--seed", "--quiet", "--debug", "--help");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void unknownOptionIsOneLineThatPointsToTheHelp(String command) {
    // Even where something required is missing, too, as an option that was misspelt is.
    assertOneLine(
        CommandLineRun.of(command, "--no-such-option"),
        "found the unknown option --no-such-option (see",
        "vane " + command + " --help");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "predcit | found the unknown command predcit, perhaps predict was meant (see vane --help)",
        "trian --out x | found the unknown command trian, perhaps train was meant (see vane --help)",
        "train a.xyz --ouput m.vane"
            + " | found the unknown option --ouput, perhaps --out was meant (see vane train --help)",
        "train a.xyz --output=m.vane"
            + " | found the unknown option --output, perhaps --out was meant (see vane train --help)",
        "train a.xyz --out m --force-key f"
            + " | found the unknown option --force-key, perhaps --forces-key was meant",
        "directions trian"
            + " | found the unknown command trian, perhaps train was meant (see vane directions",
        "help predcit"
            + " | found the unknown command predcit, perhaps predict was meant (see vane --help)",
        "--verison | found the unknown option --verison, perhaps --version was meant"
      })
  void aMisspeltWordIsAnsweredWithTheOneThatWasMeant(String typed, String message) {
    assertOneLine(CommandLineRun.of(typed.split(" ")), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "directions predict", "help", ""})
  void helpBeforeACommandIsTheHelpOfTheCommand(String command) {
    String[] names = command.isEmpty() ? new String[0] : command.split(" ");
    CommandLineRun run = CommandLineRun.of(CommandLineRun.join(new String[] {"help"}, names));
    assertThat(run.status()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .isEqualTo(CommandLineRun.done(CommandLineRun.join(names, "--help")))
        .startsWith("Usage: vane " + command);
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-such-command", "--no-such-option"})
  void unknownWordIsOneLine(String word) {
    assertOneLine(CommandLineRun.of(word), word, "vane --help");
  }

  @Test
  void missingCommandIsOneLine() {
    assertOneLine(CommandLineRun.of(), "a command is missing", "vane --help");
  }

  @Test
  void wrongNumberIsOneLine() {
    assertOneLine(
        CommandLineRun.of("completion", "--threads", "two"),
        "--threads",
        "found 'two', expected a whole number");
  }

  @Test
  void completionKnowsEveryCommand() {
    CommandLineRun run = CommandLineRun.of("completion");
    assertThat(run.status()).isZero();
    assertThat(commands()).allSatisfy(name -> assertThat(run.out()).contains(name));
  }

  @Test
  void resultsThatCannotBePrintedAreAFailure() {
    StringWriter err = new StringWriter();
    Writer full =
        new Writer() {
          @Override
          public void write(char[] text, int offset, int length) throws IOException {
            throw new IOException("no space left");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    int status = Main.run(new String[] {"completion"}, new PrintWriter(full), new PrintWriter(err));
    assertThat(status).isEqualTo(1);
    assertThat(err.toString().lines()).singleElement().asString().contains("standard output");
  }

  private static void assertOneLine(CommandLineRun run, String... parts) {
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines()).singleElement().asString().startsWith("vane: ").contains(parts);
  }
}
