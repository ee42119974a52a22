package vane.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import vane.evaluation.CalibrationCurve;
import vane.evaluation.ErrorSummary;
import vane.evaluation.ForceSamples;
import vane.evaluation.UncertaintySamples;
import vane.evaluation.UncertaintySummary;
import vane.report.drawing.Anchor;
import vane.report.drawing.Colour;
import vane.report.drawing.Point;
import vane.report.drawing.Sketch;
import vane.report.drawing.Stroke;
import vane.report.page.Figure;
import vane.report.plot.Axis;
import vane.report.plot.Bins;
import vane.report.plot.CountColours;
import vane.report.plot.DensityPanel;
import vane.report.plot.Histogram2D;
import vane.report.plot.LinePanel;
import vane.report.plot.PanelTitle;
import vane.report.plot.PlotArea;

/** Panels of predicted forces and their uncertainties. */
final class ForcePanels {
  private static final Colour GUIDE = Colour.of("#d7191c");
  private static final Colour CURVE = Colour.of("#0072b2");

  /** The part of the values that an axis holds at least; for errors it is the smallest that go. */
  private static final double SHOWN = 0.999;

  /**
   * The median norm of a vector of three Gaussian components, in their standard deviations: the
   * root of the median of the chi-squared distribution with three degrees of freedom.
   */
  private static final double MEDIAN_NORM = 1.5381722544550522;

  private ForcePanels() {}

  /** True against predicted force components. */
  static Figure parity(String name, ForceSamples samples, ErrorSummary summary) {
    Axis x = componentAxis("true force component (eV/Å)", samples);
    Axis y = componentAxis("predicted (eV/Å)", samples);
    // Cells of atoms are meant for one value an atom; here there are three.
    Bins bins = new Bins(x.from(), x.to(), AnglePanels.cells(samples.size() / 3));
    Histogram2D counts =
        Histogram2D.of(samples.size(), samples::actual, samples::predicted, bins, bins);
    return new Figure(
        new DensityPanel(
            name,
            new PanelTitle("", "Predicted and true force"),
            "Density of the force components, predicted against true",
            counts,
            x,
            y,
            new CountColours(Math.max(1, counts.max()), "components in a cell"),
            (sketch, area) ->
                sketch.line(
                    List.of(area.at(x.from(), x.from()), area.at(x.to(), x.to())),
                    Stroke.solid(GUIDE, area.typeSize() / 12))),
        "All three components of every force. Exact predictions lie on the line. Root mean square"
            + " error of a component: "
            + Words.decimals(summary.forceRmseEvPerAngstrom(), 4)
            + " eV/Å."
            + notShown(counts, "components"));
  }

  private static Axis componentAxis(String label, ForceSamples samples) {
    double[] sizes =
        IntStream.range(0, samples.size()).mapToDouble(i -> Math.abs(samples.actual(i))).toArray();
    Axis half = Axis.closelyFromZero(label, quantile(sizes, SHOWN));
    return new Axis(label, -half.to(), half.to(), half.step());
  }

  /** The error of each atom against its uncertainty, both logarithmic. */
  static Figure errors(String name, UncertaintySamples samples, ErrorSummary summary) {
    Axis x = uncertaintyAxis(samples);
    Axis y = errorAxis(samples);
    Histogram2D counts =
        Histogram2D.of(
            samples.size(),
            i -> Math.log10(samples.uncertainty(i)),
            i -> Math.log10(samples.errorNorm(i)),
            new Bins(x.from(), x.to(), AnglePanels.cells(samples.size())),
            new Bins(y.from(), y.to(), AnglePanels.cells(samples.size())));
    return new Figure(
        new DensityPanel(
            name,
            new PanelTitle("", "Error and uncertainty"),
            "Density of the atoms, norm of the error of the force against uncertainty",
            counts,
            x,
            y,
            new CountColours(Math.max(1, counts.max())),
            ForcePanels::drawRatios),
        "Both axes are logarithmic. On the solid line the error of the force (its norm) equals the"
            + " uncertainty of a component; of Gaussian errors half lie below the dashed line. The"
            + " cloud should rise along the lines. Rank correlation: "
            + Words.decimals(
                summary.uncertainty().map(UncertaintySummary::rankCorrelation).orElseThrow(), 3)
            + "."
            + notShown(counts, "atoms"));
  }

