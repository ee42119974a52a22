package vane.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static vane.cli.WrittenFrames.frames;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vane.descriptor.Soap;
import vane.descriptor.SoapSettings;
import vane.io.npy.NpyArray;
import vane.io.npy.NpyReader;
import vane.io.xyz.Column;
import vane.io.xyz.Frame;
import vane.structure.Element;

/** From trajectories to a model and to predictions, as a user goes. */
class RoundTripTest {
  private static final String TEST = Bundled.trajectory("ethane", 3, "100:700:200");
  private static final List<String> SUMMARY_KEYS =
      List.of(
          "environments",
          "weightedMeanAngleDeg",
          "meanAngleDeg",
          "medianAngleDeg",
          "meanCosine",
          "forceMaeEvPerAngstrom",
          "forceRmseEvPerAngstrom",
          "largestErrorEvPerAngstrom",
          "largestErrorAt",
          "largestUnflaggedErrorEvPerAngstrom",
          "largestUnflaggedErrorAt",
          "zeroForce",
          "noDirection",
          "extrapolating",
          "statuses",
          "uncertainty");
  private static final List<String> MORE_KEYS_OF_ALL =
      List.of(
          "energyRmseMevPerAtom",
          "energyMaeMevPerAtom",
          "energyFrames",
          "energyFramesAlone",
          "energyAbsoluteRmseMevPerAtom",
          "energyAbsoluteMaeMevPerAtom",
          "stressRmseGpa",
          "stressFrames");

  @TempDir static Path shared;
  private static String model;

  @TempDir Path folder;

