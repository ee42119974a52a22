package vane.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which frames the pages of {@code evaluate} and {@code check} show, and what they say of them. */
class StructuresInReportTest {
  private static final Pattern DATA =
      Pattern.compile("<script type=\"application/json\" id=\"structures-data\">(.*)</script>");

  private static final Pattern CONTACT =
      Pattern.compile("The shortest distance H-C: ([\\d.]+) Å, of atoms (\\d+) and \\d+\\.");

  @TempDir static Path shared;
  private static Path model;
  private static String butane;
  private static String page;

  @TempDir Path folder;

  @BeforeAll
  static void evaluate() throws IOException {
    model = shared.resolve("ethane.vane");
    butane = Bundled.trajectory("butane", 3, "::20");
    CommandLineRun.done(
        "train",
        Bundled.trajectory("ethane", 1, "::20"),
        "--preset",
        "fast",
        "--quiet",
        "--out",
        model.toString());
    page = evaluated(model, shared.resolve("report"), butane, "--threads", "2");
  }

  private static String evaluated(Path model, Path report, String... test) throws IOException {
    String[] fixed = {"evaluate", model.toString(), "--report", report.toString()};
    CommandLineRun.done(CommandLineRun.join(fixed, test));
    return Files.readString(report.resolve("report.html"));
  }

  private static JsonNode data(String page) throws IOException {
    Matcher matcher = DATA.matcher(page);
    assertThat(matcher.find()).isTrue();
    return new ObjectMapper().readTree(matcher.group(1));
  }

  private static List<String> texts(JsonNode frames, String field) {
    return StreamSupport.stream(frames.spliterator(), false)
        .map(frame -> frame.get(field).asText())
        .toList();
  }

  @Test
  void theFramesThatMatterAreShownTheWorstFirst() throws IOException {
    JsonNode frames = data(page).get("frames");
    List<String> reasons = texts(frames, "reason");
    assertThat(reasons).hasSize(40);
    List<String> order = List.of("worst error", "most uncertain", "flagged", "typical");
    assertThat(order)
        .allSatisfy(reason -> assertThat(Collections.frequency(reasons, reason)).isEqualTo(10));
    List<String> sorted = new ArrayList<>(reasons);
    sorted.sort((a, b) -> order.indexOf(a) - order.indexOf(b));
    assertThat(reasons).isEqualTo(sorted);
    JsonNode worst = frames.get(0);
    assertThat(page)
        .contains(
            "The largest error is at "
                + worst.get("file").asText()
                + ": frame "
                + worst.get("frame").asInt()
                + ", atom "
                + worst.get("focus").asInt());
    assertThat(worst.get("sentence").asText())
        .matches(
            "Largest force error [\\d.]+ eV/Å, at atom "
                + worst.get("focus").asInt()
                + " \\([CH]\\)\\. \\d+ of 14 atoms (is|are) flagged as extrapolating\\.");
    assertThat(page)
        .contains(
            "This part holds 40 of the 50 frames of the evaluation: 10 with the largest errors, 10"
                + " with the largest uncertainties, 10 with the most flagged atoms, 10 typical ones,"
                + " drawn at random.");
  }

  @Test
  void forcesUncertaintiesAndStatusesAreThere() throws IOException {
    JsonNode data = data(page);
    assertThat(data.get("words").get("directions").asBoolean()).isFalse();
    for (JsonNode frame : data.get("frames")) {
      assertThat(frame.get("elements")).hasSize(14);
      for (String vectors : List.of("positions", "known", "predicted")) {
        assertThat(frame.get(vectors)).as(vectors).hasSize(42);
      }
      assertThat(frame.get("uncertainty")).hasSize(14);
    }
    assertThat(data.get("frames").findValuesAsText("0")).contains("extrapolating");
  }

  @Test
  void theStructuresDoNotDependOnTheThreads() throws IOException {
    JsonNode other = data(evaluated(model, folder, butane, "--threads", "1"));
    assertThat(other.equals(data(page))).as("the same structures").isTrue();
  }

  @Test
  void ofFewFramesAllAreShown() throws IOException {
    String few = evaluated(model, folder, Bundled.trajectory("butane", 3, ":3"));
    assertThat(few).contains("All frames of the evaluation are in this part.");
    assertThat(data(few).get("frames")).hasSize(3);
  }

  @Test
  void aModelOfDirectionsShowsAngles() throws IOException {
    Path directions = Bundled.smallModel(folder, "directions.vane");
    String angles = evaluated(directions, folder, Bundled.trajectory("ethane", 3, ":3"));
    JsonNode data = data(angles);
    assertThat(data.get("words").get("directions").asBoolean()).isTrue();
    JsonNode frame = data.get("frames").get(0);
    assertThat(frame.get("sentence").asText()).matches("Largest angle [\\d.]+°, at atom \\d .*");
    assertThat(frame.has("uncertainty")).isFalse();
    double x = frame.get("predicted").get(0).asDouble();
    double y = frame.get("predicted").get(1).asDouble();
    double z = frame.get("predicted").get(2).asDouble();
    assertThat(x * x + y * y + z * z).isBetween(0.999, 1.001);
  }

  @Test
  void heldAtomsAreSaidToBe() throws IOException {
    Path held = folder.resolve("held.xyz");
    Files.writeString(
        held,
        """
        3
        Properties=species:S:1:pos:R:3:forces:R:3:move_mask:L:1
        C 0 0 0 0 0 0 F
        H 0 0 1.1 0.1 0.2 0.3 T
        H 0 1.1 0 0.2 0.4 -0.1 T
        """);
    JsonNode frame = data(evaluated(model, folder, held.toString())).get("frames").get(0);
    assertThat(frame.get("statuses").get("0").asText()).isEqualTo("held");
    assertThat(frame.get("focus").asInt()).isNotZero();
  }

  @Test
  void aCheckShowsWhatItNames() throws IOException {
    Path report = folder.resolve("check");
    CommandLineRun.done(
        "check", Bundled.trajectory("ethane", 1, "::20"), "--report", report.toString());
    String check = Files.readString(report.resolve("report.html"));
    JsonNode frames = data(check).get("frames");
    List<String> reasons = texts(frames, "reason");
    assertThat(reasons).startsWith("largest force", "closest contact").endsWith("typical");
    assertThat(Collections.frequency(reasons, "typical")).isEqualTo(12);
    JsonNode largest = frames.get(0);
    assertThat(check)
        .contains(
            "The largest force is at "
                + largest.get("file").asText()
                + ": frame "
                + largest.get("frame").asInt()
                + ", atom "
                + largest.get("focus").asInt()
                + ".");
    assertThat(texts(frames, "frame")).as("a frame is shown once").doesNotHaveDuplicates();
    assertThat(String.join(" ", texts(frames, "sentence")).split("The shortest distance"))
        .hasSize(4);
    for (JsonNode frame : frames) {
      Matcher contact = CONTACT.matcher(frame.get("sentence").asText());
      if (contact.find()) {
        assertThat(frame.get("nearest").get(Integer.parseInt(contact.group(2))).asDouble())
            .isCloseTo(Double.parseDouble(contact.group(1)), within(0.0006));
      }
    }
    assertThat(largest.has("predicted")).isFalse();
  }
}
