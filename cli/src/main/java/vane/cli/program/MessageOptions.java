package vane.cli.program;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Arrays;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vane.io.pipe.PipeTarget;

/**
 * Options of what a command tells its user, and where.
 *
 * <p>A command takes them with {@code @Mixin}.
 */
public class MessageOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = {"-q", "--quiet"},
      description = "No progress, no notes: only results and errors.")
  private boolean quiet;

  @Option(names = "--debug", description = "When something fails, print the stack trace.")
  private boolean debug;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  private boolean help;

  /** Options as picocli fills them in. */
  public MessageOptions() {}

  private String name() {
    return command.root().name();
  }

  /**
   * Whether the user asked for results and errors only.
   *
   * @return true for {@code --quiet}
   */
  public boolean quiet() {
    return quiet;
  }

  /**
   * Where results go.
   *
   * @return standard output, or what a test put in its place; standard error where an option has
   *     taken standard output, and nothing there with {@code --quiet}
   */
  public PrintWriter out() {
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
  public void remark(String remark) {
    if (!quiet) {
      PrintWriter err = command.commandLine().getErr();
      // A bar may stand on the line; it is drawn again below.
      err.println((onTerminal() ? "\r\u001b[K" : "") + name() + ": " + remark);
      err.flush();
    }
  }

  /**
   * Warns the user of something, unless {@code --quiet}.
   *
   * @param warning one line
   */
  public void warning(String warning) {
    remark("warning: " + warning);
  }

  /**
   * Tells the user that the work failed, by no fault of the input or of Vane.
   *
   * @param failure one line
   */
  public void failure(String failure) {
    PrintWriter err = command.commandLine().getErr();
    err.println(name() + ": " + failure);
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
  public Progress progress(String task, long total) {
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
