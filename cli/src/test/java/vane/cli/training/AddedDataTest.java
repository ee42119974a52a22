package vane.cli.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vane.cli.Bundled;
import vane.cli.CommandLineRun;
import vane.cli.WrittenFrames;
import vane.io.xyz.Frame;
import vane.model.ForceModel;
import vane.model.Provenance;
import vane.model.file.ModelFile;

/** {@code vane train --keep-sums} and {@code --add-to}. */
class AddedDataTest {
  private static final String A = Bundled.trajectory("ethane", 1, "::20");
  private static final String B = Bundled.trajectory("propane", 1, "::40");
  private static final String C = Bundled.trajectory("butane", 1, "::50");

  @TempDir static Path shared;

  /** Trained on A, with its sums. */
  private static Path first;

  private static CommandLineRun training;

  @TempDir Path folder;

  @BeforeAll
  static void trainTheFirst() {
    first = shared.resolve("first.vane");
    training = train(first, A, "--keep-sums");
    assertThat(training.status()).as(training.err()).isZero();
  }

  private static CommandLineRun train(Path out, String data, String... more) {
    String[] fixed = {
      "train",
      data,
      "--preset",
      "fast",
      "--cutoff",
      "3.5",
      "--degrees",
      "3,2,-1",
      "--out",
      out.toString()
    };
    return CommandLineRun.of(CommandLineRun.join(fixed, more));
  }

  private static CommandLineRun add(Path old, Path out, String... more) {
    String[] fixed = {"train", "--add-to", old.toString(), "--out", out.toString()};
    return CommandLineRun.of(CommandLineRun.join(fixed, more));
  }

  private static Path added(Path old, Path out, String... more) {
    CommandLineRun run = add(old, out, CommandLineRun.join(more, "--keep-sums"));
    assertThat(run.status()).as(run.err()).isZero();
    return out;
  }

  private static Path sums(Path model) {
    return model.resolveSibling(model.getFileName() + ".sums");
  }

  private static void requireRefused(CommandLineRun run, String... reasons) {
    assertThat(run.status()).as(run.err()).isEqualTo(2);
    assertThat(run.err().lines()).singleElement().asString().contains(reasons);
  }

  private double forceRmse(Path model, String test) throws IOException {
    Path json = folder.resolve("errors.json");
    CommandLineRun.done("evaluate", model.toString(), test, "--json", json.toString(), "--quiet");
    JsonNode all = new ObjectMapper().readTree(Files.readString(json)).get("all");
    return all.get("forceRmseEvPerAngstrom").asDouble();
  }

  private List<Frame> predicted(Path model) {
    String out = folder.resolve("predicted.xyz").toString();
    CommandLineRun.done(
        "predict",
        model.toString(),
        Bundled.trajectory("butane", 3, "::100"),
        "-o",
        out,
        "--quiet");
    return WrittenFrames.frames(out);
  }

  @Test
  void theThreadsDoNotMatter() throws IOException {
    Path one = added(first, folder.resolve("one.vane"), B, "--threads", "1");
    Path two = added(first, folder.resolve("two.vane"), B, "--threads", "2");
    assertThat(two).hasSameBinaryContentAs(one);
    assertThat(sums(two)).hasSameBinaryContentAs(sums(one));
  }

  @Test
  void inSeveralStepsOrOneInAnyOrderTheForcesAreTheSame() {
    Path ab = added(first, folder.resolve("ab.vane"), B);
    Path ac = added(first, folder.resolve("ac.vane"), C);
    List<Frame> expected = predicted(added(ab, folder.resolve("abc.vane"), C));
    for (Path other :
        List.of(
            added(ac, folder.resolve("acb.vane"), B),
            added(first, folder.resolve("together.vane"), B, C))) {
      List<Frame> found = predicted(other);
      for (int f = 0; f < expected.size(); f++) {
        double[] forces = expected.get(f).vectors("vane_forces");
        assertThat(found.get(f).vectors("vane_forces")).containsExactly(forces, within(1e-7));
      }
    }
  }

