package vane.report.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import vane.evaluation.AngleSamples;
import vane.evaluation.ParitySamples;
import vane.report.drawing.Colour;
import vane.report.force.ElementStyle;
import vane.report.page.CaptionedPanel;
import vane.report.page.NumberFormats;
import vane.report.plot.Axis;
import vane.report.plot.Bins;
import vane.report.plot.DistributionPanel;
import vane.report.plot.FittedAxis;
import vane.report.plot.Histogram;
import vane.report.plot.PanelTitle;
import vane.report.plot.Quantiles;
import vane.structure.Element;

/** How errors and angles are distributed, the elements beside each other. */
final class DistributionPlots {
  private static final int BINS = 48;

  /** Where an axis of cosines may begin. */
  private static final double[] BEGINNINGS = {0.9, 0.8, 0.5, 0, -1};

  /** The part of the cosines that their axis holds at least. */
  private static final double SHOWN = 0.99;

  /** A line of chance is drawn if at least such a part of it is on the axis. */
  private static final double WORTH_A_LINE = 0.1;

  private DistributionPlots() {}

  /** The norms of the errors of the forces on atoms, on a logarithmic axis. */
  static CaptionedPanel forceErrors(SortedMap<Element, ParitySamples> forces) {
    Map<Element, double[]> errors =
        most(forces, ForceVectors::atoms, f -> ForceVectors.errorNorms(f).toArray());
    Axis x = FittedAxis.logarithmic("norm of the force error (eV/Å)", together(errors));
    return logarithmic(
        "force-errors",
        "Errors of forces",
        "Distribution of the norm of the force error for each element",
        x,
        errors,
        List.of(),
        value -> NumberFormats.decimals(value, 4) + " eV/Å",
        "Norm of predicted minus true force, atom by atom." + others(forces, errors));
  }

  /** The angles between predicted and true force, on a logarithmic axis. */
  static CaptionedPanel angles(SortedMap<Element, AngleSamples> samples) {
    Map<Element, double[]> angles = most(samples, AngleSamples::size, DistributionPlots::angles);
    Axis x = FittedAxis.logarithmic("angle (°)", together(angles));
    Bins bins = new Bins(x.from(), x.to(), BINS);
    DistributionPanel.Line chance =
        chance(
            bins,
            (from, to) ->
                (cosine(Math.min(180, Math.pow(10, from)))
                        - cosine(Math.min(180, Math.pow(10, to))))
                    / 2);
    return logarithmic(
        "angles",
        "Angles",
        "Distribution of the angle between predicted and true force for each element",
        x,
        angles,
        chance.shares().stream().mapToDouble(Double::doubleValue).sum() < WORTH_A_LINE
            ? List.of()
            : List.of(chance),
        value -> NumberFormats.decimals(value, 2) + "°",
        "Between predicted and true force, atom by atom." + others(samples, angles));
  }

  /** The cosines of the angles. Those of directions at random are evenly spread. */
  static CaptionedPanel cosines(SortedMap<Element, AngleSamples> samples) {
    Map<Element, double[]> cosines =
        most(
            samples,
            AngleSamples::size,
            each -> Arrays.stream(angles(each)).map(DistributionPlots::cosine).toArray());
    double[] all = together(cosines).toArray();
    double low = all.length == 0 ? -1 : Quantiles.nearestRank(all, 1 - SHOWN);
    double from = Arrays.stream(BEGINNINGS).filter(begin -> begin <= low).findFirst().orElse(-1);
    Bins bins = new Bins(from, 1, BINS);
    return panel(
        "cosines",
        "Cosines of the angles",
        "Distribution of the cosine of the angle between predicted and true force for each element",
        new Axis("cosine", from, 1, (1 - from) / 4),
        bins,
        cosines,
        value -> value,
        List.of(chance(bins, (a, b) -> (b - a) / 2)),
        value -> NumberFormats.decimals(value, 4),
        "Cosines of the angles." + others(samples, cosines));
  }

  private static double[] angles(AngleSamples samples) {
    return IntStream.range(0, samples.size()).mapToDouble(samples::angleDeg).toArray();
  }

  private static DistributionPanel.Line chance(Bins bins, DoubleBinaryOperator share) {
    List<Double> shares = new ArrayList<>();
    for (int bin = 0; bin < bins.count(); bin++) {
      shares.add(share.applyAsDouble(bins.edge(bin), bins.edge(bin + 1)));
    }
    return new DistributionPanel.Line("directions at random", shares, Colour.GREY, true);
  }

  private static CaptionedPanel logarithmic(
      String name,
      String title,
      String description,
      Axis x,
      Map<Element, double[]> values,
      List<DistributionPanel.Line> more,
      DoubleFunction<String> text,
      String caption) {
    return panel(
        name,
        title,
        description,
        x,
        new Bins(x.from(), x.to(), BINS),
        values,
        Math::log10,
        more,
        text,
        caption);
  }

  private static CaptionedPanel panel(
      String name,
      String title,
      String description,
      Axis x,
      Bins bins,
      Map<Element, double[]> values,
      DoubleUnaryOperator place,
      List<DistributionPanel.Line> more,
      DoubleFunction<String> text,
      String caption) {
    List<DistributionPanel.Line> lines = new ArrayList<>(more);
    List<ElementStyle> styles = ElementStyle.besideEachOther(List.copyOf(values.keySet()));
    long outside = 0;
    long total = 0;
    int at = 0;
    for (double[] each : values.values()) {
      Histogram counts = Histogram.of(each.length, i -> place.applyAsDouble(each[i]), bins);
      outside += counts.outside();
      total += counts.total();
      ElementStyle style = styles.get(at++);
      String words =
          each.length == 0
              ? style.symbol()
              : style.symbol() + ", median " + text.apply(Quantiles.nearestRank(each.clone(), 0.5));
      lines.add(DistributionPanel.Line.of(words, counts, style.colour()));
    }
    String beyond =
        outside == 0
            ? ""
            : String.format(
                Locale.ROOT, " %d of %d atoms are below %s.", outside, total, x.text(x.from()));
    return new CaptionedPanel(
        new DistributionPanel(
            name, new PanelTitle("", title), description, x, bins, "atoms", lines),
        caption + beyond);
  }

  /** The values of the elements with the most atoms, by atomic number. */
  private static <T> Map<Element, double[]> most(
      SortedMap<Element, T> samples, Function<T, Integer> size, Function<T, double[]> values) {
    return samples.entrySet().stream()
        .sorted(
            Comparator.comparingInt((Map.Entry<Element, T> each) -> -size.apply(each.getValue())))
        .limit(ElementStyle.MOST_BESIDE_EACH_OTHER)
        .sorted(Map.Entry.comparingByKey())
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                each -> values.apply(each.getValue()),
                (a, b) -> a,
                LinkedHashMap::new));
  }

  private static String others(SortedMap<Element, ?> all, Map<Element, ?> shown) {
    return shown.size() == all.size()
        ? ""
        : " Of "
            + all.size()
            + " elements, the "
            + shown.size()
            + " with the most atoms are shown.";
  }

  private static DoubleStream together(Map<Element, double[]> values) {
    return values.values().stream().flatMapToDouble(Arrays::stream);
  }

  private static double cosine(double degrees) {
    return Math.cos(Math.toRadians(degrees));
  }
}
