package vane.report.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import vane.evaluation.AngleSamples;
import vane.experiment.ElementResult;
import vane.experiment.ExperimentResults;
import vane.experiment.ModelResult;
import vane.experiment.RobustResult;
import vane.report.MadeUpResults;
import vane.report.drawing.SvgWriter;
import vane.report.drawing.Xml;
import vane.report.plot.Axis;
import vane.report.plot.DensityPanel;
import vane.report.plot.Histogram2D;
import vane.report.plot.Panel;

class Figure1Test {
  private static final ExperimentResults RESULTS = MadeUpResults.experiment(800);

  private static ExperimentResults withElements(ExperimentResults results, ElementResult... some) {
    return new ExperimentResults(
        results.settings(),
        results.threads(),
        List.of(some),
        results.modelsFromCheckpoints(),
        results.dataSeconds(),
        results.totalSeconds());
  }

  private static ElementResult withRobust(ElementResult result, RobustResult... robust) {
    return new ElementResult(
        result.element(),
        result.trainingPool(),
        result.testPool(),
        result.regular(),
        List.of(robust));
  }

  private static RobustResult robust(double epsilon, ModelResult like, double testAngle) {
    return new RobustResult(
        epsilon,
        new ModelResult(
            like.regression(),
            like.training(),
            MadeUpResults.withAngle(like.test(), testAngle),
            like.samples(),
            like.coverage(),
            like.meanAcceptedShare(),
            like.otherSolvers(),
            like.stageSeconds()));
  }

  private static Document svg(ExperimentResults results) {
    return Xml.parse(SvgWriter.file(new Figure1(results).drawing(), Figure1.WIDTH_MM));
  }

  @Test
  void everyPanelIsThere() {
    Figure1 figure = new Figure1(RESULTS);
    assertThat(figure.panels())
        .extracting(Panel::name)
        .containsExactly(
            "panel-a", "panel-b", "panel-c", "panel-d", "panel-e", "panel-f", "panel-g");
    Document svg = svg(RESULTS);
    for (char letter = 'a'; letter <= 'g'; letter++) {
      String upper = String.valueOf(Character.toUpperCase(letter));
      assertThat(Xml.elements(svg, "g", "panel-" + letter)).hasSize(1);
      assertThat(Xml.elements(svg, "text", ""))
          .filteredOn(text -> text.getAttribute("font-weight").equals("bold"))
          .filteredOn(text -> text.getTextContent().equals(upper))
          .hasSize(1);
    }
  }

  @Test
  void panelAHasEveryModelThePaperAndTheBest() {
    Document svg = svg(RESULTS);
    // Training and test of twelve models of two elements.
    assertThat(Xml.elements(svg, "g", "point")).hasSize(2 * 12 * 2);
    assertThat(Xml.elements(svg, "g", "paper")).hasSize(2 * 3);
    assertThat(Xml.elements(svg, "g", "best-C")).hasSize(1);
    assertThat(Xml.elements(svg, "g", "best-H")).hasSize(1);
    assertThat(Xml.elements(svg, "title", ""))
        .extracting(title -> title.getTextContent())
        .contains(
            "C, ε = 1.1, test: 48.1°",
            "H, least squares, training: 1.3°",
            "the paper, C, best Huber, ε = 1.1, test: 47.2°");
  }

  @Test
  void theBestStandsOverItsPanels() {
    assertThat(Xml.elements(svg(RESULTS), "text", ""))
        .extracting(text -> text.getTextContent())
        .contains("Carbon, Huber, ε = 1.1", "Hydrogen, Huber, ε = 1.0", "force norm (eV/Å)");
  }

  @Test
  void withoutRobustModelsTheirPanelsAreLeftOutAndTheReasonIsSaid() {
    ExperimentResults regular = MadeUpResults.regularOnly(300);
    Figure1 figure = new Figure1(regular);
    assertThat(figure.panels())
        .extracting(Panel::name)
        .containsExactly("panel-a", "panel-d", "panel-f");
    assertThat(figure.remarks())
        .contains(
            "Panels B and E need a Huber model of carbon, and these results have none.",
            "Panels C and G need a Huber model of hydrogen, and these results have none.");
    assertThat(Xml.elements(svg(regular), "g", "point")).hasSize(4);
  }