  @Test
  void whatIsAddedIsLearntAlmostAsInATrainingOfAll() throws IOException {
    Path added = added(first, folder.resolve("added.vane"), B);
    Path together = folder.resolve("together.vane");
    String[] all = {B, "--quiet"};
    assertThat(train(together, A, all).status()).isZero();
    String test = Bundled.trajectory("propane", 3, "::50");
    double error = forceRmse(added, test);
    assertThat(error).isLessThan(0.7 * forceRmse(first, test));
    assertThat(error).isLessThan(1.1 * forceRmse(together, test));
  }

  @Test
  void aTrainingThatKeepsItsSumsGivesTheSameModelAsOneThatDoesNot() {
    Path plain = folder.resolve("plain.vane");
    CommandLineRun run = train(plain, A);
    assertThat(run.status()).isZero();
    assertThat(plain).hasSameBinaryContentAs(first);
    assertThat(sums(plain)).doesNotExist();
    assertThat(training.err()).contains("vane: wrote " + first + "\nvane: wrote " + sums(first));
  }

  @Test
  void theModelSaysWhereAllOfItComesFrom() {
    CommandLineRun run = add(first, folder.resolve("ab.vane"), B);
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err()).contains("75 frames, ", "added 25 frames; ", "vane evaluate ");
    assertThat(sums(folder.resolve("ab.vane"))).doesNotExist();
    ForceModel model = ModelFile.open(folder.resolve("ab.vane"));
    Provenance provenance = model.provenance();
    assertThat(provenance.data())
        .extracting(Provenance.DataFile::name)
        .containsExactly("ethane-run1.xyz.gz@::20", "propane-run1.xyz.gz@::40");
    assertThat(provenance.structures().size()).isEqualTo(75);
    assertThat(provenance.vaneVersion())
        .isEqualTo(ModelFile.open(first).provenance().vaneVersion());
  }

  @Test
  void framesThatAreKnownAreLeftOut() {
    Path ab = added(first, folder.resolve("ab.vane"), B);
    requireRefused(
        add(ab, folder.resolve("no.vane"), A, B),
        "found only frames that the model was trained on",
        "ethane-run1.xyz.gz: frame 0",
        "expected others to add");
    assertThat(folder.resolve("no.vane")).doesNotExist();
    CommandLineRun run = add(ab, folder.resolve("abc.vane"), C, B);
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err())
        .contains(
            "warning: 25 frames of 45 left out, as the model was trained on them (the first: ",
            "propane-run1.xyz.gz: frame 0)",
            "added 20 frames");
    assertThat(ModelFile.open(folder.resolve("abc.vane")).provenance().structures().size())
        .isEqualTo(95);
  }

  @Test
  void anUnknownElementIsNamedWithItsAtom() throws IOException {
    Path water = folder.resolve("water.xyz");
    Files.writeString(
        water, "2\nProperties=species:S:1:pos:R:3:forces:R:3\nC 0 0 0 0 0 -1\nO 0 0 1.2 0 0 1\n");
    requireRefused(
        add(first, folder.resolve("no.vane"), B, water.toString()),
        "water.xyz: frame 0: atom 1: found O, expected one of the elements of the training so far,"
            + " H, C");
  }

  @Test
  void sumsMustBeThereAndOfTheModel() throws IOException {
    Path alone = Files.copy(first, folder.resolve("alone.vane"));
    Path no = folder.resolve("no.vane");
    requireRefused(
        add(alone, no, B), "alone.vane.sums: found no such file", "train with --keep-sums");
    // As many frames of the same molecule: only what was seen of them tells.
    Path other = folder.resolve("other.vane");
    assertThat(train(other, Bundled.trajectory("ethane", 1, "1::20"), "--keep-sums", "-q").status())
        .isZero();
    Files.copy(sums(other), sums(alone));
    requireRefused(add(alone, no, B), "alone.vane.sums: found sums of other ", "train it anew");
    Files.delete(sums(alone));
    Path ab = added(first, folder.resolve("ab.vane"), B);
    Files.copy(sums(ab), sums(alone));
    requireRefused(add(alone, no, B), "found sums of 75 frames and not the 50 of ");
    Files.writeString(sums(alone), "mine");
    requireRefused(add(alone, no, B), "alone.vane.sums");
    assertThat(no).doesNotExist();
  }

  @Test
  void onlyModelsThatAreLinearInTheirWeightsCanBeAddedTo() {
    Path mlm = Bundled.smallModel(folder, "mlm.vane");
    requireRefused(
        add(mlm, folder.resolve("no.vane"), B), "mlm.vane: found a model of the method oa-mlm");
    requireRefused(add(sums(first), folder.resolve("no.vane"), B), "vane-sums");
  }

  @ParameterizedTest
  @CsvSource({
    "--preset accurate --keep-sums,--keep-sums: found with networks (--preset accurate)",
    "--networks 2 --keep-sums,'expected --networks 0 with it'",
    "--method oa-mlm --keep-sums,--keep-sums: found with --method oa-mlm",
    "--keep-sums --out -,'--keep-sums: found with a pipe for the model, expected a file'",
    "--add-to m.vane --preset fast,'--preset: found with --add-to, expected without it'",
    "--add-to m.vane --method equivariant,--method: found with --add-to",
    "--add-to m.vane --training-environments 9,--training-environments: found with --add-to",
    "--add-to m.vane --cutoff 4,--cutoff: found with --add-to",
    "--add-to m.vane --networks 0,--networks: found with --add-to",
    "--add-to m.vane -k 9,--references: found with --add-to",
    "--add-to no-such-model.vane,no-such-model.vane"
  })
  void whatDoesNotBelongIsRefusedBeforeAnyWork(String options, String message) {
    String out = options.contains("--out") ? "" : " --out " + folder.resolve("new.vane");
    requireRefused(
        CommandLineRun.of(("train no-such-file.xyz " + options + out).split(" ")), message);
  }

  @Test
  void neitherModelNorSumsAreReplacedUnasked() throws IOException {
    Path own = Files.copy(first, folder.resolve("own.vane"));
    Files.copy(sums(first), sums(own));
    for (Path input : List.of(own, sums(own))) {
      requireRefused(add(own, input, B, "--force"), "it is the input", "never replaced");
    }
    assertThat(own).hasSameBinaryContentAs(first);
    assertThat(sums(own)).hasSameBinaryContentAs(sums(first));
    Path next = folder.resolve("next.vane");
    Files.writeString(sums(next), "mine");
    requireRefused(
        add(own, next, B, "--keep-sums"), "next.vane.sums", "it is there already", "--force");
    assertThat(sums(next)).hasContent("mine");
    assertThat(next).doesNotExist();
    // Sums that an earlier training wrote may be replaced.
    Files.delete(sums(next));
    Files.copy(sums(first), sums(next));
    added(own, next, B);
    assertThat(Files.mismatch(sums(first), sums(next))).isNotNegative();
  }

  @Test
  void aTrainingThatFailsLeavesNoSums() throws IOException {
    Path gone = folder.resolve("gone.xyz");
    Files.writeString(gone, "1\nProperties=species:S:1:pos:R:3:forces:R:3\nC 0 0 0 0 0 0\n");
    requireRefused(train(folder.resolve("no.vane"), gone.toString(), "--keep-sums", "-q"), "found");
    assertThat(folder).isDirectoryNotContaining("glob:**no.vane*");
  }

  @Test
  void whatTheFirstTrainingCannotLearnAnyMoreIsSaid() throws IOException {
    Path alone = folder.resolve("alone.vane");
    assertThat(train(alone, A, "--forces-only", "--keep-sums", "-q").status()).isZero();
    Path near = folder.resolve("near.xyz");
    Files.writeString(
        near,
        "2\nProperties=species:S:1:pos:R:3:forces:R:3 energy=-1\nC 0 0 0 0 0 -5\n"
            + "H 0 0 0.7 0 0 5\n");
    CommandLineRun run = add(alone, folder.resolve("near.vane"), near.toString());
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err())
        .contains(
            "warning: 1 frame with energies that are not learnt, as the first training had none",
            "warning: H and C come as near as 0.70 Å in the frames that are added, but 1.0");
  }

  @Test
  void infoSaysWhatSumsAre() {
    String info = CommandLineRun.done("info", sums(first).toString());
    assertThat(info)
        .contains(
            "sums          " + sums(first),
            "--add-to",
            "elements      H, C",
            "functions     cutoff 3.5 Å",
            "frames        50, ",
            "energies      50 frames",
            "stresses      not learnt",
            "C             100 training environments");
  }
}
