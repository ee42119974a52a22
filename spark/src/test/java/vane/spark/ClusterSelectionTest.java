package vane.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Selection on the Spark of this process: the choice of one machine. */
class ClusterSelectionTest {
  @TempDir private static Path shared;
  private static Path model;

  @TempDir private Path folder;

  @BeforeAll
  static void train() {
    model = CommandRun.smallModel(shared);
  }

  @Test
  void theChoiceIsThatOfOneMachine() throws IOException {
    String ethane = CommandRun.DATA.resolve("ethane-run3.xyz.gz@:150").toString();
    String propane = CommandRun.DATA.resolve("propane-run3.xyz.gz@:300:3").toString();
    Path one = folder.resolve("one.xyz");
    Path other = folder.resolve("other.xyz");
    CommandRun expected =
        CommandRun.vane("select", "" + model, ethane, propane, "-n", "40", "--out", "" + one);
    CommandRun run =
        CommandRun.of("select", "" + model, ethane, propane, "-n", "40", "--out", "" + other);
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(Files.readString(other)).isEqualTo(Files.readString(one));
    assertThat(run.out()).isEqualTo(expected.out());
    // Frames of a table know where they come from.
    String table = folder.resolve("frames.parquet").toString();
    CommandRun.done("convert", ethane, propane, "--out", table, "--part-frames", "70");
    Path again = folder.resolve("again.xyz");
    CommandRun.done("select", "" + model, table, "-n", "40", "--out", "" + again);
    assertThat(Files.readString(again)).isEqualTo(Files.readString(one));
  }

  @Test
  void allOfAPoolArePutInOrderAndBadFramesLeftOut() throws IOException {
    String good = "2\n\nC 0 0 0\nH 0 0 1.1\n";
    Path pool = folder.resolve("pool.xyz");
    Files.writeString(pool, good + good.replace("1.1", "x") + good.replace("1.1", "1.3"));
    Path clean = folder.resolve("clean.xyz");
    Files.writeString(clean, good + good.replace("1.1", "1.3"));
    Path one = folder.resolve("one.xyz");
    Path other = folder.resolve("other.xyz");
    CommandRun.vane("select", "" + model, "" + clean, "--out", "" + one);
    CommandRun run =
        CommandRun.of("select", "" + model, "" + pool, "--skip-bad-frames", "--out", "" + other);
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(Files.readString(other)).isEqualTo(Files.readString(one));
    assertThat(run.err())
        .contains("left out 1 frame not as a frame must be, the first: " + pool + ":8: frame 1")
        .contains("the pool has only 2 frames: all of them were chosen");
  }

  @Test
  void refusalsAreThoseOfOneMachine() throws IOException {
    String ethane = CommandRun.DATA.resolve("ethane-run3.xyz.gz@:3").toString();
    Path gold = Files.writeString(folder.resolve("gold.xyz"), "1\n\nAu 0 0 0\n");
    Path mine = Files.writeString(folder.resolve("mine.xyz"), "1\n\nH 0 0 0\n");
    String out = folder.resolve("out.xyz").toString();
    String[][] refused = {
      {"" + model, "" + gold, "--out", out},
      {"" + model, ethane, "--out", "" + mine},
      {"" + model, "" + mine, "--out", "" + mine, "--force"},
      {"" + mine, ethane, "--out", out},
      {"" + model, ethane, "-n", "0", "--out", out},
    };
    for (String[] args : refused) {
      String[] select = CommandRun.with(new String[] {"select"}, args);
      CommandRun expected = CommandRun.ofVane(CommandRun.with(select, "--quiet"));
      CommandRun run = CommandRun.of(CommandRun.with(select, "--quiet"));
      assertThat(run.status()).isEqualTo(2).isEqualTo(expected.status());
      assertThat(run.err().lines().findFirst())
          .isEqualTo(
              expected.err().lines().findFirst().map(l -> l.replace("vane: ", "vane-spark: ")));
      assertThat(mine).hasContent("1\n\nH 0 0 0\n");
      assertThat(folder.resolve("out.xyz")).doesNotExist();
    }
  }
}
