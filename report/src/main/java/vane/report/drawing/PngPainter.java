package vane.report.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import vane.report.drawing.Mark.Cells;
import vane.report.drawing.Mark.Disc;
import vane.report.drawing.Mark.Group;
import vane.report.drawing.Mark.Label;
import vane.report.drawing.Mark.Path;

/**
 * Paints a drawing as PNG.
 *
 * <p>Words are painted as outlines from {@link Typeface}, never through the fonts of the Java
 * runtime: those fail where neither fonts nor fontconfig are installed.
 */
public final class PngPainter {
  private final Graphics2D graphics;

  private PngPainter(Graphics2D graphics) {
    this.graphics = graphics;
  }

  /**
   * Paints a drawing.
   *
   * @param drawing the drawing
   * @param dotsPerPx how many dots there are to a px of the drawing
   * @param widthMm the width in print in mm, which the file names
   * @return the content of a PNG file
   */
  public static byte[] png(Drawing drawing, double dotsPerPx, double widthMm) {
    int width = (int) Math.round(drawing.width() * dotsPerPx);
    int height = (int) Math.round(drawing.height() * dotsPerPx);
    return PngEncoder.bytes(image(drawing, dotsPerPx, width, height), width / (widthMm / 1000));
  }

  private static BufferedImage image(Drawing drawing, double scale, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, width, height);
      graphics.scale(scale, scale);
      graphics.setRenderingHint(
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      new PngPainter(graphics).paint(drawing.marks());
    } finally {
      graphics.dispose();
    }
    return image;
  }

  private void paint(List<Mark> marks) {
    for (Mark mark : marks) {
      smooth(!(mark instanceof Cells));
      if (mark instanceof Path path) {
        paint(path);
      } else if (mark instanceof Cells cells) {
        graphics.setColor(awt(cells.colour()));
        cells.boxes().forEach(b -> graphics.fill(rectangle(b)));
      } else if (mark instanceof Disc disc) {
        paint(disc);
      } else if (mark instanceof Label label) {
        paint(label);
      } else if (mark instanceof Group group) {
        graphics.translate(group.shift().x(), group.shift().y());
        paint(group.marks());
        graphics.translate(-group.shift().x(), -group.shift().y());
      }
    }
  }

  /** Cells are painted without smoothing, or the seams between them would show. */
  private void smooth(boolean on) {
    graphics.setRenderingHint(
        RenderingHints.KEY_ANTIALIASING,
        on ? RenderingHints.VALUE_ANTIALIAS_ON : RenderingHints.VALUE_ANTIALIAS_OFF);
  }

  private void paint(Path path) {
    Path2D.Double shape = new Path2D.Double();
    shape.moveTo(path.points().get(0).x(), path.points().get(0).y());
    path.points().stream().skip(1).forEach(p -> shape.lineTo(p.x(), p.y()));
    if (path.closed()) {
      shape.closePath();
    }
    paint(shape, path.fill(), path.stroke());
  }

  private void paint(Disc disc) {
    double r = disc.radius();
    paint(
        new Ellipse2D.Double(disc.centre().x() - r, disc.centre().y() - r, 2 * r, 2 * r),
        disc.fill(),
        disc.stroke());
  }

  private void paint(java.awt.Shape shape, Optional<Colour> fill, Optional<Stroke> stroke) {
    if (fill.isPresent()) {
      graphics.setColor(awt(fill.get()));
      graphics.fill(shape);
    }
    if (stroke.isPresent()) {
      graphics.setColor(awt(stroke.get().colour()));
      graphics.setStroke(awt(stroke.get()));
      graphics.draw(shape);
    }
  }

  private void paint(Label label) {
    Typeface typeface = label.bold() ? Typeface.BOLD : Typeface.REGULAR;
    AffineTransform place = AffineTransform.getTranslateInstance(label.at().x(), label.at().y());
    if (label.upwards()) {
      place.rotate(-Math.PI / 2);
    }
    double width = typeface.width(label.text(), label.size());
    switch (label.anchor()) {
      case START -> {}
      case MIDDLE -> place.translate(-width / 2, 0);
      case END -> place.translate(-width, 0);
    }
    graphics.setColor(awt(label.colour()));
    graphics.fill(place.createTransformedShape(typeface.outline(label.text(), label.size())));
  }

  /** By its edges: the width of a Rectangle2D would be rounded, and a seam could show. */
  private static Path2D rectangle(Box box) {
    Path2D.Double path = new Path2D.Double();
    path.moveTo(box.left(), box.top());
    path.lineTo(box.right(), box.top());
    path.lineTo(box.right(), box.bottom());
    path.lineTo(box.left(), box.bottom());
    path.closePath();
    return path;
  }

  private static Color awt(Colour colour) {
    return new Color(colour.red(), colour.green(), colour.blue());
  }

  private static BasicStroke awt(Stroke stroke) {
    float width = (float) stroke.width();
    if (stroke.dashes().isEmpty()) {
      return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);
    }
    float[] dashes = new float[stroke.dashes().size()];
    for (int i = 0; i < dashes.length; i++) {
      dashes[i] = stroke.dashes().get(i).floatValue();
    }
    return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 4, dashes, 0);
  }
}
