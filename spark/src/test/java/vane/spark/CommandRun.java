package vane.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import vane.cli.program.Program;

/** What a run of {@code vane-spark} gave. */
record CommandRun(int status, String out, String err) {
  static final Path DATA = Path.of("..", "data", "alkanes");

  static CommandRun of(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status = Main.run(args, new PrintWriter(out), new PrintWriter(err));
    return new CommandRun(status, out.toString(), err.toString());
  }

  /** Arguments with some more behind them. */
  static String[] with(String[] args, String... more) {
    return Stream.concat(Arrays.stream(args), Arrays.stream(more)).toArray(String[]::new);
  }

  static void done(String... args) {
    CommandRun run = of(args);
    assertThat(run.status()).as(run.err()).isZero();
  }

  /** A run of {@code vane} that must come to a good end. */
  static CommandRun vane(String... args) {
    CommandRun run = ofVane(args);
    assertThat(run.status()).as(run.err()).isZero();
    return run;
  }

  /** A run of {@code vane}. */
  static CommandRun ofVane(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        Program.run(vane.cli.Main.commandLine(), args, new PrintWriter(out), new PrintWriter(err));
    return new CommandRun(status, out.toString(), err.toString());
  }

  /** The lines on standard error that warn of something, without the name of the program. */
  List<String> warnings() {
    return err.lines()
        .filter(line -> line.contains(": warning: "))
        .map(line -> line.substring(line.indexOf(": ") + 2))
        .toList();
  }

  /** A model of few frames. */
  static Path smallModel(Path folder) {
    Path model = folder.resolve("small.vane");
    vane(
        "train",
        DATA.resolve("ethane-run1.xyz.gz@::40").toString(),
        DATA.resolve("propane-run1.xyz.gz@::80").toString(),
        "--preset",
        "fast",
        "--quiet",
        "--out",
        model.toString());
    return model;
  }

  /** The files of a folder one after another, as {@code cat} puts them. */
  static String together(Path folder) throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file :
          files
              .filter(each -> each.getFileName().toString().startsWith("part-"))
              .sorted()
              .toList()) {
        text.append(Files.readString(file));
      }
    }
    return text.toString();
  }
}
