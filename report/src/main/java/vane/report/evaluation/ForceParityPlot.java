package vane.report.evaluation;

import java.util.List;
import java.util.stream.IntStream;
import vane.evaluation.ErrorSummary;
import vane.evaluation.ForceSamples;
import vane.report.drawing.Colour;
import vane.report.drawing.Stroke;
import vane.report.page.CaptionedPanel;
import vane.report.page.NumberFormats;
import vane.report.plot.Axis;
import vane.report.plot.Bins;
import vane.report.plot.CountColourScale;
import vane.report.plot.DensityCells;
import vane.report.plot.DensityPanel;
import vane.report.plot.Histogram2D;
import vane.report.plot.PanelTitle;
import vane.report.plot.Quantiles;

/** The parity plot of the forces: predicted against true components. */
final class ForceParityPlot {
  private static final Colour GUIDE = Colour.of("#d7191c");

  /** The part of the components that the axes hold at least. */
  private static final double SHOWN = 0.999;

  private ForceParityPlot() {}

  /** True against predicted force components. */
  static CaptionedPanel panel(String name, ForceSamples samples, ErrorSummary summary) {
    Axis x = componentAxis("true force component (eV/Å)", samples);
    Axis y = componentAxis("predicted (eV/Å)", samples);
    // Cells of atoms are meant for one value per atom; here there are three.
    Bins bins = new Bins(x.from(), x.to(), DensityCells.along(samples.size() / 3));
    Histogram2D counts =
        Histogram2D.of(samples.size(), samples::actual, samples::predicted, bins, bins);
    return new CaptionedPanel(
        new DensityPanel(
            name,
            new PanelTitle("", "Predicted and true force"),
            "Density of the force components, predicted against true",
            counts,
            x,
            y,
            new CountColourScale(Math.max(1, counts.max()), "components in a cell"),
            (canvas, area) ->
                canvas.line(
                    List.of(area.at(x.from(), x.from()), area.at(x.to(), x.to())),
                    Stroke.solid(GUIDE, area.typeSize() / 12))),
        "All three components of every force. Exact predictions lie on the line. Root mean square"
            + " error of a component: "
            + NumberFormats.decimals(summary.forceRmseEvPerAngstrom(), 4)
            + " eV/Å."
            + DensityCells.notShown(counts, "components"));
  }

  private static Axis componentAxis(String label, ForceSamples samples) {
    double[] sizes =
        IntStream.range(0, samples.size()).mapToDouble(i -> Math.abs(samples.actual(i))).toArray();
    Axis half = Axis.closelyFromZero(label, Quantiles.nearestRank(sizes, SHOWN));
    return new Axis(label, -half.to(), half.to(), half.step());
  }
}
