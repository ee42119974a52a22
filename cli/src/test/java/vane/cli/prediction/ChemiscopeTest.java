package vane.cli.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vane.cli.Bundled;
import vane.cli.CommandLineRun;
import vane.cli.DriveModels;

/** Datasets for chemiscope against a description of their format. */
class ChemiscopeTest {
  private static final String TEST = Bundled.trajectory("ethane", 3, "::100");

  @TempDir static Path folder;
  private static String energies;
  private static String directions;

  @BeforeAll
  static void models() {
    energies = DriveModels.withEnergy(folder).toString();
    directions = Bundled.smallModel(folder, "directions.vane").toString();
  }

  private static String file(String name) {
    return folder.resolve(name).toString();
  }

  private static JsonNode read(String file) throws IOException {
    try (InputStream raw = Files.newInputStream(Path.of(file));
        InputStream in = file.endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
      return new ObjectMapper().readTree(in);
    }
  }

  /** What the schema says, and what no schema can say: the sizes that chemiscope checks. */
  private static JsonNode valid(String file) throws IOException {
    JsonNode dataset = read(file);
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(ChemiscopeTest.class.getResourceAsStream("chemiscope-dataset.schema.json"));
    assertThat(schema.validate(dataset)).isEmpty();
    List<Integer> sizes = new ArrayList<>();
    for (JsonNode structure : dataset.get("structures")) {
      int size = structure.get("size").asInt();
      sizes.add(size);
      for (String array : List.of("names", "x", "y", "z")) {
        assertThat(structure.get(array)).as(array).hasSize(size);
      }
    }
    for (JsonNode point : dataset.get("environments")) {
      assertThat(point.get("structure").asInt()).isLessThan(sizes.size());
      assertThat(point.get("center").asInt()).isLessThan(sizes.get(point.get("structure").asInt()));
    }
    for (JsonNode property : dataset.get("properties")) {
      boolean ofAtoms = property.get("target").asText().equals("atom");
      assertThat(property.get("values"))
          .hasSize(ofAtoms ? dataset.get("environments").size() : sizes.size());
    }
    int atoms = sizes.stream().mapToInt(size -> size).sum();
    for (JsonNode shape : dataset.get("shapes")) {
      assertThat(shape.at("/parameters/atom")).hasSize(atoms);
    }
    JsonNode map = dataset.at("/settings/map");
    for (String axis : List.of("x", "y", "color")) {
      JsonNode shown = dataset.get("properties").get(map.at("/" + axis + "/property").asText());
      assertThat(shown.get("target").asText()).isEqualTo("atom");
      if (map.at("/" + axis + "/scale").asText().equals("log")) {
        shown.get("values").forEach(value -> assertThat(value.asDouble()).isPositive());
      }
    }
    for (String shape : dataset.at("/settings/structure/0/shape").asText().split(",")) {
      assertThat(dataset.get("shapes").has(shape)).as(shape).isTrue();
    }
    return dataset;
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void evaluateWritesKnownAndPredictedForces() throws IOException {
    String file = file("errors.json.gz");
    CommandLineRun run =
        CommandLineRun.of(
            "evaluate", energies, TEST, "--chemiscope", file, "--json", file("e.json"));
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err()).contains("wrote 10 frames to " + file).doesNotContain("a choice of");
    JsonNode dataset = valid(file);
    assertThat(names(dataset.get("shapes")))
        .containsExactly("known force", "predicted force", "force error");
    assertThat(names(dataset.get("properties")))
        .containsExactly(
            "known force",
            "predicted force",
            "force error",
            "uncertainty",
            "angle",
            "atom",
            "element",
            "status",
            "frame",
            "force RMSE",
            "largest force error",
            "largest uncertainty",
            "predicted energy per atom",
            "known energy per atom",
            "extrapolating",
            "atoms",
            "file",
            "molecule");
    assertThat(dataset.get("environments")).hasSize(80);
    assertThat(dataset.at("/properties/frame/values/1").asInt()).isEqualTo(100);
    JsonNode errors = read(file("e.json")).get("all");
    double largest = 0;
    for (JsonNode error : dataset.at("/properties/force error/values")) {
      largest = Math.max(largest, error.asDouble());
    }
    assertThat((float) largest)
        .isEqualTo((float) errors.get("largestErrorEvPerAngstrom").asDouble());
    double squares = 0;
    for (JsonNode rmse : dataset.at("/properties/force RMSE/values")) {
      squares += rmse.asDouble() * rmse.asDouble();
    }
    assertThat((float) Math.sqrt(squares / 10))
        .isEqualTo((float) errors.get("forceRmseEvPerAngstrom").asDouble());
  }

