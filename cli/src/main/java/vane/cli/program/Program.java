package vane.cli.program;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import vane.InputException;
import vane.PlainReason;
import vane.io.output.DiskException;
import vane.io.pipe.ClosedPipeException;
import vane.io.pipe.Descriptor;
import vane.io.xyz.MissingColumnException;
import vane.linalg.NativeLibraryException;

/** Runs a command line, and turns every failure into one line and an exit status. */
public final class Program {
  private static final String FORCES_KEY = "--forces-key";

  private Program() {}

  /**
   * Runs a command line on the streams of the process and ends the JVM with its exit status.
   *
   * @param program the command line
   * @param args the arguments
   */
  public static void runAndExit(CommandLine program, String[] args) {
    System.setErr(standardError());
    PrintWriter out = StandardOutput.open();
    PrintWriter err =
        new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true);
    System.exit(run(program, args, out, err));
  }

  /**
   * Runs a command line.
   *
   * @param program the command line
   * @param args the arguments
   * @param out standard output
   * @param err standard error
   * @return the exit status: 0 done, 1 failed, 2 bad input or usage, 141 the reader of an output
   *     went away
   */
  public static int run(CommandLine program, String[] args, PrintWriter out, PrintWriter err) {
    String name = program.getCommandName();
    try {
      int status = program.setOut(out).setErr(err).execute(withStandardInput(args));
      if (out.checkError() && status == ExitStatus.DONE) {
        if (out instanceof StandardOutput standard && standard.readerIsGone()) {
          return ExitStatus.NO_READER;
        }
        err.println(name + ": standard output is closed or full, so that results were lost");
        return ExitStatus.FAILED;
      }
      return status;
    } catch (OutOfMemoryError tooSmall) {
      err.println(
          name
              + ": out of memory ("
              + oneLine(tooSmall)
              + "); use fewer references, lower degrees or fewer files at once, or a machine with"
              + " more memory, or give Java more of it: VANE_JAVA_OPTIONS=-XX:MaxRAMPercentage=60");
      return ExitStatus.FAILED;
    } catch (Error failure) {
      return reportFailure(name, failure, List.of(args).contains("--debug"), err);
    } finally {
      out.flush();
      err.flush();
    }
  }

  /**
   * A command line whose failures become one line each.
   *
   * @param root the command that holds the others
   * @param commands the subcommands, in the order in which the help lists them
   * @return a new one
   */
  public static CommandLine commandLine(Object root, List<Class<?>> commands) {
    CommandLine program = new CommandLine(root);
    commands.forEach(program::addSubcommand);
    NumberConverters.register(program);
    return program
        .setParameterExceptionHandler(Program::reportUsage)
        .setExecutionExceptionHandler(Program::reportException)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(false)
        .setUsageHelpWidth(100);
  }

  /** Slices of standard input, such as {@code -@::10}, look like options to picocli. */
  private static String[] withStandardInput(String[] args) {
    return Arrays.stream(args)
        .map(arg -> arg.startsWith("-@") ? Descriptor.STANDARD_INPUT + arg.substring(1) : arg)
        .toArray(String[]::new);
  }

  private static int reportUsage(ParameterException wrong, String[] args) {
    CommandLine command = wrong.getCommandLine();
    // A converter's InputException knows better than picocli what is wrong.
    Throwable told = wrong.getCause() instanceof InputException ? wrong.getCause() : wrong;
    command
        .getErr()
        .println(
            command.getCommandSpec().root().name()
                + ": "
                + UnknownWords.message(wrong, args).orElse(oneLine(told))
                + " (see "
                + command.getCommandSpec().qualifiedName()
                + " --help)");
    return ExitStatus.BAD_INPUT;
  }

  private static int reportException(
      Exception failure, CommandLine command, ParseResult parseResult) {
    boolean debug = parseResult.expandedArgs().contains("--debug");
    String name = command.getCommandSpec().root().name();
    if (failure instanceof InputException) {
      report(name, oneLine(failure) + nextStep(failure, command), failure, debug, command.getErr());
      return ExitStatus.BAD_INPUT;
    }
    if (failure instanceof DiskException) {
      boolean resumes = command.getCommandSpec().optionsMap().containsKey("--resume");
      String next = "; make room, then " + (resumes ? "--resume goes on" : "run it again");
      report(name, oneLine(failure) + next, failure, debug, command.getErr());
      return ExitStatus.FAILED;
    }
    if (failure instanceof ClosedPipeException) {
      return ExitStatus.NO_READER;
    }
    return reportFailure(name, failure, debug, command.getErr());
  }

  /** What to type, where a library cannot know the names of options. */
  private static String nextStep(Exception failure, CommandLine command) {
    boolean hasOption = command.getCommandSpec().optionsMap().containsKey(FORCES_KEY);
    return failure instanceof MissingColumnException missing && hasOption
        ? missing.likely().stream()
            .findFirst()
            .map(name -> "; type " + FORCES_KEY + " " + name)
            .orElse("; type " + FORCES_KEY + " NAME if the forces are in another column")
        : "";
  }

  private static int reportFailure(String name, Throwable failure, boolean debug, PrintWriter err) {
    String advice = debug ? "" : " (--debug shows where)";
    report(name, kind(failure) + PlainReason.of(failure) + advice, failure, debug, err);
    return ExitStatus.FAILED;
  }

  /** What kind of failure it is, in words that lead to a next step. */
  private static String kind(Throwable failure) {
    if (failure instanceof UncheckedIOException || failure instanceof IOException) {
      return "reading or writing failed: ";
    }
    if (failure instanceof LinkageError || failure instanceof NativeLibraryException) {
      return "a library cannot be loaded: ";
    }
    return "a fault of Vane, not of your input: ";
  }

  private static void report(
      String name, String line, Throwable failure, boolean debug, PrintWriter err) {
    err.println(name + ": " + line);
    if (debug) {
      failure.printStackTrace(err);
    }
  }

  private static String oneLine(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? "no message" : message.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  /**
   * The stream for errors. The launcher keeps the real standard error at another descriptor, to
   * drop a warning that the JVM prints before this program begins; see the file {@code vane}.
   */
  private static PrintStream standardError() {
    Integer descriptor = Integer.getInteger("vane.stderr");
    if (descriptor == null) {
      return System.err;
    }
    try {
      // The descriptor itself: opening /dev/fd/9 anew would give a redirected file a second
      // offset, so that what others write to it and what Vane writes would cover each other.
      Constructor<FileDescriptor> byNumber = FileDescriptor.class.getDeclaredConstructor(int.class);
      byNumber.setAccessible(true);
      return new PrintStream(
          new FileOutputStream(byNumber.newInstance(descriptor)), true, StandardCharsets.UTF_8);
    } catch (ReflectiveOperationException | InaccessibleObjectException otherJdk) {
      // Nothing is lost: the launcher passes on what comes to the usual descriptor.
      return System.err;
    }
  }
}
