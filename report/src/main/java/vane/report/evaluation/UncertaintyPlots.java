package vane.report.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import vane.evaluation.CalibrationCurve;
import vane.evaluation.ErrorSummary;
import vane.evaluation.UncertaintySamples;
import vane.evaluation.UncertaintySummary;
import vane.report.drawing.Canvas;
import vane.report.drawing.Colour;
import vane.report.drawing.Point;
import vane.report.drawing.Stroke;
import vane.report.drawing.TextAnchor;
import vane.report.page.CaptionedPanel;
import vane.report.page.NumberFormats;
import vane.report.plot.Axis;
import vane.report.plot.Bins;
import vane.report.plot.CountColourScale;
import vane.report.plot.DensityCells;
import vane.report.plot.DensityPanel;
import vane.report.plot.Histogram2D;
import vane.report.plot.LinePanel;
import vane.report.plot.PanelTitle;
import vane.report.plot.PlotArea;
import vane.report.plot.Quantiles;

/** Plots that show how far the uncertainties of forces can be trusted. */
final class UncertaintyPlots {
  private static final Colour GUIDE = Colour.of("#d7191c");
  private static final Colour CURVE = Colour.of("#0072b2");

  /** The part of the errors that the axis holds at least; the smallest may be left out. */
  private static final double SHOWN = 0.999;

  /**
   * The median norm of a vector of three Gaussian components, in their standard deviations: the
   * root of the median of the chi-squared distribution with three degrees of freedom.
   */
  private static final double MEDIAN_NORM = 1.5381722544550522;

  private UncertaintyPlots() {}

  /** The error of each atom against its uncertainty, both logarithmic. */
  static CaptionedPanel errorAgainstUncertainty(
      String name, UncertaintySamples samples, ErrorSummary summary) {
    Axis x = uncertaintyAxis(samples);
    Axis y = errorAxis(samples);
    Histogram2D counts =
        Histogram2D.of(
            samples.size(),
            i -> Math.log10(samples.uncertainty(i)),
            i -> Math.log10(samples.errorNorm(i)),
            new Bins(x.from(), x.to(), DensityCells.along(samples.size())),
            new Bins(y.from(), y.to(), DensityCells.along(samples.size())));
    return new CaptionedPanel(
        new DensityPanel(
            name,
            new PanelTitle("", "Error and uncertainty"),
            "Density of the atoms, norm of the error of the force against uncertainty",
            counts,
            x,
            y,
            new CountColourScale(Math.max(1, counts.max())),
            UncertaintyPlots::drawRatios),
        "Both axes are logarithmic. On the solid line the error of the force (its norm) equals the"
            + " uncertainty of a component; of Gaussian errors half lie below the dashed line. The"
            + " cloud should rise along the lines. Rank correlation: "
            + NumberFormats.decimals(
                summary.uncertainty().map(UncertaintySummary::rankCorrelation).orElseThrow(), 3)
            + "."
            + DensityCells.notShown(counts, "atoms"));
  }

  private static Axis uncertaintyAxis(UncertaintySamples samples) {
    double[] sizes = values(samples.size(), samples::uncertainty);
    return Axis.logarithmic(
        "uncertainty (eV/Å)", Quantiles.nearestRank(sizes, 0), Quantiles.nearestRank(sizes, 1));
  }

  /** The smallest errors may be left out, since they would compress everything else. */
  private static Axis errorAxis(UncertaintySamples samples) {
    double[] sizes =
        Arrays.stream(values(samples.size(), samples::errorNorm))
            .filter(size -> size > 0)
            .toArray();
    String label = "error (eV/Å)";
    return sizes.length == 0
        ? Axis.logarithmic(label, 0.1, 1)
        : Axis.logarithmic(
            label, Quantiles.nearestRank(sizes, 1 - SHOWN), Quantiles.nearestRank(sizes, 1));
  }

  private static void drawRatios(Canvas canvas, PlotArea area) {
    double type = area.typeSize();
    drawRatio(canvas, area, 0, Stroke.solid(GUIDE, type / 12));
    drawRatio(
        canvas, area, Math.log10(MEDIAN_NORM), Stroke.dashed(GUIDE, type / 12, type / 3, type / 4));
  }

  /** The line y = x + shift as far as it is between the axes. */
  private static void drawRatio(Canvas canvas, PlotArea area, double shift, Stroke stroke) {
    double from = Math.max(area.x().from(), area.y().from() - shift);
    double to = Math.min(area.x().to(), area.y().to() - shift);
    if (from < to) {
      canvas.line(List.of(area.at(from, from + shift), area.at(to, to + shift)), stroke);
    }
  }

  /** Which share of the errors is within how many uncertainties. */
  static CaptionedPanel calibration(String name, UncertaintySamples samples, ErrorSummary summary) {
    CalibrationCurve curve = samples.curve();
    UncertaintySummary figures = summary.uncertainty().orElseThrow();
    return new CaptionedPanel(
        new LinePanel(
            name,
            new PanelTitle("", "Calibration of the uncertainty"),
            "Share of the errors within a multiple of the uncertainty, observed against expected",
            new Axis("expected of Gaussian errors (%)", 0, 100, 20),
            new Axis("observed (%)", 0, 100, 20),
            (canvas, area) -> drawCurve(canvas, area, curve, figures)),
        "The share of force components whose error is within a multiple of the uncertainty, for"
            + " every multiple: observed, and as expected of Gaussian errors. Discs: within one "
            + NumberFormats.decimals(100 * figures.fractionWithinOne(), 1)
            + " % (Gaussian: 68.3 %), within two "
            + NumberFormats.decimals(100 * figures.fractionWithinTwo(), 1)
            + " % (95.4 %).");
  }

  private static void drawCurve(
      Canvas canvas, PlotArea area, CalibrationCurve curve, UncertaintySummary figures) {
    double type = area.typeSize();
    canvas.line(
        List.of(area.at(0, 0), area.at(100, 100)),
        Stroke.dashed(Colour.INK, type / 12, type / 2.5, type / 4));
    List<Point> points =
        IntStream.rangeClosed(0, CalibrationCurve.STEPS)
            .mapToObj(step -> area.at(100 * curve.expected(step), 100 * curve.observed(step)))
            .toList();
    Stroke line = Stroke.solid(CURVE, type / 6);
    canvas.line(points, line);
    double radius = 0.3 * type;
    canvas.disc(area.at(68.27, 100 * figures.fractionWithinOne()), radius, Colour.WHITE, line);
    canvas.disc(area.at(95.45, 100 * figures.fractionWithinTwo()), radius, Colour.WHITE, line);
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
  }

  private static double[] values(int size, IntToDoubleFunction value) {
    return IntStream.range(0, size).mapToDouble(value).toArray();
  }
}
