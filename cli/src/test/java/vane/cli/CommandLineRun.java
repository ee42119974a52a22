package vane.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** What one run of the command line gave. */
record CommandLineRun(int status, String out, String err) {
  static CommandLineRun of(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status = Main.run(args, new PrintWriter(out), new PrintWriter(err));
    return new CommandLineRun(status, out.toString(), err.toString());
  }
}
