package vane.report.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import vane.evaluation.CalibrationCurve;
import vane.evaluation.ErrorSummary;
import vane.evaluation.Evaluation;
import vane.evaluation.UncertaintySamples;
import vane.evaluation.UncertaintySummary;
import vane.report.drawing.Canvas;
import vane.report.drawing.Colour;
import vane.report.drawing.Stroke;
import vane.report.drawing.TextAnchor;
import vane.report.force.ElementStyle;
import vane.report.page.CaptionedPanel;
import vane.report.page.NumberFormats;
import vane.report.plot.Axis;
import vane.report.plot.Bins;
import vane.report.plot.CountColourScale;
import vane.report.plot.DensityCells;
import vane.report.plot.DensityPanel;
import vane.report.plot.FittedAxis;
import vane.report.plot.Histogram2D;
import vane.report.plot.Legend;
import vane.report.plot.LinePanel;
import vane.report.plot.PanelTitle;
import vane.report.plot.PlotArea;
import vane.structure.Element;

/** Plots that show how far the uncertainties of forces can be trusted. */
final class UncertaintyPlots {
  private static final Colour GUIDE = Colour.of("#d7191c");

  /** The atoms are parted into so many groups of equal size, by their uncertainty. */
  private static final int GROUPS = 10;

  private UncertaintyPlots() {}

  /** The error of each atom against its uncertainty, both logarithmic. */
  static CaptionedPanel errorAgainstUncertainty(
      String name, String element, UncertaintySamples samples, ErrorSummary summary) {
    Axis x = FittedAxis.logarithmic("uncertainty u (eV/Å)", uncertainties(samples));
    Axis y = FittedAxis.logarithmic("error of a component (eV/Å)", errors(samples));
    int cells = DensityCells.along(samples.size());
    Histogram2D counts =
        Histogram2D.of(
            samples.size(),
            i -> Math.log10(samples.uncertainty(i)),
            i -> Math.log10(componentError(samples, i)),
            new Bins(x.from(), x.to(), cells),
            new Bins(y.from(), y.to(), cells));
    return new CaptionedPanel(
        new DensityPanel(
            name,
            new PanelTitle("", element + ": error and uncertainty"),
            "Density of the atoms of " + element + ", error of the force against uncertainty",
            counts,
            x,
            y,
            new CountColourScale(Math.max(1, counts.max())),
            (canvas, area) -> drawGroups(canvas, area, samples)),
        "Rank correlation "
            + NumberFormats.decimals(
                summary.uncertainty().map(UncertaintySummary::rankCorrelation).orElseThrow(), 3)
            + "."
            + DensityCells.notShown(counts, "atoms"));
  }

  private static DoubleStream uncertainties(UncertaintySamples samples) {
    return IntStream.range(0, samples.size()).mapToDouble(samples::uncertainty);
  }

  private static DoubleStream errors(UncertaintySamples samples) {
    return IntStream.range(0, samples.size()).mapToDouble(i -> componentError(samples, i));
  }

  /** The root mean square over the three components of the error of an atom, in eV/Å. */
  private static double componentError(UncertaintySamples samples, int atom) {
    return samples.errorNorm(atom) / Math.sqrt(3);
  }

  /**
   * Root mean squares of uncertainty and error of atoms whose uncertainties are alike.
   *
   * @param uncertainty in eV/Å
   * @param error of a component, in eV/Å
   */
  record Group(double uncertainty, double error) {}

  /** The atoms in groups of equal size, from the smallest uncertainties to the largest. */
  static List<Group> groups(UncertaintySamples samples) {
    int[] order =
        IntStream.range(0, samples.size())
            .boxed()
            .sorted(Comparator.comparingDouble(samples::uncertainty))
            .mapToInt(Integer::intValue)
            .toArray();
    List<Group> groups = new ArrayList<>();
    for (int g = 0; g < GROUPS; g++) {
      int from = (int) ((long) order.length * g / GROUPS);
      int to = (int) ((long) order.length * (g + 1) / GROUPS);
      if (from < to) {
        groups.add(
            new Group(
                rootMeanSquare(order, from, to, samples::uncertainty),
                rootMeanSquare(order, from, to, i -> componentError(samples, i))));
      }
    }
    return groups;
  }