  @Test
  void robustModelsOfOneElementOnlyAreShown() {
    ElementResult carbon = RESULTS.elements().get(0);
    ElementResult hydrogen = withRobust(RESULTS.elements().get(1));
    ExperimentResults mixed = withElements(RESULTS, carbon, hydrogen);
    assertThat(new Figure1(mixed).panels())
        .extracting(Panel::name)
        .containsExactly("panel-a", "panel-b", "panel-d", "panel-e", "panel-f");
    assertThat(Xml.elements(svg(mixed), "g", "best-H")).isEmpty();
  }

  @Test
  void oneRobustModelIsEnough() {
    ElementResult carbon = RESULTS.elements().get(0);
    ElementResult one = withRobust(carbon, carbon.robust().get(3));
    Document svg = svg(withElements(RESULTS, one));
    assertThat(Xml.elements(svg, "g", "best-C")).hasSize(1);
    assertThat(Xml.elements(svg, "g", "point")).hasSize(4);
  }

  @Test
  void amongEqualsTheLowestEpsilonIsTheBest() {
    ElementResult carbon = RESULTS.elements().get(0);
    ModelResult like = carbon.regular();
    ElementResult tied =
        withRobust(carbon, robust(1.4, like, 50), robust(1.2, like, 49), robust(1.1, like, 49));
    assertThat(tied.bestRobust()).map(RobustResult::epsilon).contains(1.1);
    assertThat(withRobust(carbon).bestRobust()).isEmpty();
  }

  @Test
  void countsOfThePanelsAddUpToTheAtoms() {
    ElementResult carbon = RESULTS.elements().get(0);
    AngleSamples samples = carbon.regular().samples();
    AngleSamples best = carbon.bestRobust().orElseThrow().model().samples();
    Histogram2D change = AngleChangePlot.counts(samples, best);
    assertThat(change.outside()).isZero();
    assertThat(sum(change)).isEqualTo(800);
    Axis force = ForceAngleDensity.forceAxis(samples);
    Histogram2D density = ForceAngleDensity.counts(samples, force);
    assertThat(sum(density) + density.outside()).isEqualTo(800);
    assertThat(density.outside()).isLessThanOrEqualTo(1);
  }

  @Test
  void outliersAreSaidAndDoNotStretchTheAxis() {
    double[] angles = new double[5000];
    double[] norms = new double[5000];
    for (int i = 0; i < norms.length; i++) {
      norms[i] = 3.0 * (i + 1) / 5000;
    }
    norms[17] = 1000;
    AngleSamples samples = new AngleSamples(angles, norms);
    Axis force = ForceAngleDensity.forceAxis(samples);
    assertThat(force.to()).isBetween(2.9, 3.5);
    assertThat(ForceAngleDensity.notShown(ForceAngleDensity.counts(samples, force)))
        .hasValueSatisfying(words -> assertThat(words).startsWith("1 of 5000 atoms have forces"));
  }

  @Test
  void noAtomsGiveEmptyPanels() {
    AngleSamples none = new AngleSamples(new double[0], new double[0]);
    Axis force = ForceAngleDensity.forceAxis(none);
    assertThat(ForceAngleDensity.counts(none, force).total()).isZero();
    DensityPanel change =
        AngleChangePlot.panel("p", new vane.report.plot.PanelTitle("B", ""), "1.0", none, none);
    assertThat(change.marks(300, 300, 12)).isNotEmpty();
  }

  @Test
  void modelsMustHaveTheSameAtoms() {
    AngleSamples two = new AngleSamples(new double[2], new double[] {1, 2});
    AngleSamples one = new AngleSamples(new double[1], new double[] {1});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AngleChangePlot.counts(two, one))
        .withMessage("found 1 angles of the Huber model, expected the 2 of least squares");
  }

  private static long sum(Histogram2D counts) {
    long sum = 0;
    for (int column = 0; column < counts.x().count(); column++) {
      for (int row = 0; row < counts.y().count(); row++) {
        sum += counts.count(column, row);
      }
    }
    return sum;
  }
}
