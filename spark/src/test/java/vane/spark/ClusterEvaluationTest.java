package vane.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evaluation on the Spark of this process: figures, table and warnings of one machine. */
class ClusterEvaluationTest {
  @TempDir private static Path shared;
  private static Path model;

  @TempDir private Path folder;

  @BeforeAll
  static void train() {
    model = CommandRun.smallModel(shared);
  }

  /** The same figures, table and warnings as those of {@code vane}, whatever the tasks hold. */
  private void assertSame(int partFrames, String[] onSpark, String... onOneMachine)
      throws IOException {
    Path one = folder.resolve("one.json");
    Path other = folder.resolve("other.json");
    CommandRun expected =
        CommandRun.vane(
            CommandRun.with(
                CommandRun.with(new String[] {"evaluate", "" + model}, onOneMachine),
                "--json",
                "" + one));
    CommandRun run =
        CommandRun.of(
            CommandRun.with(
                CommandRun.with(new String[] {"evaluate", "" + model}, onSpark),
                "--json",
                "" + other,
                "--part-frames",
                "" + partFrames));
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(Files.readString(other)).isEqualTo(Files.readString(one));
    assertThat(run.out()).isEqualTo(expected.out());
    assertThat(run.warnings()).isEqualTo(expected.warnings());
  }

  @Test
  void figuresAreThoseOfOneMachineWhateverTheTasksHold() throws IOException {
    String ethane = CommandRun.DATA.resolve("ethane-run3.xyz.gz@:150").toString();
    // The model knows a part of these.
    String propane = CommandRun.DATA.resolve("propane-run1.xyz.gz@:240:3").toString();
    String[] both = {ethane, propane};
    assertSame(1000, both, both);
    String table = folder.resolve("frames.parquet").toString();
    CommandRun.done("convert", ethane, propane, "--out", table, "--part-frames", "70");
    Path joined = folder.resolve("xyz");
    CommandRun.done("predict", "" + model, table, "--out", "" + joined, "--part-frames", "50");
    Path text = folder.resolve("joined.xyz");
    Files.writeString(text, CommandRun.together(joined));
    for (int partFrames : new int[] {17, 300}) {
      assertSame(partFrames, new String[] {"" + text}, "" + text);
    }
  }

  /** Frames with energies and stresses, some without forces, held atoms, and in another unit. */
  private Path odd() throws IOException {
    Random random = new Random(3);
    StringBuilder text = new StringBuilder();
    for (int f = 0; f < 40; f++) {
      boolean forces = f % 7 != 2;
      text.append("3\nLattice=\"9 0 0 0 9 0 0 0 9\" pbc=\"T T T\" energy=")
          .append(random.nextGaussian())
          .append(" virial=\"1 0 0 0 1 0 0 0 ")
          .append(random.nextDouble())
          .append("\" Properties=species:S:1:pos:R:3")
          .append(forces ? ":forces:R:3:move_mask:L:1\n" : "\n");
      for (int a = 0; a < 3; a++) {
        text.append(a == 0 ? "C" : "H");
        for (int c = 0; c < 3; c++) {
          // Far apart, as bonds in Bohr would be.
          text.append(' ').append((a == c ? 1.5 : 0) + 0.1 * random.nextDouble());
        }
        for (int c = 0; c < (forces ? 3 : 0); c++) {
          text.append(' ').append(f % 5 == 0 && a == 1 ? 0 : 100 * random.nextGaussian());
        }
        text.append(forces ? f % 5 == 0 && a == 1 ? " F\n" : " T\n" : "\n");
      }
    }
    return Files.writeString(folder.resolve("odd.xyz"), text);
  }

  @Test
  void warningsAreThoseOfOneMachine() throws IOException {
    Path odd = odd();
    assertSame(9, new String[] {"" + odd}, "" + odd);
    String expected = "positions look like Bohr";
    CommandRun evaluated = CommandRun.of("evaluate", "" + model, "" + odd);
    assertThat(evaluated.err())
        .contains(expected, "6 frames left out: no column forces", "held by constraints");
    CommandRun predicted =
        CommandRun.of(
            "predict", "" + model, "" + odd, "--out", folder + "/out", "--part-frames", "9");
    CommandRun one = CommandRun.vane("predict", "" + model, "" + odd, "--out", folder + "/out.xyz");
    assertThat(predicted.warnings())
        .isEqualTo(one.warnings())
        .singleElement()
        .asString()
        .contains(expected);
  }

  @Test
  void badFramesAreAnErrorOrLeftOut() throws IOException {
    String good = "2\nProperties=species:S:1:pos:R:3:forces:R:3\nC 0 0 0 1 0 0\nH 0 0 1.1 -1 0 1\n";
    Path bad = folder.resolve("bad.xyz");
    Files.writeString(
        bad, good.repeat(3) + good.replace("1.1", "x") + good + good.replace("-1 0 1", "nan 0 1"));
    String line = bad + ":16: frame 3: atom 1, column pos: found 'x'";
    CommandRun run = CommandRun.of("evaluate", "" + model, "" + bad);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("vane-spark: " + line);
    assertSame(2, new String[] {"" + bad, "--skip-bad-frames"}, "" + bad, "--skip-bad-frames");
    Path none = folder.resolve("none.xyz");
    Files.writeString(none, good.replace(":forces:R:3", ":q:R:3").repeat(4));
    CommandRun without = CommandRun.of("evaluate", "" + model, "" + none, "-q");
    CommandRun expected = CommandRun.ofVane("evaluate", "" + model, "" + none, "-q");
    assertThat(without.status()).isEqualTo(2);
    assertThat(without.err()).isEqualTo(expected.err().replace("vane: ", "vane-spark: "));
  }

  @Test
  void nothingIsWrittenOverWithoutForce() throws IOException {
    String ethane = CommandRun.DATA.resolve("ethane-run3.xyz.gz@:3").toString();
    Path mine = Files.writeString(folder.resolve("mine.json"), "{}");
    CommandRun run = CommandRun.of("evaluate", "" + model, ethane, "--json", "" + mine);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("mine.json");
    assertThat(mine).hasContent("{}");
  }
}
