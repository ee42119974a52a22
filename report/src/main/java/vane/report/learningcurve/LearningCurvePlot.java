package vane.report.learningcurve;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import vane.Plural;
import vane.evaluation.ErrorSummary;
import vane.evaluation.Evaluation;
import vane.learningcurve.CurveError;
import vane.learningcurve.LearningCurve;
import vane.report.drawing.Canvas;
import vane.report.drawing.Colour;
import vane.report.drawing.Point;
import vane.report.drawing.Stroke;
import vane.report.force.ElementStyle;
import vane.report.plot.Axis;
import vane.report.plot.FittedAxis;
import vane.report.plot.Legend;
import vane.report.plot.LinePanel;
import vane.report.plot.PanelTitle;
import vane.report.plot.PlotArea;
import vane.structure.Element;

/** The plot of a learning curve: errors against frames, both logarithmic, element by element. */
final class LearningCurvePlot {
  /** Room for the legend above the largest error. */
  private static final double HEADROOM = 1.5;

  /** Of the logarithm of an error at the end of the axis. */
  private static final double ROUNDING = 1e-6;

  private final LearningCurve curve;
  private final CurveError error;
  private final List<Element> elements;

  private LearningCurvePlot(LearningCurve curve) {
    this.curve = curve;
    this.error = curve.error();
    this.elements = shown(curve);
  }

  /** The plot as a panel. */
  static LinePanel panel(LearningCurve curve) {
    LearningCurvePlot plot = new LearningCurvePlot(curve);
    DoubleStream frames = curve.points().stream().mapToDouble(LearningCurve.Point::frames);
    return new LinePanel(
        "learning-curve",
        new PanelTitle("", "Learning curve"),
        "The error of each element against the number of frames learnt from, both logarithmic",
        FittedAxis.logarithmic("frames learnt from", frames),
        plot.errorAxis(),
        plot::draw);
  }

  /** The elements with the most atoms among those that are held out, by atomic number. */
  static List<Element> shown(LearningCurve curve) {
    Evaluation last = curve.points().get(curve.points().size() - 1).heldOut();
    return curve.elements().stream()
        .sorted(
            Comparator.comparingLong(
                (Element element) ->
                    last.elements().containsKey(element)
                        ? -last.elements().get(element).environments()
                        : 0))
        .limit(ElementStyle.MOST_BESIDE_EACH_OTHER)
        .sorted()
        .toList();
  }

  /** A sentence about the errors that are below the axis; empty if there are none. */
  static String notDrawn(LearningCurve curve) {
    LearningCurvePlot plot = new LearningCurvePlot(curve);
    Axis axis = plot.errorAxis();
    long below = plot.errors().filter(value -> !isOn(axis, value)).count();
    return below == 0
        ? ""
        : Plural.of(below, "error") + " below " + axis.text(axis.from()) + " are not drawn. ";
  }

  private static boolean isOn(Axis axis, double value) {
    return Math.log10(value) >= axis.from() - ROUNDING;
  }

  private Axis errorAxis() {
    return FittedAxis.logarithmic(error.words() + " (" + error.unit() + ")", errorsWithRoom());
  }

  private DoubleStream errorsWithRoom() {
    return DoubleStream.concat(errors(), DoubleStream.of(HEADROOM * errors().max().orElse(1)));
  }

  private DoubleStream errors() {
    return curve.points().stream()
        .flatMap(point -> Stream.of(point.heldOut(), point.training()))
        .flatMap(
            evaluation ->
                elements.stream()
                    .filter(evaluation.elements()::containsKey)
                    .map(evaluation.elements()::get))
        .map(error::of)
        .filter(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble);
  }

  private void draw(Canvas canvas, PlotArea area) {
    double type = area.typeSize();
    List<ElementStyle> styles = ElementStyle.besideEachOther(elements);
    List<Legend.Entry> entries = new ArrayList<>();
    styles.forEach(style -> entries.add(new Legend.Entry(style.symbol(), style.line(type))));
    entries.add(new Legend.Entry("held out", Stroke.solid(Colour.GREY, type / 7)));
    entries.add(new Legend.Entry("learnt from", dashed(Colour.GREY, type)));
    // Before the lines, which no legend may hide.
    new Legend(entries).draw(canvas, area, true, 0);
    for (int i = 0; i < elements.size(); i++) {
      draw(canvas, area, elements.get(i), styles.get(i), LearningCurve.Point::training, true);
      draw(canvas, area, elements.get(i), styles.get(i), LearningCurve.Point::heldOut, false);
    }
  }

  private void draw(
      Canvas canvas,
      PlotArea area,
      Element element,
      ElementStyle style,
      Function<LearningCurve.Point, Evaluation> which,
      boolean training) {
    double type = area.typeSize();
    List<Point> places = new ArrayList<>();
    for (LearningCurve.Point point : curve.points()) {
      ErrorSummary summary = which.apply(point).elements().get(element);
      OptionalDouble value = summary == null ? OptionalDouble.empty() : error.of(summary);
      if (value.isPresent() && isOn(area.y(), value.getAsDouble())) {
        places.add(area.at(Math.log10(point.frames()), Math.log10(value.getAsDouble())));
      }
    }
    if (places.size() > 1) {
      canvas.line(places, training ? dashed(style.colour(), type) : style.line(type));
    }
    places.forEach(place -> style.drawPoint(canvas, place, !training, type));
  }

  private static Stroke dashed(Colour colour, double type) {
    return Stroke.dashed(colour, type / 8, type / 2.5, type / 4);
  }
}