  private static Axis uncertaintyAxis(UncertaintySamples samples) {
    double[] sizes = values(samples.size(), samples::uncertainty);
    return Axis.logarithmic("uncertainty (eV/Å)", quantile(sizes, 0), quantile(sizes, 1));
  }

  /** The smallest errors, which would press all else together, may go. */
  private static Axis errorAxis(UncertaintySamples samples) {
    double[] sizes =
        Arrays.stream(values(samples.size(), samples::errorNorm))
            .filter(size -> size > 0)
            .toArray();
    String label = "error (eV/Å)";
    return sizes.length == 0
        ? Axis.logarithmic(label, 0.1, 1)
        : Axis.logarithmic(label, quantile(sizes, 1 - SHOWN), quantile(sizes, 1));
  }

  private static void drawRatios(Sketch sketch, PlotArea area) {
    double type = area.typeSize();
    drawRatio(sketch, area, 0, Stroke.solid(GUIDE, type / 12));
    drawRatio(
        sketch, area, Math.log10(MEDIAN_NORM), Stroke.dashed(GUIDE, type / 12, type / 3, type / 4));
  }

  /** The line y = x + shift as far as it is between the axes. */
  private static void drawRatio(Sketch sketch, PlotArea area, double shift, Stroke stroke) {
    double from = Math.max(area.x().from(), area.y().from() - shift);
    double to = Math.min(area.x().to(), area.y().to() - shift);
    if (from < to) {
      sketch.line(List.of(area.at(from, from + shift), area.at(to, to + shift)), stroke);
    }
  }

  /** Which share of the errors is within how many uncertainties. */
  static Figure calibration(String name, UncertaintySamples samples, ErrorSummary summary) {
    CalibrationCurve curve = samples.curve();
    UncertaintySummary figures = summary.uncertainty().orElseThrow();
    return new Figure(
        new LinePanel(
            name,
            new PanelTitle("", "Calibration of the uncertainty"),
            "Share of the errors within so many uncertainties, observed against expected",
            new Axis("expected of Gaussian errors (%)", 0, 100, 20),
            new Axis("observed (%)", 0, 100, 20),
            (sketch, area) -> drawCurve(sketch, area, curve, figures)),
        "How many force components are within so many uncertainties, for every such number. Discs:"
            + " within one "
            + Words.decimals(100 * figures.fractionWithinOne(), 1)
            + " % (Gaussian: 68.3 %), within two "
            + Words.decimals(100 * figures.fractionWithinTwo(), 1)
            + " % (95.4 %).");
  }

  private static void drawCurve(
      Sketch sketch, PlotArea area, CalibrationCurve curve, UncertaintySummary figures) {
    double type = area.typeSize();
    sketch.line(
        List.of(area.at(0, 0), area.at(100, 100)),
        Stroke.dashed(Colour.INK, type / 12, type / 2.5, type / 4));
    List<Point> points =
        IntStream.rangeClosed(0, CalibrationCurve.STEPS)
            .mapToObj(step -> area.at(100 * curve.expected(step), 100 * curve.observed(step)))
            .toList();
    Stroke line = Stroke.solid(CURVE, type / 6);
    sketch.line(points, line);
    double radius = 0.3 * type;
    sketch.disc(area.at(68.27, 100 * figures.fractionWithinOne()), radius, Colour.WHITE, line);
    sketch.disc(area.at(95.45, 100 * figures.fractionWithinTwo()), radius, Colour.WHITE, line);
    double size = 0.9 * type;
    sketch.label(
        area.box().left() + 0.5 * type,
        area.box().top() + 1.3 * type,
        "uncertainties too large",
        size,
        Colour.GREY,
        Anchor.START);
    sketch.label(
        area.box().right() - 0.5 * type,
        area.box().bottom() - 0.7 * type,
        "uncertainties too small",
        size,
        Colour.GREY,
        Anchor.END);
  }

  private static double[] values(int size, IntToDoubleFunction value) {
    return IntStream.range(0, size).mapToDouble(value).toArray();
  }

  /** The smallest value that is not below so large a part of all. Sorts the values. */
  private static double quantile(double[] values, double part) {
    Arrays.sort(values);
    int place = (int) Math.ceil(part * values.length) - 1;
    return values[Math.max(0, Math.min(values.length - 1, place))];
  }

  private static String notShown(Histogram2D counts, String what) {
    return counts.outside() == 0
        ? ""
        : String.format(
            Locale.ROOT,
            " %d of %d %s are beyond the axes.",
            counts.outside(),
            counts.total(),
            what);
  }
}
