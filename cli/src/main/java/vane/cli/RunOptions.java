package vane.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Arrays;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vane.io.pipe.PipeTarget;
import vane.parallel.WorkerPool;

/**
 * The options that every command has, and what they decide: threads, progress, where words go.
 *
 * <p>A command takes them with {@code @Mixin private RunOptions run;}.
 */
final class RunOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads to work with (default: all processors).")
  private Integer threads;

  @Option(
      names = {"-q", "--quiet"},
      description = "No progress, no notes: only results and errors.")
  private boolean quiet;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "0",
      description = "Seed of every random choice, where there is one (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--debug", description = "When something fails, print the stack trace.")
  private boolean debug;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  private boolean help;

  /**
   * The number of threads to work with.
   *
   * @return at least one
   * @throws UsageException when the option is below one
   */
  int threads() {
    if (threads == null) {
      return Runtime.getRuntime().availableProcessors();
    }
    if (threads < 1) {
      throw new UsageException("--threads " + threads + ", expected at least 1");
    }
    return threads;
  }

  /**
   * Threads to work with; the caller closes them.
   *
   * @return a new pool
   */
  WorkerPool pool() {
    return new WorkerPool(threads());
  }

  /**
   * The seed of every random choice.
   *
   * @return any number
   */
  long seed() {
    return seed;
  }

  /**
   * Whether the user asked for results and errors only.
   *
   * @return true for {@code --quiet}
   */
  boolean quiet() {
    return quiet;
  }

  /**
   * Where results go.
   *
   * @return standard output, or what a test put in its place; standard error where an option has
   *     taken standard output, and nothing there with {@code --quiet}
   */
  PrintWriter out() {
    if (!takesStandardOutput()) {
      return command.commandLine().getOut();
    }
    return quiet ? new PrintWriter(Writer.nullWriter()) : command.commandLine().getErr();
  }

  /** Whether a file that the command writes is standard output. */
  private boolean takesStandardOutput() {
    return command.commandLine().getParseResult().matchedOptions().stream()
        .filter(each -> Arrays.stream(each.converters()).anyMatch(OutputPath.class::isInstance))
        .map(each -> (Path) each.getValue())
        .anyMatch(file -> PipeTarget.of(file).map(PipeTarget::isStandardOutput).orElse(false));
  }

  /**
   * Tells the user something that is neither a result nor an error, on standard error, unless
   * {@code --quiet}.
   *
   * @param remark one line
   */
  void remark(String remark) {
    if (!quiet) {
      PrintWriter err = command.commandLine().getErr();
      // A bar may stand on the line; it is drawn again below.
      err.println((onTerminal() ? "\r\u001b[K" : "") + "vane: " + remark);
      err.flush();
    }
  }

  /**
   * Warns the user of something, unless {@code --quiet}.
   *
   * @param warning one line
   */
  void warning(String warning) {
    remark("warning: " + warning);
  }

  /**
   * Tells the user that the work failed, by no fault of the input or of Vane.
   *
   * @param failure one line
   */
  void failure(String failure) {
    PrintWriter err = command.commandLine().getErr();
    err.println("vane: " + failure);
    err.flush();
  }

  /**
   * Shows how far a piece of work has come: a bar on a terminal, lines now and then in a log,
   * nothing with {@code --quiet}.
   *
   * @param task what is being done, in a word or two
   * @param total how many units it takes; zero if that is not known
   * @return a progress that the caller advances, from any thread, and closes
   */
  Progress progress(String task, long total) {
    if (quiet) {
      return new SilentProgress();
    }
    if (onTerminal()) {
      return total == 0
          ? new CountProgress(task, System.err, System::nanoTime)
          : new BarProgress(task, total, System.err);
    }
    return new LineProgress(task, total, command.commandLine().getErr(), System::nanoTime);
  }

  /** Whether standard error is a terminal: the launcher knows. */
  private static boolean onTerminal() {
    return Boolean.getBoolean("vane.terminal");
  }
}
