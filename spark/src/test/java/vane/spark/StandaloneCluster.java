package vane.spark;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A master and workers of Spark, each a process of its own, on this machine. */
final class StandaloneCluster implements AutoCloseable {
  private static final String HOST = "127.0.0.1";

  private final Path folder;
  private final int port;
  private final List<Process> processes = new ArrayList<>();

  /**
   * Starts a cluster.
   *
   * @param folder for its files
   * @param workers how many workers of one core each
   */
  StandaloneCluster(Path folder, int workers) throws IOException, InterruptedException {
    this.folder = folder;
    Files.createDirectories(folder.resolve("home").resolve("jars"));
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
      port = free.getLocalPort();
    }
    start(
        "master",
        "org.apache.spark.deploy.master.Master",
        "--host",
        HOST,
        "--port",
        String.valueOf(port),
        "--webui-port",
        "0");
    while (!isListening()) {
      if (!processes.get(0).isAlive()) {
        throw new IOException("no master: " + Files.readString(folder.resolve("master.log")));
      }
      Thread.sleep(100);
    }
    for (int worker = 0; worker < workers; worker++) {
      start(
          "worker" + worker,
          "org.apache.spark.deploy.worker.Worker",
          "--host",
          HOST,
          "--webui-port",
          "0",
          "--cores",
          "1",
          "--memory",
          "1g",
          "--work-dir",
          folder.resolve("work" + worker).toString(),
          master());
    }
  }

  private boolean isListening() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(HOST, port), 1000);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private void start(String name, String main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path"), main));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment());
    File log = folder.resolve(name + ".log").toFile();
    processes.add(builder.redirectErrorStream(true).redirectOutput(log).start());
  }

  /** A worker looks for Spark here; the class path of this process has it all. */
  private Map<String, String> environment() {
    return Map.of("SPARK_HOME", folder.resolve("home").toString(), "SPARK_SCALA_VERSION", "2.13");
  }

  String master() {
    return "spark://" + HOST + ":" + port;
  }

  /** The process that does the tasks of a worker; it is started with the first of them. */
  Optional<ProcessHandle> executor(int worker) {
    return processes.get(1 + worker).descendants().findFirst();
  }

  @Override
  public void close() {
    for (Process process : processes) {
      process.destroy();
    }
  }
}
