package vane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.Loader;

/** {@code vane} in a process of its own, which can be killed, or have little room for its files. */
final class VaneProcess implements AutoCloseable {
  private static final int POLL_MILLISECONDS = 2;

  private final Process process;
  private final Path out;
  private final Path err;

  private VaneProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /**
   * Starts a command.
   *
   * @param words a folder for what it prints
   */
  static VaneProcess start(Path words, String... arguments) throws IOException {
    return start(words, List.of(), classPath(), arguments);
  }

  /**
   * Starts a command that can write no file beyond a size: the system refuses more, as a full disk
   * does.
   *
   * @param words a folder for what it prints
   * @param bytes the size, a multiple of 512
   */
  static VaneProcess startWithFilesUpTo(Path words, long bytes, String... arguments)
      throws IOException {
    return start(
        words,
        List.of("sh", "-c", "ulimit -f \"$0\" && exec \"$@\"", Long.toString(bytes / 512)),
        classPath(),
        arguments);
  }

  /**
   * Starts a command that does not have the native code of OpenBLAS.
   *
   * @param words a folder for what it prints
   */
  static VaneProcess startWithoutOpenBlas(Path words, String... arguments) throws IOException {
    String classPath =
        Arrays.stream(classPath().split(File.pathSeparator))
            .filter(entry -> !entry.endsWith("-" + Loader.getPlatform() + ".jar"))
            .collect(Collectors.joining(File.pathSeparator));
    return start(words, List.of(), classPath, arguments);
  }

  private static String classPath() {
    return System.getProperty("java.class.path");
  }

  private static VaneProcess start(
      Path words, List<String> before, String classPath, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // The JVM's own file of counters would meet the limit, too.
    command.addAll(List.of("-XX:-UsePerfData", "--add-modules", "jdk.incubator.vector"));
    command.addAll(List.of("-cp", classPath, Main.class.getName()));
    command.addAll(List.of(arguments));
    Path out = words.resolve("out.txt");
    Path err = words.resolve("err.txt");
    return new VaneProcess(
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start(),
        out,
        err);
  }

  /** Waits for its end. */
  CommandLineRun end() throws IOException, InterruptedException {
    int status = process.waitFor();
    return new CommandLineRun(status, Files.readString(out), err());
  }

  /** What it has said so far, without the JVM's greeting. */
  private String err() throws IOException {
    return Files.readString(err)
        .lines()
        .filter(line -> !line.startsWith("WARNING: Using incubator"))
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  /** Whether it has said a line on standard error. */
  boolean hasSpoken() {
    try {
      return !err().isEmpty();
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  /** Waits for something while the command works, and kills it then: {@code kill -9}. */
  void killWhen(BooleanSupplier something) throws IOException, InterruptedException {
    while (!something.getAsBoolean()) {
      assertThat(process.isAlive()).as("it ended too early: %s", err()).isTrue();
      Thread.sleep(POLL_MILLISECONDS);
    }
    process.destroyForcibly();
    // 128 and the number of the signal.
    assertThat(process.waitFor()).as("exit status").isEqualTo(137);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