  @BeforeAll
  static void train() {
    model = Bundled.smallModel(shared, "small.vane").toString();
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void trainSaysWhatItMade() {
    CommandLineRun run =
        CommandLineRun.of(
            "train",
            Bundled.trajectory("ethane", 1, ":4"),
            "--method",
            "oa-mlm",
            "-k",
            "5",
            "-o",
            path("m.vane"));
    assertThat(run.status()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines())
        .hasSize(4)
        .anyMatch(
            line ->
                line.startsWith(
                    "vane: C: 5 references, 5 training environments, least squares, rank"))
        .anyMatch(line -> line.startsWith("vane: training took "))
        .anyMatch(line -> line.equals("vane: wrote " + path("m.vane")));
  }

  @Test
  void infoTellsSettingsAndProvenance() {
    String out = CommandLineRun.done("info", model);
    assertThat(out.lines())
        .contains(
            "method        oa-mlm",
            "elements      H, C",
            "description   SOAP of H, C: r_cut 3.0 Å, n_max 6, l_max 1, sigma 1.0 Å, periodic where the frames are;"
                + " 4 neighbours",
            "seed          0")
        .anyMatch(
            line ->
                line.matches(
                    "H {13}60 references, 60 training environments, least squares, rank 60,.*"))
        .anyMatch(
            line ->
                line.matches(
                    "data {10}ethane-run1\\.xyz\\.gz@::50, 20 frames, SHA-256 [0-9a-f]{64}"));
  }

  @Test
  void predictAddsColumnsAndKeepsTheRest() {
    CommandLineRun run = CommandLineRun.of("predict", model, TEST, "-o", path("out.xyz.gz"));
    assertThat(run.status()).isZero();
    assertThat(run.err()).startsWith("vane: wrote 3 frames with 24 atoms to ");
    List<Frame> before = frames(TEST);
    List<Frame> after = frames(path("out.xyz.gz"));
    assertThat(after).hasSize(3);
    for (int i = 0; i < 3; i++) {
      Frame frame = after.get(i);
      assertThat(frame.columns().stream().map(Column::name))
          .containsExactly("forces", "vane_direction", "vane_status");
      assertThat(frame.structure().positions()).isEqualTo(before.get(i).structure().positions());
      assertThat(frame.vectors("forces")).isEqualTo(before.get(i).vectors("forces"));
      assertThat(frame.info().keySet()).containsAll(before.get(i).info().keySet());
      double[] directions = frame.vectors("vane_direction");
      for (int a = 0; a < directions.length; a += 3) {
        assertThat(Math.hypot(Math.hypot(directions[a], directions[a + 1]), directions[a + 2]))
            .isCloseTo(1, within(1e-12));
      }
    }
  }

  @Test
  void thePrefixNamesTheColumns() {
    CommandLineRun.done("predict", model, TEST, "-o", path("out.xyz"), "--prefix", "my_");
    assertThat(frames(path("out.xyz")).get(0).columns().stream().map(Column::name))
        .containsExactly("forces", "my_direction", "my_status");
  }

  @Test
  void severalFilesBecomeOne() {
    String last = Bundled.trajectory("propane", 3, "-1");
    CommandLineRun.done("predict", model, TEST, last, "-o", path("out.xyz"), "--quiet");
    assertThat(frames(path("out.xyz")).stream().map(f -> f.structure().size()))
        .containsExactly(8, 8, 8, 11);
  }

  @Test
  void evaluateWritesTheContractAndATable() throws IOException {
    String out = CommandLineRun.done("evaluate", model, TEST, "--json", path("errors.json"));
    assertThat(out.lines().map(String::strip)).hasSizeGreaterThanOrEqualTo(5);
    assertThat(out).contains("weighted mean", "force RMSE");

    JsonNode json = new ObjectMapper().readTree(folder.resolve("errors.json").toFile());
    assertThat(keys(json))
        .containsExactly("model", "frames", "skippedAtoms", "netForceRemoved", "elements", "all");
    assertThat(json.get("model").asText()).isEqualTo("small.vane");
    assertThat(json.get("frames").asInt()).isEqualTo(3);
    assertThat(json.get("skippedAtoms").asInt()).isZero();
    assertThat(keys(json.get("elements"))).containsExactly("H", "C");
    assertSummary(json.get("elements").get("H"), 18, List.of());
    assertSummary(json.get("elements").get("C"), 6, List.of());
    assertSummary(json.get("all"), 24, MORE_KEYS_OF_ALL);
    // The frames have energies, the model has none.
    assertThat(json.get("all").get("energyRmseMevPerAtom").isNull()).isTrue();
    assertThat(json.get("all").get("energyFrames").asInt()).isZero();
  }

  private static void assertSummary(JsonNode summary, int environments, List<String> more) {
    List<String> expected = new ArrayList<>(SUMMARY_KEYS);
    expected.addAll(more);
    assertThat(keys(summary)).containsExactlyElementsOf(expected);
    assertThat(summary.get("environments").asInt()).isEqualTo(environments);
    for (String angle : List.of("weightedMeanAngleDeg", "meanAngleDeg", "medianAngleDeg")) {
      assertThat(summary.get(angle).asDouble()).as(angle).isBetween(0.0, 180.0);
    }
    assertThat(summary.get("meanCosine").asDouble()).isBetween(-1.0, 1.0);
    assertThat(summary.get("forceMaeEvPerAngstrom").isNull()).isTrue();
    assertThat(summary.get("forceRmseEvPerAngstrom").isNull()).isTrue();
    assertThat(summary.get("largestErrorEvPerAngstrom").isNull()).isTrue();
    assertThat(summary.get("uncertainty").isNull()).isTrue();
    assertThat(summary.get("zeroForce").asInt()).isZero();
    assertThat(summary.get("noDirection").asInt()).isZero();
    int statuses = 0;
    for (JsonNode count : summary.get("statuses")) {
      statuses += count.asInt();
    }
    assertThat(statuses).isEqualTo(environments);
  }

  private static List<String> keys(JsonNode node) {
    List<String> keys = new ArrayList<>();
    node.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  @Test
  void evaluateAgreesWithThePredictedFile() throws IOException {
    CommandLineRun.done("predict", model, TEST, "-o", path("out.xyz"), "-q");
    CommandLineRun.done("evaluate", model, TEST, "--json", path("errors.json"));
    double weighted = 0;
    double weights = 0;
    for (Frame frame : frames(path("out.xyz"))) {
      double[] u = frame.vectors("vane_direction");
      double[] f = frame.vectors("forces");
      for (int a = 0; a < f.length; a += 3) {
        double squared = f[a] * f[a] + f[a + 1] * f[a + 1] + f[a + 2] * f[a + 2];
        double dot = u[a] * f[a] + u[a + 1] * f[a + 1] + u[a + 2] * f[a + 2];
        weighted += squared * Math.toDegrees(Math.acos(dot / Math.sqrt(squared)));
        weights += squared;
      }
    }
    JsonNode json = new ObjectMapper().readTree(folder.resolve("errors.json").toFile());
    assertThat(json.at("/all/weightedMeanAngleDeg").asDouble())
        .isCloseTo(weighted / weights, within(1e-6));
  }

  @Test
  void theSolverCanBeChanged() throws IOException {
    CommandLineRun.done("predict", model, TEST, "-o", path("a.xyz"), "-q");
    CommandLineRun.done("predict", model, TEST, "-o", path("b.xyz"), "-q", "--solver", "global");
    assertThat(folder.resolve("b.xyz"))
        .content()
        .isNotEqualTo(Files.readString(folder.resolve("a.xyz")));
  }

  @Test
  void threadsDoNotMatter() throws IOException {
    String[] predictions = new String[2];
    byte[][] models = new byte[2][];
    for (int threads = 1; threads <= 2; threads++) {
      String number = Integer.toString(threads);
      Path trained = Bundled.smallModel(folder, number + ".vane", "--threads", number);
      Path predicted = folder.resolve(number + ".xyz");
      CommandLineRun.done(
          "predict", trained.toString(), TEST, "-q", "--threads", number, "-o", predicted + "");
      models[threads - 1] = Files.readAllBytes(trained);
      predictions[threads - 1] = Files.readString(predicted);
    }
    assertThat(models[1]).isEqualTo(models[0]);
    assertThat(predictions[1]).isEqualTo(predictions[0]);
  }

  @Test
  void unknownElementsAreLeftOutOnRequest() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("alcohol.xyz"),
            """
            3
            Properties=species:S:1:pos:R:3:forces:R:3
            C 0 0 0 0.1 0.2 0.3
            O 1.4 0 0 0.1 -0.2 0.3
            H -1.1 0 0 0 0 0
            """);
    CommandLineRun run =
        CommandLineRun.of(
            "predict", model, file.toString(), "--skip-unknown", "-o", path("out.xyz"));
    assertThat(run.status()).isZero();
    assertThat(run.err()).contains("1 atom with the status unknown-element");
    double[] directions = frames(path("out.xyz")).get(0).vectors("vane_direction");
    assertThat(directions[3]).isZero();
    assertThat(directions[4]).isZero();
    assertThat(directions[5]).isZero();

    String table =
        CommandLineRun.done(
            "evaluate",
            model,
            file.toString(),
            "--skip-unknown",
            "--json",
            path("errors.json"),
            "-q");
    assertThat(table)
        .contains("1 unknown elements, left out of everything")
        .contains("1 zero force, left out of the angles");
    JsonNode json = new ObjectMapper().readTree(folder.resolve("errors.json").toFile());
    assertThat(json.get("skippedAtoms").asInt()).isEqualTo(1);
    assertThat(json.at("/all/zeroForce").asInt()).isEqualTo(1);
  }

