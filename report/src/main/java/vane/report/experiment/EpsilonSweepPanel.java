package vane.report.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import vane.experiment.ElementResult;
import vane.experiment.ModelResult;
import vane.experiment.PaperFigures;
import vane.experiment.RobustResult;
import vane.report.drawing.Box;
import vane.report.drawing.Canvas;
import vane.report.drawing.Colour;
import vane.report.drawing.Mark;
import vane.report.drawing.Point;
import vane.report.drawing.Stroke;
import vane.report.drawing.TextAnchor;
import vane.report.force.ElementStyle;
import vane.report.page.NumberFormats;
import vane.report.plot.Axis;
import vane.report.plot.Panel;
import vane.report.plot.PanelTitle;
import vane.report.plot.PlotArea;

/**
 * Panel A: the weighted average angle against the Huber parameter ε, training and test, all
 * elements. Least squares is in a column of its own to the right, and its test errors are lines
 * through the panel; the paper's numbers are diamonds and dotted lines.
 *
 * @param elements the results of each element
 */
record EpsilonSweepPanel(List<ElementResult> elements) implements Panel {
  private static final double EPSILON_STEP = 0.2;

  /** Copies the list. */
  EpsilonSweepPanel {
    elements = List.copyOf(elements);
  }

  @Override
  public String name() {
    return "panel-a";
  }

  @Override
  public String description() {
    return "Weighted average angle against the Huber parameter, training and test, for "
        + String.join(" and ", elements.stream().map(e -> e.element().symbol()).toList())
        + ", with least squares and the paper's numbers";
  }

  private boolean hasRobust() {
    return elements.stream().anyMatch(e -> !e.robust().isEmpty());
  }

  @Override
  public List<Mark> marks(double width, double height, double typeSize) {
    Canvas canvas = new Canvas();
    new PanelTitle("A", "Errors of all models").draw(canvas, typeSize);
    Axis y = Axis.fromZero("weighted average angle (°)", 1.04 * largestAngle());
    double left = PlotArea.leftMargin(y, typeSize);
    double right = width - 0.6 * typeSize;
    EpsilonSweepLegend legend = new EpsilonSweepLegend(elements, hasRobust(), typeSize);
    double top =
        legend.draw(canvas, left, right, PanelTitle.height(typeSize) + 0.1 * typeSize)
            + 0.5 * typeSize;
    double bottom = height - PlotArea.bottomMargin(typeSize);
    double column = hasRobust() ? Math.min(5.6 * typeSize, 0.3 * (right - left)) : right - left;
    double divider = right - column;
    PlotArea whole =
        new PlotArea(new Box(left, top, right, bottom), new Axis("", 0, 1, 1), y, typeSize);
    whole.drawGrid(canvas);
    for (ElementResult result : elements) {
      drawLevels(canvas, result, whole);
    }
    drawRegular(canvas, whole, divider + column / 2);
    if (hasRobust()) {
      Axis x = epsilonAxis();
      PlotArea sweep = new PlotArea(new Box(left, top, divider, bottom), x, y, typeSize);
      canvas.line(divider, top, divider, bottom, Stroke.solid(Colour.GREY, typeSize / 16));
      elements.forEach(result -> drawSweep(canvas, result, sweep));
      sweep.drawHorizontal(canvas, x.ticks());
    }
    whole.drawFrame(canvas);
    double middle = divider + column / 2;
    canvas.label(
        middle, bottom + 1.35 * typeSize, "least", typeSize, Colour.INK, TextAnchor.MIDDLE);
    canvas.label(
        middle, bottom + 2.65 * typeSize, "squares", typeSize, Colour.INK, TextAnchor.MIDDLE);
    return canvas.marks();
  }

  private double largestAngle() {
    DoubleStream.Builder angles = DoubleStream.builder();
    for (ElementResult result : elements) {
      result.regular().test().weightedMeanAngleDeg().ifPresent(angles);
      result.regular().training().weightedMeanAngleDeg().ifPresent(angles);
      for (RobustResult robust : result.robust()) {
        robust.model().test().weightedMeanAngleDeg().ifPresent(angles);
        robust.model().training().weightedMeanAngleDeg().ifPresent(angles);
      }
      PaperFigures.of(result.element()).ifPresent(paper -> angles.add(paper.regularTestDeg()));
    }
    return angles.build().max().orElse(90);
  }

  /** From the lowest to the highest ε, the paper's included, with a little room at both ends. */
  private Axis epsilonAxis() {
    List<Double> values = new ArrayList<>();
    for (ElementResult result : elements) {
      result.robust().forEach(robust -> values.add(robust.epsilon()));
      PaperFigures.of(result.element()).ifPresent(paper -> values.add(paper.robustEpsilon()));
    }
    double lowest = values.stream().min(Comparator.naturalOrder()).orElseThrow();
    double highest = values.stream().max(Comparator.naturalOrder()).orElseThrow();
    double room = Math.max(0.08, 0.08 * (highest - lowest));
    double step = highest - lowest > 1.5 ? 0.5 : EPSILON_STEP;
    while ((highest - lowest) / step > 10) {
      step *= 2;
    }
    return new Axis("Huber parameter ε", lowest - room, highest + room, step);
  }

