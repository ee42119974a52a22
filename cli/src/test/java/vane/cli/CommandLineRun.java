package vane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;

/** What one run of the command line gave. */
public record CommandLineRun(int status, String out, String err) {
  public static CommandLineRun of(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status = Main.run(args, new PrintWriter(out), new PrintWriter(err));
    return new CommandLineRun(status, out.toString(), err.toString());
  }

  /** A run that must come to a good end; gives its standard output. */
  public static String done(String... args) {
    CommandLineRun run = of(args);
    assertThat(run.status()).as("exit status; standard error: %s", run.err()).isZero();
    return run.out();
  }

  public static String[] join(String[] first, String... more) {
    String[] all = Arrays.copyOf(first, first.length + more.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return all;
  }
}
