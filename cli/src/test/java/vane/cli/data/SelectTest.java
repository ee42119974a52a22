package vane.cli.data;

import static org.assertj.core.api.Assertions.assertThat;
import static vane.cli.WrittenFrames.frames;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vane.cli.Bundled;
import vane.cli.CommandLineRun;
import vane.io.xyz.Frame;
import vane.io.xyz.InfoValue;
import vane.io.xyz.XyzWriter;
import vane.structure.Structure;

/** {@code vane select}. */
class SelectTest {
  @TempDir static Path shared;
  private static String model;

  @TempDir Path folder;

  @BeforeAll
  static void train() {
    model = shared.resolve("ethane.vane").toString();
    CommandLineRun.done(
        "train", Bundled.trajectory("ethane", 1, "::10"), "--preset", "fast", "-q", "-o", model);
  }

  /** A frame whose atoms have all moved by up to a tenth of an ångström along each axis. */
  private static Frame distorted(Frame frame, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] positions = frame.structure().positions();
    for (int i = 0; i < positions.length; i++) {
      positions[i] += random.nextDouble(-0.1, 0.1);
    }
    return Frame.of(Structure.of(frame.structure().elements(), positions))
        .with("distorted", InfoValue.of(seed));
  }

  private String written(String name, List<Frame> frames) {
    Path file = folder.resolve(name);
    try (XyzWriter writer = XyzWriter.create(file)) {
      frames.forEach(writer::write);
      writer.commit();
    }
    return file.toString();
  }

  private static List<Long> numbers(List<Frame> frames) {
    return frames.stream()
        .map(frame -> (long) frame.info().get("vane_frame").real().orElseThrow())
        .toList();
  }

  @Test
  void distortedFramesComeFirstAndTheirCopiesDoNot() {
    List<Frame> pool = new ArrayList<>(frames(Bundled.trajectory("ethane", 1, "3:400:10")));
    List<Frame> odd = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      odd.add(distorted(pool.get(10 * i), i));
      pool.add(13 * i, odd.get(i));
    }
    odd.forEach(pool::add);
    Path out = folder.resolve("chosen.xyz");
    CommandLineRun run =
        CommandLineRun.of(
            "select", model, written("pool.xyz", pool), "-n", "12", "-o", out.toString());
    assertThat(run.status()).as(run.err()).isZero();
    List<Frame> chosen = frames(out.toString());
    assertThat(chosen).hasSize(12);
    assertThat(numbers(chosen).subList(0, 3)).containsExactlyInAnyOrder(0L, 13L, 26L);
    double before = Double.POSITIVE_INFINITY;
    for (Frame frame : chosen) {
      double gain = frame.info().get("vane_gain").real().orElseThrow();
      assertThat(gain).isPositive().isLessThanOrEqualTo(before);
      before = gain;
    }
    assertThat(run.out().lines().toList().get(0)).matches("chosen +gain +frame");
    assertThat(run.out().lines().filter(line -> line.matches(" +\\d+ +[0-9.]+ .*frame \\d+")))
        .extracting(line -> Integer.parseInt(line.strip().split(" ")[0]))
        .containsExactly(1, 2, 5, 10, 12);
    assertThat(run.out()).contains("12 frames from ");
  }

  @Test
  void framesStayAsTheyWereAndThreadsDoNotMatter() throws IOException {
    String one = Bundled.trajectory("ethane", 3, "5:200:10");
    String two = Bundled.trajectory("ethane", 2, "-40:");
    Path[] outs = {folder.resolve("one.xyz"), folder.resolve("three.xyz")};
    String[] said = new String[2];
    for (int i = 0; i < 2; i++) {
      String threads = i == 0 ? "1" : "3";
      said[i] =
          CommandLineRun.done(
              "select", model, one, two, "-n", "9", "--threads", threads, "-o", outs[i].toString());
    }
    assertThat(said[0]).isEqualTo(said[1]).contains("ethane-run3.xyz.gz", "ethane-run2.xyz.gz");
    assertThat(Files.readString(outs[0])).isEqualTo(Files.readString(outs[1]));
    List<Frame> pool = new ArrayList<>(frames(one));
    pool.addAll(frames(two));
    List<Frame> chosen = frames(outs[0].toString());
    List<Long> numbers = numbers(chosen);
    assertThat(numbers).doesNotHaveDuplicates();
    for (int i = 0; i < chosen.size(); i++) {
      Frame own = pool.get(numbers.get(i).intValue());
      assertThat(chosen.get(i).structure().positions())
          .containsExactly(own.structure().positions());
      assertThat(chosen.get(i).vectors("forces")).containsExactly(own.vectors("forces"));
      assertThat(chosen.get(i).info())
          .containsAllEntriesOf(own.info())
          .hasSize(own.info().size() + 2);
    }
  }

  @Test
  void moreThanThePoolHoldsIsAllOfItWithANote() {
    Path out = folder.resolve("chosen.xyz.gz");
    CommandLineRun run =
        CommandLineRun.of(
            "select", model, Bundled.trajectory("ethane", 3, "::300"), "-o", out.toString());
    assertThat(run.status()).isZero();
    assertThat(run.err()).contains("vane: the pool has only 4 frames: all of them were chosen");
    assertThat(numbers(frames(out.toString()))).containsExactlyInAnyOrder(0L, 1L, 2L, 3L);
  }

  @Test
  void badInputIsOneLineAndNothingIsWritten() throws IOException {
    String directions = Bundled.smallModel(folder, "directions.vane").toString();
    Path gold = folder.resolve("gold.xyz");
    Files.writeString(gold, "1\nProperties=species:S:1:pos:R:3 pbc=\"F F F\"\nAu 0 0 0\n");
    Path twins = folder.resolve("twins.xyz");
    Files.writeString(twins, "2\nProperties=species:S:1:pos:R:3 pbc=\"F F F\"\nH 0 0 0\nH 0 0 0\n");
    String ethane = Bundled.trajectory("ethane", 3, "0");
    String[][] runs = {
      {directions, ethane},
      {model, ethane, gold.toString()},
      {model, ethane, twins.toString()},
      {model, ethane, "-n", "0"},
      {model, folder.resolve("missing.xyz").toString()},
      {model},
    };
    String[] expected = {
      "directions.vane: found a model of the method oa-mlm, expected an equivariant one",
      "gold.xyz: frame 0",
      "twins.xyz: frame 0",
      "--frames: found 0, expected at least 1",
      "missing.xyz",
      "POOL.xyz",
    };
    Path out = folder.resolve("never.xyz");
    for (int r = 0; r < runs.length; r++) {
      String[] arguments = CommandLineRun.join(new String[] {"select", "-q"}, runs[r]);
      CommandLineRun run = CommandLineRun.of(CommandLineRun.join(arguments, "-o", out.toString()));
      assertThat(run.status()).as(run.err()).isEqualTo(2);
      assertThat(run.err().lines()).hasSize(1);
      assertThat(run.err()).contains(expected[r]);
      assertThat(out).doesNotExist();
    }
  }
}
