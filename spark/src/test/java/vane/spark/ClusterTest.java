package vane.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on a master and two workers, which see nothing of this process but its files. */
@Tag("slow")
class ClusterTest {
  @TempDir private static Path shared;
  private static StandaloneCluster cluster;

  @TempDir private Path folder;

  @BeforeAll
  static void begin() throws IOException, InterruptedException {
    cluster = new StandaloneCluster(shared, 2);
    settings().forEach(System::setProperty);
  }

  private static Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    settings.put("spark.master", cluster.master());
    settings.put("spark.driver.host", "127.0.0.1");
    settings.put("spark.driver.bindAddress", "127.0.0.1");
    settings.put("spark.executor.memory", "600m");
    settings.put("spark.executor.extraClassPath", System.getProperty("java.class.path"));
    return settings;
  }

  @AfterAll
  static void end() {
    settings().keySet().forEach(System::clearProperty);
    cluster.close();
  }

  @Test
  void convertsPredictsEvaluatesAndSelectsAsOneMachine() throws IOException {
    Path model = CommandRun.smallModel(folder);
    String ethane = CommandRun.DATA.resolve("ethane-run3.xyz.gz@:120").toAbsolutePath().toString();
    Path expected = folder.resolve("expected.xyz");
    CommandRun.vane("predict", model.toString(), ethane, "--quiet", "--out", expected.toString());
    String table = folder.resolve("frames.parquet").toString();
    CommandRun.done("convert", ethane, "--out", table, "--part-frames", "30");
    Path out = folder.resolve("predicted");
    CommandRun.done(
        "predict", model.toString(), table, "--out", out.toString(), "--part-frames", "20");
    assertThat(CommandRun.together(out)).isEqualTo(Files.readString(expected));
    Path figures = folder.resolve("figures.json");
    Path onCluster = folder.resolve("on-cluster.json");
    CommandRun.vane("evaluate", model.toString(), ethane, "--json", figures.toString());
    CommandRun.done(
        "evaluate", model.toString(), table, "--json", onCluster.toString(), "--part-frames", "50");
    // Their frames come from the same file.
    assertThat(Files.readString(onCluster)).isEqualTo(Files.readString(figures));
    Path chosen = folder.resolve("chosen.xyz");
    Path chosenThere = folder.resolve("chosen-there.xyz");
    CommandRun.vane("select", model.toString(), ethane, "-n", "9", "--out", chosen.toString());
    CommandRun.done("select", model.toString(), table, "-n", "9", "--out", chosenThere.toString());
    assertThat(Files.readString(chosenThere)).isEqualTo(Files.readString(chosen));
  }

  @Test
  void aKilledAndASleepingWorkerChangeNoBitOfTheModel() throws Exception {
    String[] args = {
      "train",
      CommandRun.DATA.resolve("propane-run1.xyz.gz").toAbsolutePath().toString(),
      CommandRun.DATA.resolve("butane-run1.xyz.gz").toAbsolutePath().toString(),
      "--degrees",
      "8,6,4",
      "--cutoff",
      "4",
      "--training-environments",
      "0",
      "--quiet"
    };
    Path one = folder.resolve("one.vane");
    CommandRun.vane(CommandRun.with(args, "--out", one.toString()));
    Map<String, String> speculation =
        Map.of(
            "spark.speculation", "true",
            "spark.speculation.interval", "200ms",
            "spark.speculation.minTaskRuntime", "2s",
            "spark.speculation.quantile", "0.5");
    speculation.forEach(System::setProperty);
    Path other = folder.resolve("other.vane");
    AtomicBoolean ended = new AtomicBoolean();
    Thread trouble = new Thread(() -> trouble(ended), "trouble");
    trouble.start();
    try {
      CommandRun.done(CommandRun.with(args, "--out", other.toString(), "--partitions", "7"));
    } finally {
      ended.set(true);
      trouble.join();
      speculation.keySet().forEach(System::clearProperty);
    }
    assertThat(troubles).as("workers troubled while they worked").isEqualTo(2);
    assertThat(Files.readAllBytes(other)).isEqualTo(Files.readAllBytes(one));
  }

  private volatile int troubles;

  /**
   * Kills one worker's process in the middle of its work, and puts the other's to sleep for a
   * while.
   */
  private void trouble(AtomicBoolean ended) {
    try {
      ProcessHandle first = waitFor(0, ended);
      Thread.sleep(4000);
      troubles += first.isAlive() && first.destroyForcibly() ? 1 : 0;
      ProcessHandle second = waitFor(1, ended);
      Thread.sleep(1000);
      troubles += second.isAlive() && !ended.get() ? 1 : 0;
      signal(second, "-STOP");
      Thread.sleep(6000);
      signal(second, "-CONT");
    } catch (InterruptedException | IOException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static ProcessHandle waitFor(int worker, AtomicBoolean ended)
      throws InterruptedException {
    while (!ended.get()) {
      Optional<ProcessHandle> executor = cluster.executor(worker);
      if (executor.isPresent()) {
        return executor.get();
      }
      Thread.sleep(50);
    }
    throw new IllegalStateException("worker " + worker + " never worked");
  }

  private static void signal(ProcessHandle process, String signal)
      throws IOException, InterruptedException {
    new ProcessBuilder("kill", signal, String.valueOf(process.pid())).start().waitFor();
  }

  @Test
  void errorsOfWorkersReachTheUser() throws IOException {
    Path bad = Files.writeString(folder.resolve("bad.xyz"), "1\n\nH 0 0 0\n1\n\nH 0 zero 0\n");
    CommandRun run =
        CommandRun.of("convert", bad.toString(), "--out", folder.resolve("out").toString());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "vane-spark: "
                + bad
                + ":6: frame 1: atom 0, column pos: found 'zero', expected a finite real number\n");
  }
}
