package vane.site;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vane.cli.Main;

/**
 * A folder that looks like that of the project to who types commands in it, with this build as its
 * {@code ./vane}, but where what they write does no harm.
 */
final class Sandbox {
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final Path LOG = Path.of("target", "commands.log");

  /** How far long work is: nobody knows when these lines come. */
  private static final Pattern PROGRESS =
      Pattern.compile(".*: \\d+( of \\d+| done)?(, .* a second.*| in \\d+ (s|min))");

  private static final String GREETING = "WARNING: Using incubator modules: jdk.incubator.vector";

  private final Path folder;
  private int lastStatus;

  /**
   * What a command came to.
   *
   * @param status its exit status
   * @param lines what it printed, on both streams, but for progress
   */
  record Run(int status, List<String> lines) {}

  /**
   * Lays it out anew.
   *
   * @param name that of the folder in target/tutorials
   */
  Sandbox(String name) throws IOException {
    folder = Path.of("target", "tutorials", name).toAbsolutePath();
    removeEarlier();
    Files.createDirectories(folder);
    for (String shared : List.of("data", "examples")) {
      Files.createSymbolicLink(folder.resolve(shared), PROJECT.resolve(shared));
    }
    Path jar = folder.resolve("cli/target/vane-cli.jar");
    Files.createDirectories(jar.getParent());
    writeJar(jar);
    Path vane = folder.resolve("vane");
    Files.writeString(
        vane,
        """
        #!/bin/sh
        exec '%s/bin/java' --add-modules jdk.incubator.vector -Xmx2g -Dvane.home='%s' \
        -cp '%s' %s "$@"
        """
            .formatted(System.getProperty("java.home"), PROJECT, jar, Main.class.getName()));
    if (!vane.toFile().setExecutable(true)) {
      throw new IOException(vane + " cannot be made executable");
    }
  }

  private void removeEarlier() throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** A jar without classes, whose manifest names those of this build. */
  private static void writeJar(Path jar) throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.put(
        Attributes.Name.CLASS_PATH,
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> Path.of(entry).toUri().toString())
            .collect(Collectors.joining(" ")));
    try (OutputStream file = Files.newOutputStream(jar)) {
      new JarOutputStream(file, manifest).close();
    }
  }

  void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }

  /** Runs a command in the shell; {@code $?} is the status of the one before it. */
  Run run(String command) throws IOException, InterruptedException {
    Path output = folder.resolve(".output");
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", "(exit " + lastStatus + ")\n" + command)
            .directory(folder.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder
        .environment()
        .merge(
            "PATH",
            System.getProperty("java.home") + "/bin",
            (path, java) -> java + File.pathSeparator + path);
    Process process = builder.start();
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new IOException("more than five minutes: " + command);
    }
    lastStatus = process.exitValue();
    String printed = Files.readString(output);
    Files.writeString(
        LOG,
        "$ " + command + "\n" + printed + "[exit status " + lastStatus + "]\n\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    return new Run(
        lastStatus,
        printed
            .lines()
            .filter(line -> !PROGRESS.matcher(line).matches() && !line.equals(GREETING))
            .map(String::stripTrailing)
            .toList());
  }
}