  private static double rootMeanSquare(int[] order, int from, int to, IntToDoubleFunction value) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += Math.pow(value.applyAsDouble(order[i]), 2);
    }
    return Math.sqrt(sum / (to - from));
  }

  private static void drawGroups(Canvas canvas, PlotArea area, UncertaintySamples samples) {
    double type = area.typeSize();
    double from = Math.max(area.x().from(), area.y().from());
    double to = Math.min(area.x().to(), area.y().to());
    if (from < to) {
      canvas.line(List.of(area.at(from, from), area.at(to, to)), Stroke.solid(GUIDE, type / 12));
    }
    for (Group group : groups(samples)) {
      double x = Math.log10(group.uncertainty());
      double y = Math.log10(group.error());
      if (y >= area.y().from()) {
        canvas.disc(area.at(x, y), 0.27 * type, Colour.WHITE, Stroke.solid(GUIDE, type / 8));
      }
    }
  }

  /** Which share of the errors is within how many uncertainties, the elements beside each other. */
  static CaptionedPanel calibration(
      SortedMap<Element, UncertaintySamples> samples, Evaluation evaluation) {
    List<Element> shown =
        samples.entrySet().stream()
            .sorted(
                Comparator.comparingInt(
                    (Map.Entry<Element, UncertaintySamples> each) -> -each.getValue().size()))
            .limit(ElementStyle.MOST_BESIDE_EACH_OTHER)
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    UncertaintySummary all = evaluation.all().uncertainty().orElseThrow();
    return new CaptionedPanel(
        new LinePanel(
            "calibration",
            new PanelTitle("", "Calibration of the uncertainty"),
            "Share of the errors within a multiple of the uncertainty, observed against expected",
            new Axis("expected of Gaussian errors (%)", 0, 100, 20),
            new Axis("observed (%)", 0, 100, 20),
            (canvas, area) -> drawCurves(canvas, area, shown, samples)),
        "The share of force components whose error is within a multiple z of the uncertainty u,"
            + " for every z: observed, and as expected of Gaussian errors. Discs: z = 1 and 2. Of all"
            + " components "
            + NumberFormats.decimals(100 * all.fractionWithinOne(), 1)
            + " % are within u (Gaussian: 68.3 %), "
            + NumberFormats.decimals(100 * all.fractionWithinTwo(), 1)
            + " % within 2u (95.4 %).");
  }

  private static void drawCurves(
      Canvas canvas,
      PlotArea area,
      List<Element> shown,
      SortedMap<Element, UncertaintySamples> samples) {
    double type = area.typeSize();
    canvas.line(
        List.of(area.at(0, 0), area.at(100, 100)),
        Stroke.dashed(Colour.INK, type / 12, type / 2.5, type / 4));
    double size = 0.9 * type;
    canvas.label(
        area.box().left() + 0.5 * type,
        area.box().top() + 1.3 * type,
        "uncertainties too large",
        size,
        Colour.GREY,
        TextAnchor.START);
    canvas.label(
        area.box().right() - 0.5 * type,
        area.box().bottom() - 0.7 * type,
        "uncertainties too small",
        size,
        Colour.GREY,
        TextAnchor.END);
    List<ElementStyle> styles = ElementStyle.besideEachOther(shown);
    new Legend(
            styles.stream()
                .map(style -> new Legend.Entry(style.symbol(), style.line(type)))
                .toList())
        .draw(canvas, area, false, 1.4);
    for (int i = 0; i < shown.size(); i++) {
      drawCurve(canvas, area, samples.get(shown.get(i)).curve(), styles.get(i));
    }
  }

  private static void drawCurve(
      Canvas canvas, PlotArea area, CalibrationCurve curve, ElementStyle style) {
    double type = area.typeSize();
    canvas.line(
        IntStream.rangeClosed(0, CalibrationCurve.STEPS)
            .mapToObj(step -> area.at(100 * curve.expected(step), 100 * curve.observed(step)))
            .toList(),
        style.line(type));
    for (int step : new int[] {68, 95}) {
      canvas.disc(
          area.at(100 * curve.expected(step), 100 * curve.observed(step)),
          0.27 * type,
          Colour.WHITE,
          style.line(type));
    }
  }
}
