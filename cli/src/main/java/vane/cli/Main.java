package vane.cli;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import vane.cli.data.CheckCommand;
import vane.cli.data.DescribeCommand;
import vane.cli.data.SelectCommand;
import vane.cli.directions.DirectionsCommand;
import vane.cli.engine.DriveCommand;
import vane.cli.engine.LearnCommand;
import vane.cli.engine.SampleCommand;
import vane.cli.experiment.ReproduceCommand;
import vane.cli.motion.MdCommand;
import vane.cli.motion.RelaxCommand;
import vane.cli.prediction.EvaluateCommand;
import vane.cli.prediction.InfoCommand;
import vane.cli.prediction.PredictCommand;
import vane.cli.program.Program;
import vane.cli.training.TrainCommand;

/**
 * The entry of the {@code vane} command.
 *
 * <p>A command is a class with picocli's {@code @Command}, a {@code Runnable} or a {@code
 * Callable<Integer>}, added to {@link #COMMANDS}. What it throws becomes one line and an exit
 * status in {@link Program}.
 */
public final class Main {
  /** The subcommands, in the order in which the help lists them. */
  static final List<Class<?>> COMMANDS =
      List.of(
          ReproduceCommand.class,
          CheckCommand.class,
          TrainCommand.class,
          PredictCommand.class,
          EvaluateCommand.class,
          InfoCommand.class,
          DescribeCommand.class,
          RelaxCommand.class,
          MdCommand.class,
          SampleCommand.class,
          LearnCommand.class,
          SelectCommand.class,
          DriveCommand.class,
          DirectionsCommand.class,
          HelpCommand.class,
          CompletionCommand.class);

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
    return Program.commandLine(new VaneCommand(), COMMANDS);
  }
}
