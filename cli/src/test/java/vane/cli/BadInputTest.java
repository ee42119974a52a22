package vane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input: exit status 2, one line that names the place, and no file left. */
class BadInputTest {
  private static final String HEADER = "Properties=species:S:1:pos:R:3:forces:R:3\n";
  private static final String GOOD =
      "2\n" + HEADER + "C 0 0 0 0 0 -1\nH 0 0 1.1 0 0 1\n" + "2\n" + HEADER;

  @TempDir static Path shared;
  private static Path model;

  /** Inputs are here. */
  @TempDir Path folder;

  /** Outputs would be here. */
  private Path results;

  @BeforeAll
  static void train() {
    model = Bundled.smallModel(shared, "small.vane");
  }

  @BeforeEach
  void makeResults() throws IOException {
    results = Files.createDirectory(folder.resolve("results"));
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private void refused(List<String> parts, Object... args) throws IOException {
    CommandLineRun run =
        CommandLineRun.of(Arrays.stream(args).map(Object::toString).toArray(String[]::new));
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .startsWith("vane: ")
        .doesNotContain("Exception", "\tat ")
        .satisfies(line -> assertThat(parts).allMatch(line::contains));
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    try (Stream<Path> left = Files.walk(results)) {
      assertThat(left).containsExactly(results);
    }
    try (Stream<Path> beside = Files.list(folder)) {
      assertThat(beside.map(p -> p.getFileName().toString())).noneMatch(n -> n.startsWith("."));
    }
  }

  /** A file that every command which reads trajectories must refuse. */
  private void refusedByAll(Path file, String... parts) throws IOException {
    List<String> named = new ArrayList<>(List.of(parts));
    named.add(file.toString());
    refused(named, "predict", model, file, "-o", results.resolve("out.xyz"));
    refused(named, "predict", model, file, "-o", results.resolve("out.xyz.gz"));
    refused(named, "evaluate", model, file, "--json", results.resolve("out.json"));
    refused(
        named, "train", file, "--method", "oa-mlm", "-k", "1", "-o", results.resolve("out.vane"));
    refused(named, "describe", file, "--species", "C,H", "-o", results.resolve("out.npy"));
  }

  @Test
  void aCutFrame() throws IOException {
    refusedByAll(file("a.xyz", GOOD + "C 0 0 0 0 0 -1\n"), ":8:", "frame 1", "after 1");
  }

  @Test
  void aNonNumber() throws IOException {
    String text = GOOD + "C 0 0 0 0 0 -1\nH 0 abc 1.1 0 0 1\n";
    refusedByAll(file("a.xyz", text), ":8:", "frame 1", "atom 1", "column pos", "'abc'");
  }

  @Test
  void aNumberThatIsTooLarge() throws IOException {
    String text = GOOD + "C 0 0 0 0 0 -1\nH 0 0 1.1 0 1e999 1\n";
    refusedByAll(file("a.xyz", text), ":8:", "frame 1", "atom 1", "column forces", "1e999");
  }

  /** Commands that need no forces go on. */
  @ParameterizedTest
  @ValueSource(strings = {"NaN", "nan", "inf", "-Infinity"})
  void aForceThatIsNotFinite(String number) throws IOException {
    Path file = file("a.xyz", GOOD + "C 0 0 0 0 0 -1\nH 0 0 1.1 0 " + number + " 1\n");
    List<String> parts =
        List.of(file.toString(), ":8:", "frame 1", "atom 1", "column forces", "--skip-bad-frames");
    refused(parts, "evaluate", model, file, "--json", results.resolve("out.json"));
    refused(parts, "train", file, "--method", "oa-mlm", "-k", "1", "-o", results.resolve("m.vane"));
  }

  @Test
  void aPositionThatIsNotFinite() throws IOException {
    String text = GOOD + "C 0 0 0 0 0 -1\nH 0 nan 1.1 0 0 1\n";
    refusedByAll(file("a.xyz", text), ":8:", "frame 1", "atom 1", "column pos", "nan");
  }

  @Test
  void aWordThatIsNoElement() throws IOException {
    String text = GOOD + "C 0 0 0 0 0 -1\nQq 0 0 1.1 0 0 1\n";
    refusedByAll(file("a.xyz", text), ":8:", "frame 1", "atom 1", "'Qq'");
  }

  @Test
  void anEnergyKeyForAModelWithoutEnergies() throws IOException {
    Path file = file("a.xyz", GOOD + "C 0 0 0 0 0 -1\nH 0 0 1.1 0 0 1\n");
    refused(
        List.of("--energy-key: the model " + model + " predicts no energies"),
        "evaluate",
        model,
        file,
        "--energy-key",
        "energy");
  }

  @Test
  void twoAtomsAtOnePlace() throws IOException {
    String text = GOOD + "C 0 0 0 0 0 -1\nH 0 0 0 0 0 1\n";
    refusedByAll(file("a.xyz", text), "frame 1", "atom 0 and atom 1", "apart");
  }

  @Test
  void anEmptyFile() throws IOException {
    refusedByAll(file("a.xyz", ""), "empty file");
  }

  @Test
  void aMissingFile() throws IOException {
    refusedByAll(folder.resolve("none.xyz"), "no such file");
  }

  @Test
  void aFolderForAFile() throws IOException {
    refusedByAll(results, "found a folder");
  }

  @Test
  void somethingElseUnderTheNameOfAGzippedFile() throws IOException {
    Path file = folder.resolve("a.xyz.gz");
    Files.write(file, new byte[] {0x50, 0x4b, 3, 4, 0, 0, 1, 2, 3, 4, (byte) 200, 10, 7});
    refusedByAll(file, ":1:", "frame 0");
  }

  @Test
  void aGzippedFileThatIsCut() throws IOException {
    byte[] whole = Files.readAllBytes(Bundled.FOLDER.resolve("ethane-run1.xyz.gz"));
    Path file = folder.resolve("a.xyz.gz");
    Files.write(file, Arrays.copyOf(whole, 20_000));
    refusedByAll(file, "frame", "broken gzip stream");
  }

  @Test
  void aSliceWithoutAnyFrame() throws IOException {
    Path file = file("a.xyz", "1\n" + HEADER + "H 0 0 0 0 0 1\n");
    refused(
        List.of(file.toString(), "5"),
        "predict",
        model,
        file + "@5:",
        "-o",
        results.resolve("out.xyz"));
  }

  @Test
  void noColumnOfForces() throws IOException {
    Path file = file("a.xyz", "1\nProperties=species:S:1:pos:R:3:REF_forces:R:3\nH 0 0 0 0 0 1\n");
    List<String> parts = List.of(file.toString(), "frame 0", "'forces'", "REF_forces");
    refused(parts, "train", file, "-o", results.resolve("out.vane"));
    refused(parts, "evaluate", model, file, "--json", results.resolve("out.json"));
    List<String> other = List.of(file.toString(), "frame 0", "'dft'", "REF_forces");
    refused(other, "train", file, "--forces-key", "dft", "-o", results.resolve("out.vane"));
  }

  @Test
  void anElementThatTheModelDoesNotKnow() throws IOException {
    Path file = file("a.xyz", "1\n" + HEADER + "H 0 0 0 0 0 1\n1\n" + HEADER + "Cu 0 0 0 0 0 1\n");
    List<String> parts = List.of(file.toString(), "frame 1", "atom 0 is Cu", "H, C");
    refused(parts, "predict", model, file, "-o", results.resolve("out.xyz"));
    refused(parts, "evaluate", model, file, "--json", results.resolve("out.json"));
    refused(
        List.of(file.toString(), "frame 1", "atom 0 is Cu"),
        "describe",
        file,
        "--species",
        "C,H",
        "-o",
        results.resolve("out.npy"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 9, 300, 5000, -1})
  void aModelCutShort(int length) throws IOException {
    byte[] whole = Files.readAllBytes(model);
    Path cut = folder.resolve("cut.vane");
    Files.write(cut, Arrays.copyOf(whole, length < 0 ? whole.length + length : length));
    refusedModel(cut);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 7, 8, 20, 100, 400, 900, 1500})
  void aModelWithOneByteOfItsHeaderChanged(int position) throws IOException {
    byte[] bytes = Files.readAllBytes(model);
    bytes[position] ^= 1;
    Path changed = folder.resolve("changed.vane");
    Files.write(changed, bytes);
    refusedModel(changed);
  }

  @Test
  void somethingElseThanAModel() throws IOException {
    refusedModel(file("a.vane", GOOD));
    refusedModel(folder.resolve("none.vane"));
    refusedModel(results);
  }

  @Test
  void theNetForceOfDirectionsAlone() throws IOException {
    String test = Bundled.trajectory("ethane", 3, "0");
    List<String> parts =
        List.of("--remove-net-force", model.toString(), "directions without forces, expected");
    refused(parts, "predict", model, test, "--remove-net-force", "-o", results.resolve("out.xyz"));
    refused(
        parts, "evaluate", model, test, "--remove-net-force", "--json", results.resolve("o.json"));
  }

  private void refusedModel(Path file) throws IOException {
    List<String> parts = List.of(file.toString(), "expected");
    String test = Bundled.trajectory("ethane", 3, "0");
    refused(parts, "info", file);
    refused(parts, "predict", file, test, "-o", results.resolve("out.xyz"));
    refused(parts, "evaluate", file, test, "--json", results.resolve("out.json"));
  }

  private void refusedTraining(String data, List<String> options, String... parts)
      throws IOException {
    List<Object> args =
        new ArrayList<>(
            List.of("train", data, "--method", "oa-mlm", "-o", results.resolve("out.vane")));
    args.addAll(options);
    refused(List.of(parts), args.toArray());
  }

  @Test
  void moreReferencesThanData() throws IOException {
    String data = Bundled.trajectory("ethane", 1, ":2");
    refusedTraining(data, List.of("-k", "1000"), "element H", "12", "1000 references");
    // Twelve hydrogen atoms would do, four carbon atoms do not.
    refusedTraining(data, List.of("-k", "10"), "element C", "4", "10 references");
    refusedTraining(
        data,
        List.of("-k", "3", "--training-environments", "9"),
        "element C",
        "4",
        "9 training environments");
  }

  @Test
  void zeroForcesEverywhere() throws IOException {
    Path file = file("a.xyz", "2\n" + HEADER + "C 0 0 0 0 0 0\nH 0 0 1.1 0 0 0\n");
    refusedTraining(file.toString(), List.of(), "found zero for every force", "column forces");
  }

  @Test
  void aPlaceThatCannotBeWritten() throws IOException {
    String test = Bundled.trajectory("ethane", 3, "0");
    Path inNone = results.resolve("none").resolve("out");
    Path inFile = file("file", "").resolve("out");
    for (Path out : List.of(inNone, inFile, folder)) {
      List<String> parts = List.of(out.toString(), "cannot be written");
      refused(parts, "predict", model, test, "-o", out);
      refused(parts, "evaluate", model, test, "--json", out);
      refused(parts, "train", test, "-o", out);
      refused(parts, "describe", test, "--species", "C,H", "-o", out);
    }
    refused(List.of(inFile.toString()), "reproduce", "--data", Bundled.FOLDER, "-o", inFile);
  }

  static List<List<String>> badNumbers() {
    List<List<String>> cases = new ArrayList<>();
    List<String> counts =
        List.of("--references", "--training-environments", "--neighbours", "--n-max", "--threads");
    List<String> lengths = List.of("--r-cut", "--sigma", "--sigma1", "--sigma2");
    for (String bad : List.of("-1", "0", "NaN", "abc", "", "Infinity", "1e999")) {
      counts.forEach(option -> cases.add(List.of(option, bad)));
      lengths.forEach(option -> cases.add(List.of(option, bad)));
    }
    for (String bad : List.of("-1", "NaN", "abc", "", "1.5")) {
      cases.add(List.of("--l-max", bad));
    }
    for (String bad : List.of("NaN", "abc", "", "1.5", "99999999999999999999")) {
      cases.add(List.of("--seed", bad));
    }
    cases.add(List.of("--n-max", "21"));
    cases.add(List.of("--l-max", "21"));
    cases.add(List.of("--neighbours", "7"));
    cases.add(List.of("--references", "2.5"));
    cases.add(List.of("--references", "3000000000"));
    return cases;
  }

  @ParameterizedTest
  @MethodSource("badNumbers")
  void aNumberOutOfRange(List<String> option) throws IOException {
    refusedTraining(
        Bundled.trajectory("ethane", 1, ":2"), List.of(option.get(0) + "=" + option.get(1)));
  }

  @ParameterizedTest
  @CsvSource({
    "--preset,best",
    "--selection,worst",
    "--rotations,improper",
    "--permutations,some",
    "--solver,guess",
    "--start,-1",
    "--start,1000000"
  })
  void aWordThatNoOptionKnows(String option, String word) throws IOException {
    refusedTraining(Bundled.trajectory("ethane", 1, ":2"), List.of(option, word), word, "expected");
  }

  @ParameterizedTest
  @CsvSource({
    "--r-cut,1",
    "--n-max,0",
    "--n-max,21",
    "--l-max,21",
    "--l-max,-1",
    "--sigma,0",
    "--average,median",
    "--threads,0"
  })
  void whatDescribeRefuses(String option, String value) throws IOException {
    refused(
        List.of(),
        "describe",
        Bundled.trajectory("ethane", 1, ":2"),
        "--species",
        "C,H",
        "-o",
        results.resolve("out.npy"),
        option,
        value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Qq", "C,Qq", "", "C,,H"})
  void speciesThatDoNotExist(String species) throws IOException {
    refused(
        List.of("--species"),
        "describe",
        Bundled.trajectory("ethane", 1, ":2"),
        "--species",
        species,
        "-o",
        results.resolve("out.npy"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a:b", "=", "ä"})
  void aPrefixThatMakesNoName(String prefix) throws IOException {
    refused(
        List.of("--prefix"),
        "predict",
        model,
        Bundled.trajectory("ethane", 1, ":2"),
        "-o",
        results.resolve("out.xyz"),
        "--prefix",
        prefix);
  }

  @ParameterizedTest
  @CsvSource({
    "--scale,huge",
    "--references,0",
    "--references,many",
    "--test-environments,0",
    "--test-environments,-5",
    "--solver,guess",
    "--rotations,improper",
    "--data,no-such-folder",
    "--threads,0"
  })
  void whatReproduceRefuses(String option, String value) throws IOException {
    List<String> args = new ArrayList<>(List.of("reproduce", "-o", results.resolve("new") + ""));
    if (!option.equals("--data")) {
      args.addAll(List.of("--data", Bundled.FOLDER.toString()));
    }
    args.addAll(List.of(option, value));
    refused(List.of(), args.toArray());
  }

  @Test
  void optionsThatHaveNoEffectAreRefused() throws IOException {
    Path train = file("train.xyz", GOOD + "C 0 0 0 0 0 -1\nH 0 0 1.2 0 0 1\n");
    Path out = results.resolve("model.vane");
    refused(
        List.of("--loss huber"),
        "train",
        train,
        "--method",
        "oa-mlm",
        "--epsilon",
        "1.2",
        "--out",
        out);
    refused(
        List.of("--loss huber"),
        "train",
        train,
        "--method",
        "oa-mlm",
        "--huber-alpha",
        "1",
        "--out",
        out);
    refused(
        List.of("--no-robust"),
        "reproduce",
        "--no-robust",
        "--epsilon",
        "1.1",
        "--data",
        Bundled.FOLDER,
        "--out",
        results.resolve("new"));
  }

  @Test
  void anElementNamedTwiceIsRefused() throws IOException {
    refused(
        List.of("--elements", "twice"),
        "reproduce",
        "--elements",
        "C,C,H",
        "--data",
        Bundled.FOLDER,
        "--out",
        results.resolve("new"));
  }

  @Test
  void aReportOfWhatCannotBeEvaluatedLeavesNoFolder() throws IOException {
    Path test = file("test.xyz", GOOD + "C 0 0 0 0 0 -1\nH 0 0 1.2 0 0 1\n");
    refused(
        List.of("none.vane"),
        "evaluate",
        folder.resolve("none.vane"),
        test,
        "--report",
        results.resolve("new"));
    refused(
        List.of("test.xyz", "folder"), "evaluate", model, test, "--report", test.resolve("below"));
  }

  @Test
  void aMissingForcesColumnIsAnsweredWithTheOptionToType() throws IOException {
    Path other =
        file("other.xyz", "1\nProperties=species:S:1:pos:R:3:REF_forces:R:3\nC 0 0 0 0 0 1\n");
    Path none = file("none.xyz", "1\nProperties=species:S:1:pos:R:3\nC 0 0 0\n");
    Path out = results.resolve("out.vane");
    refused(List.of("; type --forces-key REF_forces"), "train", other, "--out", out);
    refused(List.of("; type --forces-key REF_forces"), "evaluate", model, other);
    refused(
        List.of("; type --forces-key NAME if the forces are in another column"),
        "train",
        none,
        "--out",
        out);
  }

  @Test
  void degreesThatDoNotFitIntoMemoryAreRefusedBeforeAnythingIsRead() throws IOException {
    refused(
        List.of(
            "found degrees 30,30,30,30, which give 2291011 functions for each of 1 element",
            "the largest degrees that fit are "),
        "train",
        folder.resolve("not-there.xyz"),
        "--degrees",
        "30,30,30,30",
        "--angular-weight",
        "0.25",
        "--out",
        results.resolve("out.vane"));
  }

  @Test
  void otherFormatsAreAnsweredWithWhatConvertsThem() throws IOException {
    refusedByAll(
        file("run.dump", "ITEM: TIMESTEP\n0\n"),
        "found a LAMMPS dump, expected extended XYZ; convert it with: ase convert");
    refused(
        List.of("found a model file of Vane, expected extended XYZ"),
        "predict",
        model,
        model,
        "-o",
        results.resolve("out.xyz"));
  }
}
