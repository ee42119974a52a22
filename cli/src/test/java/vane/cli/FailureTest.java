package vane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import vane.InputException;
import vane.cli.program.Program;
import vane.cli.program.RunOptions;
import vane.io.output.DiskException;
import vane.io.pipe.ClosedPipeException;

/** What each kind of failure in a command becomes. */
class FailureTest {
  @TempDir Path folder;

  @Command(name = "failing")
  private static final class Failing implements Runnable {
    private final Throwable failure;
    @Mixin private RunOptions run;

    Failing(Throwable failure) {
      this.failure = failure;
    }

    @Override
    public void run() {
      run.threads();
      if (failure instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) failure;
    }
  }

  private static CommandLineRun runFailing(Throwable failure, String... args) {
    CommandLine vane = Main.commandLine().addSubcommand(new Failing(failure));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] all = new String[args.length + 1];
    all[0] = "failing";
    System.arraycopy(args, 0, all, 1, args.length);
    int status = Program.run(vane, all, new PrintWriter(out), new PrintWriter(err));
    return new CommandLineRun(status, out.toString(), err.toString());
  }

  @Test
  void badInputIsOneLineAndStatusTwo() {
    CommandLineRun run = runFailing(new InputException("a.xyz, line 3: found x,\n expected y"));
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err().lines()).containsExactly("vane: a.xyz, line 3: found x, expected y");
  }

  @Test
  void badSharedOptionIsOneLineAndStatusTwo() {
    CommandLineRun run = runFailing(new IllegalStateException("not reached"), "--threads", "0");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err().lines()).containsExactly("vane: --threads 0, expected at least 1");
  }

  @Test
  void otherFailureIsOneLineAndStatusOne() {
    CommandLineRun run = runFailing(new IllegalStateException("broken"));
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err().lines())
        .containsExactly("vane: a fault of Vane, not of your input: broken (--debug shows where)");
  }

  @Test
  void noMessageNamesAClassOfExceptions() {
    List<Throwable> failures =
        List.of(
            new UncheckedIOException(new NoSuchFileException("a.xyz")),
            new UncheckedIOException(new IOException("Input/output error")),
            new IllegalStateException(new IOException("broken")),
            new NullPointerException(),
            new StackOverflowError(),
            new DiskException(Path.of("a.xyz"), new AccessDeniedException("a.xyz")));
    for (Throwable failure : failures) {
      CommandLineRun run = runFailing(failure);
      assertThat(run.status()).isEqualTo(1);
      assertThat(run.err().lines())
          .singleElement()
          .asString()
          .doesNotContain("Exception", "Error:", "java.", "null");
    }
  }

  @Test
  void aReaderThatHasGoneIsNoFailure() {
    CommandLineRun run =
        runFailing(new ClosedPipeException(Path.of("-"), new IOException("Broken pipe")));
    assertThat(run.status()).isEqualTo(141);
    assertThat(run.err()).isEmpty();
  }

  @Test
  void debugAddsTheStackTrace() {
    CommandLineRun failed = runFailing(new IllegalStateException("broken"), "--debug");
    assertThat(failed.status()).isEqualTo(1);
    assertThat(failed.err()).contains("\tat vane.cli.FailureTest");
    CommandLineRun refused = runFailing(new InputException("bad"), "--debug");
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err()).startsWith("vane: bad").contains("\tat vane.cli.FailureTest");
  }

  @Test
  void outOfMemoryIsOneLineWithAdvice() {
    CommandLineRun run = runFailing(new OutOfMemoryError("Java heap space"));
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .startsWith("vane: out of memory (Java heap space)")
        .contains("VANE_JAVA_OPTIONS");
  }

  @Test
  void missingLibraryIsOneLine() {
    CommandLineRun run = runFailing(new UnsatisfiedLinkError("no openblas"));
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err().lines())
        .containsExactly("vane: a library cannot be loaded: no openblas (--debug shows where)");
  }

  @Test
  void missingNativeCodeIsOneLine() throws Exception {
    try (VaneProcess vane =
        VaneProcess.startWithoutOpenBlas(
            folder,
            "train",
            Bundled.trajectory("ethane", 1, "::50"),
            "--out",
            folder.resolve("model.vane").toString())) {
      CommandLineRun run = vane.end();
      assertThat(run.status()).isEqualTo(1);
      assertThat(run.err().lines())
          .last()
          .asString()
          .startsWith("vane: a library cannot be loaded: found no OpenBLAS for ")
          .endsWith(" (--debug shows where)");
      assertThat(run.err()).doesNotContain("\tat ");
    }
  }
}