  @Test
  void waterHydrogenAndSingleAtomsGetAStatusAndNoNan() throws IOException {
    String water =
        """
        3
        Properties=species:S:1:pos:R:3:forces:R:3
        O 0 0 0.12 0 0 1
        H 0 0.76 -0.48 0 0.5 -0.5
        H 0 -0.76 -0.48 0 -0.5 -0.5
        """;
    String others =
        "2\n\nH 0 0 0\nH 0 0 0.74\n1\n\nO 0 0 0\n" + "3\n\nO 0 0 -1.2\nO 0 0 0\nO 0 0 1.2\n";
    Path data = Files.writeString(folder.resolve("water.xyz"), water);
    Path rest = Files.writeString(folder.resolve("others.xyz"), others);
    // The two hydrogen atoms are alike, so there is one reference of each element.
    CommandLineRun.done("train", data.toString(), "--method", "oa-mlm", "-o", path("w.vane"), "-q");
    CommandLineRun.done(
        "predict", path("w.vane"), data + "", rest + "", "-o", path("out.xyz"), "-q");
    String text = Files.readString(folder.resolve("out.xyz"));
    assertThat(text).doesNotContain("NaN").doesNotContain("Infinity");
    assertThat(text.lines().filter(line -> line.endsWith(" none"))).hasSizeGreaterThanOrEqualTo(1);
    assertThat(text.lines().filter(line -> line.endsWith(" ok"))).isEmpty();
  }

