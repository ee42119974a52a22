package vane.report.evaluation;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import vane.evaluation.ErrorSummary;
import vane.evaluation.Evaluation;
import vane.evaluation.ParitySamples;
import vane.report.drawing.Canvas;
import vane.report.drawing.Colour;
import vane.report.drawing.Stroke;
import vane.report.page.CaptionedPanel;
import vane.report.page.NumberFormats;
import vane.report.plot.Axis;
import vane.report.plot.Bins;
import vane.report.plot.CountColourScale;
import vane.report.plot.DensityCells;
import vane.report.plot.DensityPanel;
import vane.report.plot.FittedAxis;
import vane.report.plot.Histogram2D;
import vane.report.plot.PanelTitle;
import vane.report.plot.PlotArea;

/** Parity plots: predicted against true values, with the line of exact predictions. */
final class ParityPlots {
  private static final Colour GUIDE = Colour.of("#d7191c");

  private ParityPlots() {}

  /** The components of the forces. */
  static CaptionedPanel components(
      String name, String element, ParitySamples samples, ErrorSummary summary) {
    Histogram2D counts =
        counts(
            samples.size(),
            samples.size() / 3,
            samples::actual,
            samples::predicted,
            FittedAxis.symmetric("", actual(samples)));
    return captioned(
        name,
        element + ": force components",
        "Density of the force components of " + element + ", predicted against true",
        counts,
        FittedAxis.symmetric("true component (eV/Å)", actual(samples)),
        "components",
        "RMSE "
            + NumberFormats.decimals(summary.forceRmseEvPerAngstrom(), 4)
            + " eV/Å."
            + DensityCells.notShown(counts, "components"));
  }

  /** The norms of the forces. */
  static CaptionedPanel norms(String name, String element, ParitySamples samples) {
    int atoms = ForceVectors.atoms(samples);
    IntToDoubleFunction actual = atom -> ForceVectors.actualNorm(samples, atom);
    IntToDoubleFunction predicted = atom -> ForceVectors.predictedNorm(samples, atom);
    Axis x = FittedAxis.fromZero("true norm (eV/Å)", IntStream.range(0, atoms).mapToDouble(actual));
    Histogram2D counts = counts(atoms, atoms, actual, predicted, x);
    return captioned(
        name,
        element + ": force norms",
        "Density of the norms of the forces on " + element + ", predicted against true",
        counts,
        x,
        "atoms",
        "Mean of predicted minus true norm "
            + NumberFormats.decimals(meanDifference(samples), 4)
            + " eV/Å."
            + DensityCells.notShown(counts, "atoms"));
  }

  /** The mean over the atoms of predicted minus true norm, in eV/Å. */
  static double meanDifference(ParitySamples samples) {
    return IntStream.range(0, ForceVectors.atoms(samples))
        .mapToDouble(
            a -> ForceVectors.predictedNorm(samples, a) - ForceVectors.actualNorm(samples, a))
        .average()
        .orElse(0);
  }

  /** Energies, each without the mean of its formula. */
  static CaptionedPanel energies(ParitySamples samples, Evaluation evaluation) {
    Axis x = FittedAxis.symmetric("true energy (meV/atom)", actual(samples));
    Histogram2D counts =
        counts(samples.size(), samples.size(), samples::actual, samples::predicted, x);
    return captioned(
        "energies-parity",
        "Energies",
        "Density of the energies, predicted against true",
        counts,
        x,
        "frames",
        "Energies per atom, each without the mean of its chemical formula. RMSE "
            + NumberFormats.decimals(evaluation.energies().rmseMevPerAtom(), 3)
            + " meV/atom."
            + DensityCells.notShown(counts, "frames"));
  }

  /** The components of stresses. */
  static CaptionedPanel stresses(ParitySamples samples, Evaluation evaluation) {
    Axis x = FittedAxis.symmetric("true component (GPa)", actual(samples));
    Histogram2D counts =
        counts(samples.size(), samples.size(), samples::actual, samples::predicted, x);
    return captioned(
        "stresses-parity",
        "Stress components",
        "Density of the components of the stress, predicted against true",
        counts,
        x,
        "components",
        "The six components of the stress of each periodic frame. RMSE "
            + NumberFormats.decimals(evaluation.stresses().rmseGpa(), 4)
            + " GPa."
            + DensityCells.notShown(counts, "components"));
  }

  private static DoubleStream actual(ParitySamples samples) {
    return IntStream.range(0, samples.size()).mapToDouble(samples::actual);
  }

  private static Histogram2D counts(
      int size, int cellsFor, IntToDoubleFunction actual, IntToDoubleFunction predicted, Axis x) {
    Bins bins = new Bins(x.from(), x.to(), DensityCells.along(cellsFor));
    return Histogram2D.of(size, actual, predicted, bins, bins);
  }

  private static CaptionedPanel captioned(
      String name,
      String title,
      String description,
      Histogram2D counts,
      Axis x,
      String counted,
      String caption) {
    Axis y = new Axis(x.label().replaceFirst("true", "predicted"), x.from(), x.to(), x.step());
    return new CaptionedPanel(
        new DensityPanel(
            name,
            new PanelTitle("", title),
            description,
            counts,
            x,
            y,
            new CountColourScale(Math.max(1, counts.max()), counted + " in a cell"),
            ParityPlots::drawIdentity),
        caption);
  }

  private static void drawIdentity(Canvas canvas, PlotArea area) {
    canvas.line(
        List.of(area.at(area.x().from(), area.x().from()), area.at(area.x().to(), area.x().to())),
        Stroke.solid(GUIDE, area.typeSize() / 12));
  }
}
