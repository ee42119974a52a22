package vane.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training on the Spark of this process: the model of one machine, to the last bit. */
class ClusterTrainingTest {
  @TempDir private Path folder;

  @Test
  void theModelIsThatOfOneMachineWithAnyNumberOfPartitions() throws IOException {
    // Several sections, and choices of everything that can be chosen.
    String[] args = {
      "train",
      CommandRun.DATA.resolve("propane-run1.xyz.gz").toString(),
      CommandRun.DATA.resolve("butane-run1.xyz.gz@::2").toString(),
      "--degrees",
      "8,6,3",
      "--training-environments",
      "0",
    };
    Path one = folder.resolve("one.vane");
    CommandRun.vane(CommandRun.with(args, "--out", one.toString()));
    for (int partitions : new int[] {1, 7}) {
      Path other = folder.resolve(partitions + ".vane");
      CommandRun run =
          CommandRun.of(
              CommandRun.with(args, "--out", other.toString(), "--partitions", "" + partitions));
      assertThat(run.status()).as(run.err()).isZero();
      assertThat(Files.readAllBytes(other))
          .as("%d partitions", partitions)
          .isEqualTo(Files.readAllBytes(one));
    }
  }

  @Test
  void energiesAndStressesAreLearntTooAndCopiesLeftOut() throws IOException {
    Path data = folder.resolve("run.xyz");
    StringBuilder text = new StringBuilder();
    Random random = new Random(1);
    for (int f = 0; f < 60; f++) {
      text.append("3\nLattice=\"5 0 0 0 5 0 0 0 5\" pbc=\"T T T\" ")
          .append("Properties=species:S:1:pos:R:3:forces:R:3 energy=")
          .append(random.nextGaussian())
          .append(" stress=\"1e-3 1e-3 1e-3 0 0 ")
          .append(1e-3 * random.nextGaussian())
          .append("\"\n");
      for (String element : new String[] {"O", "H", "H"}) {
        text.append(element);
        for (int c = 0; c < 6; c++) {
          text.append(' ').append(c < 3 ? 2 * random.nextDouble() : random.nextGaussian());
        }
        text.append('\n');
      }
    }
    String frames = text.toString();
    Files.writeString(data, frames + frames.substring(0, frames.indexOf("\n3\n") + 1));
    String[] args = {
      "train",
      data.toString(),
      "--degrees",
      "4,2,-1",
      "--cutoff",
      "3",
      "--training-environments",
      "0"
    };
    Path one = folder.resolve("one.vane");
    Path other = folder.resolve("other.vane");
    CommandRun.vane(CommandRun.with(args, "--out", one.toString()));
    CommandRun run = CommandRun.of(CommandRun.with(args, "--out", other.toString()));
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err()).contains("1 frame of 61 left out, as copies of others");
    assertThat(Files.readAllBytes(other)).isEqualTo(Files.readAllBytes(one));
  }

  @Test
  void whatIsWrongInAFrameReachesTheUserAsOneLine() throws IOException {
    Path data = folder.resolve("run.xyz");
    String good = "2\nProperties=species:S:1:pos:R:3:forces:R:3\nH 0 0 0 1 0 0\nH 0 0 0.8 -1 0 0\n";
    Files.writeString(data, good.repeat(3) + good.replace("0.8", "0"));
    CommandRun run =
        CommandRun.of(
            "train", data.toString(), "--out", folder.resolve("m.vane").toString(), "--quiet");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .isEqualToIgnoringNewLines(
            "vane-spark: "
                + data
                + ": frame 3: atom 0 and atom 1 are 0.0 Å apart, expected at least 1.0E-6 Å (atoms"
                + " count from 0)");
    assertThat(folder.resolve("m.vane")).doesNotExist();
  }

  @Test
  void framesAddedOnTheClusterGiveTheModelOfOneMachine() throws IOException {
    String first = CommandRun.DATA.resolve("propane-run1.xyz.gz@::5").toString();
    String more = CommandRun.DATA.resolve("propane-run2.xyz.gz@::5").toString();
    Path old = folder.resolve("old.vane");
    CommandRun.done(
        "train", first, "--degrees", "8,6,3", "--cutoff", "4", "--keep-sums", "--out", "" + old);
    Path one = folder.resolve("one.vane");
    Path other = folder.resolve("other.vane");
    CommandRun.vane("train", more, "--add-to", "" + old, "--keep-sums", "--out", "" + one);
    CommandRun.done("train", more, "--add-to", "" + old, "--keep-sums", "--out", "" + other);
    assertThat(Files.readAllBytes(other)).isEqualTo(Files.readAllBytes(one));
    assertThat(Files.readAllBytes(folder.resolve("other.vane.sums")))
        .isEqualTo(Files.readAllBytes(folder.resolve("one.vane.sums")));
    CommandRun again =
        CommandRun.of(
            "train", more, "--add-to", "" + one, "--out", "" + folder.resolve("x.vane"), "--quiet");
    assertThat(again.status()).isEqualTo(2);
    assertThat(again.err()).contains("has learnt from all of these frames already");
  }

  @Test
  void optionsThatWouldDoNothingAreRefused() {
    String run = CommandRun.DATA.resolve("ethane-run1.xyz.gz").toString();
    CommandRun none = CommandRun.of("train", run, "--partitions", "0", "--out", folder + "/m.vane");
    assertThat(none.status()).isEqualTo(2);
    assertThat(none.err()).contains("--partitions 0, expected at least 1");
    for (String[] chosen : new String[][] {{"--degrees", "6,3,-1"}, {"--preset", "fast"}}) {
      String[] args = {"train", run, "--add-to", folder + "/old.vane", "--out", folder + "/m.vane"};
      CommandRun refused = CommandRun.of(CommandRun.with(args, chosen));
      assertThat(refused.status()).isEqualTo(2);
      assertThat(refused.err()).contains(chosen[0] + ": found with --add-to, expected without it");
    }
  }

  @Test
  void anInputIsNeverReplacedHoweverItIsNamed() throws IOException {
    Path data = folder.resolve("run.xyz");
    String frame =
        "2\nProperties=species:S:1:pos:R:3:forces:R:3\nH 0 0 0 1 0 0\nH 0 0 0.8 -1 0 0\n";
    Files.writeString(data, frame.repeat(3));
    for (String name : new String[] {data + "@:2", folder + "/r*.xyz"}) {
      CommandRun run = CommandRun.of("train", name, "--out", data.toString(), "--force", "--quiet");
      assertThat(run.status()).as(name).isEqualTo(2);
      assertThat(run.err()).contains("input");
      assertThat(Files.readString(data)).isEqualTo(frame.repeat(3));
    }
  }
}