  @Test
  void symmetricMoleculesTrainWithoutANumberOfReferences() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      text.append("2\nProperties=species:S:1:pos:R:3:forces:R:3\n")
          .append("H 0 0 0 0 0 -1\nH 0 0 0.7")
          .append(i)
          .append(" 0 0 1\n");
    }
    Path file = Files.writeString(folder.resolve("h2.xyz"), text.toString());
    CommandLineRun run =
        CommandLineRun.of("train", file.toString(), "--method", "oa-mlm", "-o", path("h.vane"));
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err()).contains("vane: H: 6 references, 6 training environments");
  }

  @Test
  void describeWritesTheRowsOfSoap() throws IOException {
    String input = Bundled.trajectory("propane", 2, "::500");
    CommandLineRun.done(
        "describe",
        input,
        "--species",
        "H,C",
        "--n-max",
        "4",
        "--l-max",
        "3",
        "--sigma",
        "0.5",
        "--out",
        path("x.npy"));
    Soap soap =
        new Soap(
            new SoapSettings(
                3,
                4,
                3,
                0.5,
                List.of(Element.of(1), Element.of(6)),
                false,
                SoapSettings.Average.OFF));
    NpyArray array = NpyReader.read(folder.resolve("x.npy"));
    assertThat(array.shape()).containsExactly(22, soap.features());
    List<Frame> frames = frames(input);
    double[] expected = new double[22 * soap.features()];
    for (int i = 0; i < 2; i++) {
      double[] rows = soap.compute(frames.get(i).structure());
      System.arraycopy(rows, 0, expected, i * rows.length, rows.length);
    }
    assertThat(array.toDoubles()).containsExactly(expected);
  }

  @Test
  void describeAveragesOverFrames() {
    String input = Bundled.trajectory("propane", 2, "::250");
    CommandLineRun.done(
        "describe", input, "--species", "C,H", "--average", "outer", "-o", path("x.npy"));
    assertThat(NpyReader.read(folder.resolve("x.npy")).shape()).containsExactly(4, 156);
  }

  @Test
  void forcesInOtherUnitsEarnOneWarningAFile() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      text.append("2\nProperties=species:S:1:pos:R:3:forces:R:3\n")
          .append("H 0 0 0 0 0 -40\nH 0 0 0.7")
          .append(i)
          .append(" 0 0 40\n");
    }
    Path file = Files.writeString(folder.resolve("kcal.xyz"), text.toString());
    CommandLineRun run = CommandLineRun.of("train", file.toString(), "-o", path("m.vane"));
    assertThat(run.status()).isZero();
    assertThat(run.err().lines().filter(line -> line.contains("warning: " + file)))
        .singleElement()
        .asString()
        .contains("kcal.xyz", "median |F|", "expected eV/Å");
  }

  @Test
  void evaluateWritesAReport() throws IOException {
    Path report = folder.resolve("a/report");
    CommandLineRun run =
        CommandLineRun.of("evaluate", model, TEST, "--report", report.toString(), "--quiet");
    assertThat(run.status()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(report.resolve("report.html"))
        .content()
        .contains("<h1>Evaluation of small.vane</h1>", ">ethane</td>", "element-C-density");
  }

  @Test
  void reportMustBeAFolder() throws IOException {
    Path file = Files.createFile(folder.resolve("taken"));
    CommandLineRun run = CommandLineRun.of("evaluate", model, TEST, "--report", file.toString());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .contains("taken: cannot be written: it is a file, expected the name of a folder");
  }
}