  private static void drawLevels(Canvas canvas, ElementResult result, PlotArea area) {
    ElementStyle style = ElementStyle.of(result.element());
    PaperFigures.of(result.element())
        .ifPresent(
            paper -> level(canvas, area, paper.regularTestDeg(), style.paperLine(area.typeSize())));
    result
        .regular()
        .test()
        .weightedMeanAngleDeg()
        .ifPresent(angle -> level(canvas, area, angle, style.regularLine(area.typeSize())));
  }

  private static void level(Canvas canvas, PlotArea area, double angle, Stroke stroke) {
    canvas.line(area.box().left(), area.py(angle), area.box().right(), area.py(angle), stroke);
  }

  private void drawRegular(Canvas canvas, PlotArea area, double centre) {
    double spacing = 2.4 * area.typeSize();
    for (int i = 0; i < elements.size(); i++) {
      ElementResult result = elements.get(i);
      ElementStyle style = ElementStyle.of(result.element());
      double x = centre + (i - (elements.size() - 1) / 2.0) * spacing;
      PaperFigures.of(result.element())
          .ifPresent(
              paper -> {
                paper(canvas, area, style, x, paper.regularTestDeg(), "least squares, test");
                paper(canvas, area, style, x, paper.regularTrainDeg(), "least squares, training");
              });
      points(canvas, area, style, x, result.regular(), "least squares");
    }
  }

  private static void drawSweep(Canvas canvas, ElementResult result, PlotArea area) {
    ElementStyle style = ElementStyle.of(result.element());
    List<RobustResult> sweep =
        result.robust().stream().sorted(Comparator.comparingDouble(RobustResult::epsilon)).toList();
    double type = area.typeSize();
    List<Point> training = new ArrayList<>();
    List<Point> test = new ArrayList<>();
    for (RobustResult robust : sweep) {
      ModelResult model = robust.model();
      model
          .training()
          .weightedMeanAngleDeg()
          .ifPresent(angle -> training.add(area.at(robust.epsilon(), angle)));
      model
          .test()
          .weightedMeanAngleDeg()
          .ifPresent(angle -> test.add(area.at(robust.epsilon(), angle)));
    }
    for (List<Point> line : List.of(training, test)) {
      if (line.size() > 1) {
        canvas.line(line, Stroke.solid(style.colour(), type / 11));
      }
    }
    for (RobustResult robust : sweep) {
      String name = "ε = " + NumberFormats.epsilon(robust.epsilon());
      points(canvas, area, style, area.px(robust.epsilon()), robust.model(), name);
    }
    PaperFigures.of(result.element())
        .ifPresent(
            paper ->
                paper(
                    canvas,
                    area,
                    style,
                    area.px(paper.robustEpsilon()),
                    paper.robustTestDeg(),
                    "best Huber, ε = " + NumberFormats.epsilon(paper.robustEpsilon()) + ", test"));
    Optional<RobustResult> best = result.bestRobust();
    best.ifPresent(
        robust ->
            canvas.add(
                new Mark.Group(
                    "best-" + result.element().symbol(),
                    "",
                    new Point(0, 0),
                    ring(
                        area.at(
                            robust.epsilon(),
                            robust.model().test().weightedMeanAngleDeg().orElseThrow()),
                        type))));
  }

  private static List<Mark> ring(Point centre, double typeSize) {
    Canvas canvas = new Canvas();
    canvas.ring(centre, 0.72 * typeSize, Stroke.solid(Colour.INK, typeSize / 8));
    return canvas.marks();
  }

  private static void points(
      Canvas canvas,
      PlotArea area,
      ElementStyle style,
      double x,
      ModelResult model,
      String modelName) {
    point(canvas, area, style, x, model.training().weightedMeanAngleDeg(), modelName, "training");
    point(canvas, area, style, x, model.test().weightedMeanAngleDeg(), modelName, "test");
  }

  private static void point(
      Canvas canvas,
      PlotArea area,
      ElementStyle style,
      double x,
      OptionalDouble angle,
      String modelName,
      String set) {
    if (angle.isPresent()) {
      Canvas mark = new Canvas();
      boolean filled = set.equals("test");
      style.drawPoint(mark, new Point(x, area.py(angle.getAsDouble())), filled, area.typeSize());
      canvas.add(
          new Mark.Group(
              "point",
              tooltip(style.symbol() + ", " + modelName + ", " + set, angle.getAsDouble()),
              new Point(0, 0),
              mark.marks()));
    }
  }

  private static void paper(
      Canvas canvas, PlotArea area, ElementStyle style, double x, double angle, String what) {
    Canvas mark = new Canvas();
    style.drawPaper(mark, new Point(x, area.py(angle)), area.typeSize());
    canvas.add(
        new Mark.Group(
            "paper",
            tooltip("the paper, " + style.symbol() + ", " + what, angle),
            new Point(0, 0),
            mark.marks()));
  }

  private static String tooltip(String what, double angle) {
    return what + ": " + String.format(Locale.ROOT, "%.1f°", angle);
  }
}
