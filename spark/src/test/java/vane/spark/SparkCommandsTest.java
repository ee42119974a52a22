package vane.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vane.io.xyz.Frame;
import vane.io.xyz.TrajectoryPath;
import vane.spark.frames.FrameIndex;
import vane.spark.frames.FrameIndexSettings;
import vane.spark.frames.FrameRange;
import vane.spark.frames.FrameReader;
import vane.spark.frames.ReadFrames;

/** The commands, on the Spark of this process, against what one machine does. */
class SparkCommandsTest {
  private static final Path DATA = CommandRun.DATA;

  @TempDir private static Path shared;
  private static Path model;
  private static JavaSparkContext spark;

  @TempDir private Path folder;

  /** One session for all tests: a new one takes seconds. */
  @BeforeAll
  static void begin() {
    SparkSession session =
        SparkSession.builder()
            .master("local[2]")
            .appName("test")
            .config("spark.ui.enabled", "false")
            .getOrCreate();
    spark = new JavaSparkContext(session.sparkContext());
  }

  @AfterAll
  static void end() {
    SparkSession.builder().getOrCreate().stop();
  }

  @BeforeAll
  static void train() {
    model = CommandRun.smallModel(shared);
  }

  /** A trajectory with all that extended XYZ may hold. */
  private Path rich() throws IOException {
    Path file = folder.resolve("rich.xyz");
    Files.writeString(
        file,
        "2\nLattice=\"4.1 0 0 0 5 0 0 0.1 6\" pbc=\"T T F\" "
            + "Properties=species:S:1:pos:R:3:forces:R:3:tag:I:1:fixed:L:3:name:S:2:q:R:1 "
            + "energy=-1.0e-3 stress=\"1 2 3 4 5 6\" flag config='a b' list=[1,2,3] Größe={x y}\n"
            + "D 0.1 -0.0 1e-300 1 2 3 7 T F T aa ä NaN\n"
            + "T 1e22 5e-324 0.30000000000000004 4 5 6 -9 F F F cc dd -inf\n"
            + "\n1\nplain comment with \"quotes\n"
            + "H 1 2 3\n"
            + "0\nProperties=species:S:1:pos:R:3:forces:R:3\n"
            + "1\nProperties=species:S:1:pos:R:3:forces:R:1:force:R:3 energy=none\nHe 0 0 1 9 1 2 3");
    return file;
  }

  private static List<String> ordinary(String path) {
    try (Stream<Frame> frames = TrajectoryPath.parse(path).frames()) {
      return frames.map(ReadFrames::shown).toList();
    }
  }

  private static List<String> onSpark(String path, int framesEach) {
    FrameIndex index = FrameIndex.of(spark, List.of(path), FrameIndexSettings.usual(false));
    FrameReader reader = new FrameReader(spark.hadoopConfiguration(), false);
    List<String> shown = new ArrayList<>();
    for (FrameRange range : index.ranges(framesEach)) {
      reader.read(range, frame -> shown.add(ReadFrames.shown(frame)), bad -> {});
    }
    assertThat(index.frames()).isEqualTo(shown.size());
    return shown;
  }

  @Test
  void tablesHoldFramesAsTheyWere() throws IOException {
    Path file = rich();
    Path table = folder.resolve("frames.parquet");
    CommandRun.done("convert", file.toString(), "--out", table.toString(), "--part-frames", "3");
    assertThat(onSpark(table.toString(), 1)).isEqualTo(ordinary(file.toString()));
    assertThat(onSpark(table + "@1::2", 5)).isEqualTo(ordinary(file + "@1::2"));
    assertThat(onSpark(table + "@-1", 5)).isEqualTo(ordinary(file + "@-1"));
  }

  @Test
  void predictionsAreThoseOfOneMachine() throws IOException {
    String ethane = DATA.resolve("ethane-run3.xyz.gz@:200").toString();
    String propane = DATA.resolve("propane-run3.xyz.gz@5:100:3").toString();
    Path expected = folder.resolve("expected.xyz");
    CommandRun.vane(
        "predict", model.toString(), ethane, propane, "--quiet", "--out", expected.toString());
    Path table = folder.resolve("frames.parquet");
    CommandRun.done("convert", ethane, propane, "--out", table.toString(), "--part-frames", "70");
    Path fromTable = folder.resolve("from-table");
    CommandRun.done(
        "predict",
        model.toString(),
        table.toString(),
        "--out",
        fromTable.toString(),
        "--part-frames",
        "33");
    assertThat(CommandRun.together(fromTable)).isEqualTo(Files.readString(expected));
    Path asTable = folder.resolve("as-table");
    CommandRun.done(
        "predict",
        model.toString(),
        ethane,
        propane,
        "--format",
        "parquet",
        "--out",
        asTable.toString());
    Path again = folder.resolve("again");
    CommandRun.done("predict", model.toString(), asTable.toString(), "--out", again.toString());
    assertThat(CommandRun.together(again)).isEqualTo(Files.readString(expected));
  }

