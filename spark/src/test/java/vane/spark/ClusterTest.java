package vane.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
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
  void convertsAndPredictsAsOneMachine() throws IOException {
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
