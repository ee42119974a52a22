package vane.spark;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import vane.cli.program.Program;

/** The entry of the {@code vane-spark} command. */
public final class Main {
  /** The subcommands, in the order in which the help lists them. */
  static final List<Class<?>> COMMANDS =
      List.of(
          ConvertCommand.class,
          TrainCommand.class,
          EvaluateCommand.class,
          PredictCommand.class,
          SelectCommand.class);

  private Main() {}

  /**
   * Runs the command line and ends the JVM with its exit status.
   *
   * @param args the arguments
   */
  public static void main(String[] args) {
    Program.runAndExit(commandLine(), args);
  }

  /**
   * Runs the command line.
   *
   * @param args the arguments
   * @param out standard output
   * @param err standard error
   * @return the exit status, as {@link Program#run} gives it
   */
  static int run(String[] args, PrintWriter out, PrintWriter err) {
    return Program.run(commandLine(), args, out, err);
  }

  /**
   * The command line with all its subcommands.
   *
   * @return a new one
   */
  public static CommandLine commandLine() {
    CommandLine program = Program.commandLine(new VaneSparkCommand(), COMMANDS);
    return program.setExecutionStrategy(
        parsed -> {
          List<String> args = parsed.originalArgs();
          program.setOut(new WholeNames(program.getOut(), args));
          program.setErr(new WholeNames(program.getErr(), args));
          return new CommandLine.RunLast().execute(parsed);
        });
  }
}