  @Test
  void predictWritesPredictedForcesAlone() throws IOException {
    String file = file("forces.json");
    CommandLineRun.done(
        "predict", energies, TEST, "-q", "--out", file("p.xyz"), "--chemiscope", file);
    JsonNode dataset = valid(file);
    assertThat(names(dataset.get("shapes"))).containsExactly("predicted force");
    assertThat(names(dataset.get("properties")))
        .contains("predicted force", "uncertainty", "predicted energy per atom")
        .doesNotContain("known force", "angle", "force error", "force RMSE");
  }

  @Test
  void modelsOfDirectionsHaveArrowsOfOneLength() throws IOException {
    String file = file("directions.json.gz");
    CommandLineRun.done("evaluate", directions, TEST, "-q", "--chemiscope", file);
    JsonNode dataset = valid(file);
    assertThat(names(dataset.get("shapes"))).containsExactly("known force", "predicted direction");
    assertThat(names(dataset.get("properties")))
        .contains("angle", "weighted mean angle")
        .doesNotContain("predicted force", "uncertainty");
    CommandLineRun.done(
        "predict", directions, TEST, "-q", "--out", file("d.xyz"), "--chemiscope", file);
    assertThat(names(valid(file).get("shapes"))).containsExactly("predicted direction");
  }

  @Test
  void ofManyFramesSomeAreChosenAndTheRestIsNamed() throws IOException {
    String file = file("few.json.gz");
    CommandLineRun run =
        CommandLineRun.of(
            "evaluate", energies, TEST, "--chemiscope", file, "--chemiscope-frames", "4");
    assertThat(run.status()).isZero();
    assertThat(run.err()).contains("wrote 4 frames to " + file + ", a choice of 10");
    JsonNode dataset = valid(file);
    assertThat(dataset.at("/meta/description").asText()).contains("for 4 frames of 10: the worst");
    List<String> reasons = new ArrayList<>();
    dataset.at("/properties/chosen as/values").forEach(reason -> reasons.add(reason.asText()));
    assertThat(reasons).contains("worst", "most uncertain", "typical");
  }

  @Test
  void atomsWithoutAnAnswerAreDrawnButNoPoints() throws IOException {
    Path methanol =
        Files.writeString(
            folder.resolve("methanol.xyz"),
            """
            4
            Properties=species:S:1:pos:R:3:forces:R:3
            C 0 0 0 0.1 0 0
            H 0 0 1.1 0 0 0.2
            H 1 0 -0.4 0 0 0
            O -1.3 0 0 0 0 0.3
            """);
    String file = file("methanol.json");
    CommandLineRun.done(
        "evaluate", energies, methanol.toString(), "-q", "--skip-unknown", "--chemiscope", file);
    JsonNode dataset = valid(file);
    assertThat(dataset.at("/structures/0/size").asInt()).isEqualTo(4);
    assertThat(dataset.get("environments")).hasSize(2);
    assertThat(dataset.at("/meta/description").asText())
        .contains("2 atoms are no points of the map: held, of an unknown element, or without an");
    assertThat(names(dataset.get("properties"))).doesNotContain("predicted energy per atom");
  }

  @Test
  void namesThatChemiscopeDoesNotOpenAreRefused() {
    CommandLineRun run = CommandLineRun.of("evaluate", energies, TEST, "--chemiscope", "a.zip");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("--chemiscope: found a.zip, expected a name that ends in .json");
    run = CommandLineRun.of("evaluate", energies, TEST, "--chemiscope-frames", "9");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("--chemiscope-frames: found it without --chemiscope");
    run =
        CommandLineRun.of(
            "evaluate", energies, TEST, "--chemiscope", file("n.json"), "--chemiscope-frames", "0");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("--chemiscope-frames 0, expected at least 1");
  }
}
