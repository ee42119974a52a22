package vane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A running script of Debian's Python, with {@code vane_ase} to import and $VANE to call. */
public final class PythonScript implements AutoCloseable {
  private static final Path PYTHON = Path.of("/usr/bin/python3");
  public static final Path MODULES = Path.of("..", "python").toAbsolutePath().normalize();

  private final Process process;
  private final Path output;

  private PythonScript(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Starts a script in a folder, where its output goes, too. */
  public static PythonScript start(Path folder, String script, String... arguments)
      throws IOException {
    return start(folder, Files.writeString(folder.resolve("script.py"), script), arguments);
  }

  /** Starts a script that is a file already; its output goes to the folder. */
  public static PythonScript start(Path folder, Path file, String... arguments) throws IOException {
    assertThat(PYTHON).as("this test needs %s with the packages ase and numpy", PYTHON).exists();
    Path output = folder.resolve("output.txt");
    List<String> command = new ArrayList<>(List.of(PYTHON.toString(), file.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    builder
        .environment()
        .put(
            "VANE",
            java
                + " --add-modules jdk.incubator.vector -cp '"
                + System.getProperty("java.class.path")
                + "' vane.cli.Main");
    builder.environment().put("PYTHONPATH", MODULES.toString());
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    return new PythonScript(builder.start(), output);
  }

  /** Waits for the end of the script, which must be a good one; gives what it printed. */
  public List<String> lines() throws IOException, InterruptedException {
    boolean ended = process.waitFor(10, TimeUnit.MINUTES);
    process.destroy();
    String text = Files.readString(output);
    assertThat(ended).as("Python within ten minutes; its output: %s", text).isTrue();
    assertThat(process.exitValue()).as("exit status of Python; its output: %s", text).isZero();
    return text.lines().toList();
  }

  @Override
  public void close() {
    process.destroy();
  }
}
