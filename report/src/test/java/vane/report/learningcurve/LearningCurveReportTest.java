package vane.report.learningcurve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vane.learningcurve.CurveError;
import vane.learningcurve.LearningCurve;
import vane.learningcurve.LearningCurveTables;
import vane.report.drawing.Mark;
import vane.report.page.ReportFolder;
import vane.report.plot.LinePanel;

class LearningCurveReportTest {
  @TempDir Path folder;

  private String html(LearningCurve curve) throws IOException {
    LearningCurveReport.write(
        curve, "method <m>", List.of("a.xyz"), "1.2.3", ReportFolder.create(folder));
    return Files.readString(ReportFolder.page(folder));
  }

  @Test
  void thePageHoldsPlotAndNumbers() throws IOException {
    assertThat(html(MadeUpCurve.forces()))
        .contains("class=\"learning-curve\"")
        .contains(
            "From 400 to 800 frames the force RMSE on what is held out changes by H −50 %, C 0 %.")
        .contains("The last model learnt from fewer atoms of H than its frames hold")
        .contains("<tr><td>800</td><td>H</td><td>0.0100</td><td>0.0050</td><td>4000</td>")
        .contains("<tr><td>800</td><td>C</td><td>0.0200</td><td>0.0100</td><td>1600</td>")
        .contains("<dd>1000, of which held out 150</dd>", "method &lt;m&gt;");
    for (String file : LearningCurveReport.FILES) {
      assertThat(folder.resolve(file)).isNotEmptyFile();
    }
  }

  @Test
  void linesAreStraightWhereErrorsFollowAPower() {
    LinePanel panel = LearningCurvePlot.panel(MadeUpCurve.forces());
    assertThat(panel.x().ofLogarithms() && panel.y().ofLogarithms()).isTrue();
    assertThat(panel.x().from()).isCloseTo(2, within(1e-9));
    assertThat(panel.x().to()).isCloseTo(3, within(1e-9));
    assertThat(panel.y().from()).isLessThanOrEqualTo(Math.log10(0.005) + 1e-9);
    List<Mark.Path> lines =
        panel.marks(400, 300, 12).stream()
            .filter(
                mark ->
                    mark instanceof Mark.Path path && !path.closed() && path.points().size() == 4)
            .map(Mark.Path.class::cast)
            .toList();
    // Hydrogen: learnt from, held out; carbon: learnt from, held out.
    assertThat(lines).hasSize(4);
    Mark.Path hydrogen = lines.get(1);
    double first = slope(hydrogen, 0);
    assertThat(first).isPositive();
    assertThat(slope(hydrogen, 1)).isCloseTo(first, within(1e-6));
    assertThat(slope(hydrogen, 2)).isCloseTo(first, within(1e-6));
    assertThat(slope(lines.get(3), 0)).isCloseTo(0, within(1e-9));
    assertThat(lines.get(0).stroke().orElseThrow().dashes()).isNotEmpty();
    assertThat(hydrogen.stroke().orElseThrow().dashes()).isEmpty();
  }

  /** Downwards in px for each px to the right. */
  private static double slope(Mark.Path line, int from) {
    return (line.points().get(from + 1).y() - line.points().get(from).y())
        / (line.points().get(from + 1).x() - line.points().get(from).x());
  }

  @Test
  void errorsAreAllDrawnOrCounted() {
    assertThat(LearningCurvePlot.notDrawn(MadeUpCurve.forces())).isEmpty();
    assertThat(LearningCurvePlot.notDrawn(MadeUpCurve.interpolating()))
        .isEqualTo("4 errors below 0.0001 are not drawn. ");
  }

  @Test
  void directionsHaveACurveOfAngles() throws IOException {
    assertThat(MadeUpCurve.directions().error()).isEqualTo(CurveError.WEIGHTED_ANGLE);
    assertThat(html(MadeUpCurve.directions()))
        .contains("<h2>Numbers: weighted mean angle</h2>", "held out (°)", "<td>30.00</td>")
        .doesNotContain("force RMSE");
  }

  @Test
  void tablesHoldTheFigures() throws IOException {
    JsonNode json = new ObjectMapper().readTree(LearningCurveTables.json(MadeUpCurve.forces()));
    assertThat(json.get("frames").asInt()).isEqualTo(1000);
    assertThat(json.at("/points/1/heldOut/elements/H/forceRmseEvPerAngstrom").asDouble())
        .isCloseTo(0.04, within(1e-12));
    assertThat(json.at("/points/3/givenEnvironments/H").asInt()).isEqualTo(4800);
    assertThat(json.at("/points/3/trainingEnvironments/H").asInt()).isEqualTo(4000);
    String[] lines = LearningCurveTables.csv(MadeUpCurve.directions()).split("\n");
    assertThat(lines).hasSize(1 + 4 * 3);
    assertThat(lines[1]).startsWith("100,H,600,,,,29.9999").endsWith(",2.5,4.25");
    assertThat(lines[1].split(",")).hasSameSizeAs(lines[0].split(","));
  }
}
