package vane.report.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import vane.evaluation.AngleSamples;
import vane.experiment.ElementResult;
import vane.experiment.ExperimentResults;
import vane.experiment.RobustResult;
import vane.report.drawing.Drawing;
import vane.report.drawing.Mark;
import vane.report.drawing.Point;
import vane.report.page.NumberFormats;
import vane.report.plot.Axis;
import vane.report.plot.CountColourScale;
import vane.report.plot.DensityPanel;
import vane.report.plot.Histogram2D;
import vane.report.plot.Panel;
import vane.report.plot.PanelTitle;

/**
 * Figure 1 of the paper, panels A to G.
 *
 * <p>A: weighted average angle against ε. B and C: the change by the best robust model, atom by
 * atom, of the first and the second element. D to G: force norm against angle, regular and best
 * robust model of each. Without robust models B, C, E and G are left out.
 */
public final class Figure1 {
  /** The width in print. */
  public static final double WIDTH_MM = 180;

  private static final double WIDTH = 1000;
  private static final double TYPE_SIZE = 13;
  private static final Map<String, String> NAMES = Map.of("C", "Carbon", "H", "Hydrogen");

  private final Panel sweep;
  private final List<Panel> changes = new ArrayList<>();
  private final List<Panel> densities = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  /**
   * The figure of an experiment.
   *
   * @param results the results, with two elements at most
   * @throws IllegalArgumentException if there are more, or if the angles of the models of an
   *     element are not of the same atoms
   */
  public Figure1(ExperimentResults results) {
    List<ElementResult> elements = results.elements();
    if (elements.size() > 2) {
      throw new IllegalArgumentException(
          "found " + elements.size() + " elements, expected two at most");
    }
    this.sweep = new EpsilonSweepPanel(elements);
    for (int i = 0; i < elements.size(); i++) {
      addPanels(elements.get(i), (char) ('B' + i), (char) ('D' + 2 * i));
    }
  }

  private void addPanels(ElementResult result, char changeLetter, char densityLetter) {
    String symbol = result.element().symbol();
    String element = NAMES.getOrDefault(symbol, symbol);
    AngleSamples regular = result.regular().samples();
    Axis force = ForceAngleDensity.forceAxis(regular);
    Histogram2D regularCounts = ForceAngleDensity.counts(regular, force);
    Optional<RobustResult> best = result.bestRobust();
    Optional<Histogram2D> robustCounts =
        best.map(robust -> ForceAngleDensity.counts(robust.model().samples(), force));
    CountColourScale colours =
        new CountColourScale(
            Math.max(
                1, Math.max(regularCounts.max(), robustCounts.map(Histogram2D::max).orElse(1L))));
    densities.add(
        density(densityLetter, element + ", least squares", regularCounts, force, colours));
    if (best.isPresent()) {
      String epsilon = NumberFormats.epsilon(best.get().epsilon());
      changes.add(
          AngleChangePlot.panel(
              name(changeLetter),
              new PanelTitle(String.valueOf(changeLetter), element),
              epsilon,
              regular,
              best.get().model().samples()));
      densities.add(
          density(
              (char) (densityLetter + 1),
              element + ", Huber, ε = " + epsilon,
              robustCounts.orElseThrow(),
              force,
              colours));
    } else {
      remarks.add(
          String.format(
              Locale.ROOT,
              "Panels %c and %c need a Huber model of %s, and these results have none.",
              changeLetter,
              (char) (densityLetter + 1),
              element.toLowerCase(Locale.ROOT)));
    }
    ForceAngleDensity.notShown(regularCounts)
        .ifPresent(words -> remarks.add(element + ", lower panels: " + words));
  }

  private static DensityPanel density(
      char letter, String words, Histogram2D counts, Axis force, CountColourScale colours) {
    return ForceAngleDensity.panel(
        name(letter), new PanelTitle(String.valueOf(letter), words), counts, force, colours);
  }

  private static String name(char letter) {
    return "panel-" + Character.toLowerCase(letter);
  }

  /**
   * All panels.
   *
   * @return in the order of their letters
   */
  public List<Panel> panels() {
    List<Panel> panels = new ArrayList<>(upper());
    panels.addAll(densities);
    return panels;
  }

  /** Panels A to C, as far as they are there. */
  List<Panel> upper() {
    List<Panel> panels = new ArrayList<>(List.of(sweep));
    panels.addAll(changes);
    return panels;
  }

  /** Panels D to G, as far as they are there. */
  List<Panel> lower() {
    return List.copyOf(densities);
  }

  /**
   * What the reader must know that the panels do not show.
   *
   * @return sentences; none if there is nothing to say
   */
  public List<String> remarks() {
    return List.copyOf(remarks);
  }

  /**
   * The words under the figure.
   *
   * @return some sentences
   */
  public String caption() {
    return "A: average angle between predicted and true force, weighted by the squared norm of the"
        + " force, against the Huber parameter ε, for the training and the test environments. The"
        + " column on the right shows least squares. Diamonds and dotted lines are the paper's"
        + " numbers. B, C: all test atoms, by the angle θ of least squares and the change"
        + " φ \u2212 θ to the angle φ of the best Huber model. Below zero the Huber model is better;"
        + " on the red line its angle is zero. D–G: test atoms by force norm and angle. The colour"
        + " scales of B–G are logarithmic. The paper calls least squares regular and Huber regression"
        + " robust.";
  }

  /**
   * All panels in one picture for print.
   *
   * @return the picture, to be shown {@link #WIDTH_MM} wide
   */
  public Drawing drawing() {
    List<Mark> marks = new ArrayList<>();
    if (changes.isEmpty()) {
      double height = 300;
      double side = 0.3 * WIDTH;
      place(marks, sweep, 0, 0, WIDTH - side * densities.size(), height);
      for (int i = 0; i < densities.size(); i++) {
        double x = WIDTH - side * (densities.size() - i);
        place(marks, densities.get(i), x, 0, side, height);
      }
      return new Drawing(WIDTH, height, description(), marks);
    }
    double upperHeight = 330;
    double lowerHeight = 262;
    double gap = 14;
    double side = 0.3 * WIDTH;
    double first = Math.min(0.6 * WIDTH, WIDTH - side * changes.size());
    place(marks, sweep, 0, 0, first, upperHeight);
    for (int i = 0; i < changes.size(); i++) {
      place(marks, changes.get(i), first + i * side, 0, side, upperHeight);
    }
    double quarter = Math.min(0.3 * WIDTH, WIDTH / densities.size());
    for (int i = 0; i < densities.size(); i++) {
      place(marks, densities.get(i), i * quarter, upperHeight + gap, quarter, lowerHeight);
    }
    return new Drawing(WIDTH, upperHeight + gap + lowerHeight, description(), marks);
  }

  private String description() {
    return "Figure 1, panels "
        + String.join(
            ", ",
            panels().stream().map(p -> p.name().substring(6).toUpperCase(Locale.ROOT)).toList());
  }

  private static void place(
      List<Mark> marks, Panel panel, double x, double y, double width, double height) {
    double inner = width - 0.8 * TYPE_SIZE;
    marks.add(
        new Mark.Group(panel.name(), "", new Point(x, y), panel.marks(inner, height, TYPE_SIZE)));
  }
}
