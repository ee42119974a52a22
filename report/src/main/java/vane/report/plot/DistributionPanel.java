package vane.report.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import vane.report.drawing.Canvas;
import vane.report.drawing.Colour;
import vane.report.drawing.Mark;
import vane.report.drawing.Point;
import vane.report.drawing.Stroke;

/**
 * Distributions over the same bins as lines in steps, with a legend.
 *
 * @param name name of the group in the SVG, by which programs find it
 * @param title letter and words over it
 * @param description what it shows, for readers who cannot see it
 * @param x the horizontal axis
 * @param bins the bins; they are the ends of the axis
 * @param counted what is counted, such as {@code atoms}
 * @param lines the distributions, at least one, the last on top
 */
public record DistributionPanel(
    String name,
    PanelTitle title,
    String description,
    Axis x,
    Bins bins,
    String counted,
    List<Line> lines)
    implements Panel {
  /** Room above the lines. */
  private static final double HEADROOM = 1.1;

  /**
   * One distribution.
   *
   * @param words what it is of
   * @param shares the share in each bin, 0 to 1
   * @param colour its colour
   * @param dashed whether it is dashed
   */
  public record Line(String words, List<Double> shares, Colour colour, boolean dashed) {
    /** Copies the list. */
    public Line {
      shares = List.copyOf(shares);
    }

    /**
     * The distribution of values that were counted.
     *
     * @param words what it is of
     * @param counts the counts
     * @param colour its colour
     * @return the line, solid
     */
    public static Line of(String words, Histogram counts, Colour colour) {
      return new Line(
          words,
          IntStream.range(0, counts.bins().count()).mapToObj(counts::share).toList(),
          colour,
          false);
    }

    private Stroke stroke(double typeSize) {
      double width = typeSize / 8;
      return dashed
          ? Stroke.dashed(colour, width, typeSize / 2.5, typeSize / 4)
          : Stroke.solid(colour, width);
    }

    /** The largest share in some of the bins. */
    private double highest(int from, int to) {
      return shares.subList(from, to).stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }
  }

  /** Copies the list, and checks that each line has a share for each bin. */
  public DistributionPanel {
    lines = List.copyOf(lines);
    for (Line line : lines) {
      if (line.shares().size() != bins.count()) {
        throw new IllegalArgumentException(
            "found " + line.shares().size() + " shares for " + bins.count() + " bins");
      }
    }
  }

  @Override
  public List<Mark> marks(double width, double height, double typeSize) {
    Canvas canvas = new Canvas();
    title.draw(canvas, typeSize);
    double highest = highest(0, bins.count());
    Axis y =
        Axis.closelyFromZero(
            "share of " + counted + " (%)", Math.min(100, 100 * HEADROOM * highest));
    PlotArea area = PlotArea.inPanel(width, height, 1.5 * typeSize, x, y, typeSize);
    area.drawGrid(canvas);
    int middle = bins.count() / 2;
    boolean right = highest(middle, bins.count()) <= highest(0, middle);
    new Legend(
            lines.stream()
                .map(line -> new Legend.Entry(line.words(), line.stroke(typeSize)))
                .toList())
        .draw(canvas, area, right, 0);
    lines.forEach(line -> canvas.line(steps(area, line), line.stroke(typeSize)));
    area.drawAxes(canvas);
    return canvas.marks();
  }

  private double highest(int from, int to) {
    return lines.stream().mapToDouble(line -> line.highest(from, to)).max().orElse(0);
  }

  private List<Point> steps(PlotArea area, Line line) {
    List<Point> points = new ArrayList<>();
    for (int bin = 0; bin < bins.count(); bin++) {
      double share = 100 * line.shares().get(bin);
      points.add(area.at(bins.edge(bin), share));
      points.add(area.at(bins.edge(bin + 1), share));
    }
    return points;
  }
}