  @Test
  void errorsOfWorkersAreThoseOfOneMachine() throws IOException {
    Path file = folder.resolve("bad.xyz");
    String good = "1\n\nH 0 0 0\n";
    Files.writeString(file, good.repeat(5) + "1\n\nH 0 zero 0\n" + good.repeat(5));
    Path out = folder.resolve("out");
    CommandRun run =
        CommandRun.of("convert", file.toString(), "--out", out.toString(), "--part-frames", "2");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "vane-spark: "
                + file
                + ":18: frame 5: atom 0, column pos: found 'zero', expected a finite real number\n");
    // What is left of it is known as such, and may be replaced.
    assertThat(
            CommandRun.of("convert", out.toString(), "--out", folder.resolve("b").toString()).err())
        .contains("not written to its end")
        .contains("--force");
    assertThat(CommandRun.of("convert", file.toString(), "--out", out.toString()).err())
        .contains("--force");
    CommandRun skipping =
        CommandRun.of(
            "convert",
            file.toString(),
            "--out",
            out.toString(),
            "--part-frames",
            "2",
            "--force",
            "--skip-bad-frames");
    assertThat(skipping.status()).isZero();
    assertThat(skipping.err())
        .contains("wrote 10 frames with 10 atoms")
        .contains("left out 1 frame")
        .contains("bad.xyz:18: frame 5")
        .contains("(at byte 55)");
    assertThat(onSpark(out.toString(), 100)).hasSize(10);
  }

  @Test
  void compressedFilesAndPatternsAreRead() throws IOException {
    Path plain = rich();
    Path packed = folder.resolve("rich2.xyz.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      Files.copy(plain, out);
    }
    assertThat(onSpark(packed.toString(), 1)).isEqualTo(ordinary(packed.toString()));
    List<String> both = new ArrayList<>(ordinary(plain + "@::2"));
    both.addAll(ordinary(packed + "@::2"));
    assertThat(onSpark(folder + "/rich*.xyz*@::2", 2)).isEqualTo(both);
  }

  @Test
  void nothingIsDestroyed() throws IOException {
    Path file = rich();
    Path foreign = Files.createDirectory(folder.resolve("foreign"));
    Files.writeString(foreign.resolve("notes.txt"), "mine");
    assertThat(
            CommandRun.of("convert", file.toString(), "--out", foreign.toString(), "--force").err())
        .contains("vane-spark did not write it");
    assertThat(CommandRun.of("convert", file.toString(), "--out", file.toString(), "--force").err())
        .contains("it is a file");
    Path table = folder.resolve("table");
    CommandRun.done("convert", file.toString(), "--out", table.toString());
    CommandRun itself =
        CommandRun.of("convert", table.toString(), "--out", table.toString(), "--force");
    assertThat(itself.status()).isEqualTo(2);
    assertThat(itself.err()).contains("an input is never replaced");
    assertThat(onSpark(table.toString(), 9)).hasSize(4);
    assertThat(foreign.resolve("notes.txt")).hasContent("mine");
  }

  @Test
  void namesWithAFileSystemAreToldWhole() throws IOException {
    Path bad = Files.writeString(folder.resolve("bad.xyz"), "1\n\nH 0 zero 0\n");
    String out = folder.resolve("out").toString();
    for (String name : List.of("file://" + bad, "file://" + folder + "/none.xyz")) {
      CommandRun run = CommandRun.of("convert", name, "--out", out, "--force");
      assertThat(run.status()).isEqualTo(2);
      assertThat(run.err()).startsWith("vane-spark: " + name + ":").hasLineCount(1);
    }
    StringWriter told = new StringWriter();
    new WholeNames(new PrintWriter(told), List.of("s3a://bucket/runs/*.xyz", "hdfs:///a@::10"))
        .println("s3a:/bucket/runs/1.xyz, hdfs:/a and hdfs:///a, s3a:/other/2.xyz");
    assertThat(told)
        .hasToString("s3a://bucket/runs/1.xyz, hdfs:///a and hdfs:///a, s3a:/other/2.xyz\n");
  }

  @Test
  void wrongInputIsToldInOneLine() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.xyz"), "");
    Path plain = Files.createDirectory(folder.resolve("plain"));
    String out = folder.resolve("out").toString();
    for (String input : List.of("none.xyz", empty.toString(), plain.toString(), rich() + "@9")) {
      CommandRun run = CommandRun.of("convert", input, "--out", out);
      assertThat(run.status()).as(input).isEqualTo(2);
      assertThat(run.err()).startsWith("vane-spark: ").hasLineCount(1).contains(input);
    }
    Path unknown = Files.writeString(folder.resolve("gold.xyz"), "1\n\nAu 0 0 0\n");
    CommandRun run = CommandRun.of("predict", model.toString(), unknown.toString(), "--out", out);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).startsWith("vane-spark: " + unknown + ": frame 0").hasLineCount(1);
  }
}
