package vane.report.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PngPainterTest {
  private static final Colour BLUE = Colour.of("#0072b2");

  private static byte[] png(Canvas canvas, double scale) {
    return PngPainter.png(new Drawing(100, 50, "", canvas.marks()), scale, 25.4);
  }

  private static BufferedImage read(byte[] png) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  private static String hex(BufferedImage image, int x, int y) {
    return String.format("#%06x", image.getRGB(x, y) & 0xffffff);
  }

  @Test
  void marksAreWhereTheyBelong() throws IOException {
    Canvas inner = new Canvas();
    inner.add(new Mark.Cells(BLUE, List.of(new Box(0, 0, 10, 10))));
    Canvas canvas = new Canvas();
    canvas.add(new Mark.Group("", "", new Point(20, 30), inner.marks()));
    canvas.disc(new Point(70, 20), 8, BLUE, Stroke.solid(Colour.INK, 1));
    BufferedImage image = read(png(canvas, 2));
    assertThat(image.getWidth()).isEqualTo(200);
    assertThat(image.getHeight()).isEqualTo(100);
    assertThat(hex(image, 41, 61)).isEqualTo("#0072b2");
    assertThat(hex(image, 59, 79)).isEqualTo("#0072b2");
    assertThat(hex(image, 39, 61)).isEqualTo("#ffffff");
    assertThat(hex(image, 60, 79)).isEqualTo("#ffffff");
    assertThat(hex(image, 140, 40)).isEqualTo("#0072b2");
  }

  @Test
  void theFileNamesItsResolution() {
    byte[] png = png(new Canvas(), 3);
    // Signature, header chunk, then the chunk pHYs: 300 dots on 25.4 mm.
    ByteBuffer resolution = ByteBuffer.wrap(png, 8 + 25 + 8, 9);
    assertThat((double) resolution.getInt()).isCloseTo(300 / 0.0254, within(0.5));
  }

  @Test
  void cellsThatTouchLeaveNoSeam() throws IOException {
    Canvas canvas = new Canvas();
    List<Box> boxes = new ArrayList<>();
    for (int i = 0; i < 47; i++) {
      boxes.add(new Box(1 + 97.0 * i / 47, 5, 1 + 97.0 * (i + 1) / 47, 45));
    }
    canvas.add(new Mark.Cells(BLUE, boxes));
    BufferedImage image = read(png(canvas, 1.7));
    for (int x = 3; x < 165; x++) {
      assertThat(hex(image, x, 40)).as("column %d", x).isEqualTo("#0072b2");
    }
  }

  @Test
  void wordsArePainted() throws IOException {
    Canvas canvas = new Canvas();
    canvas.label(50, 30, "III", 30, Colour.INK, TextAnchor.MIDDLE);
    canvas.upwards(90, 25, "II", 10);
    BufferedImage image = read(png(canvas, 1));
    assertThat(hex(image, 50, 20)).isEqualTo("#1a1a1a");
    assertThat(hex(image, 5, 20)).isEqualTo("#ffffff");
  }

  /** Against the painter of the Java runtime, whose smoothing is of the same kind. */
  @Test
  void shapesAreThoseOfJava2d() throws IOException {
    List<Point> corners =
        List.of(new Point(8, 40), new Point(25, 8), new Point(40, 40), new Point(60, 12.5));
    for (boolean closed : new boolean[] {false, true}) {
      for (Stroke stroke :
          List.of(Stroke.solid(Colour.INK, 2.5), Stroke.dashed(Colour.INK, 1.5, 4, 2.5))) {
        if (closed && !stroke.dashes().isEmpty()) {
          continue; // Java2D joins the last dash to the first, an SVG viewer does not
        }
        Canvas canvas = new Canvas();
        canvas.add(new Mark.Path(corners, closed, Optional.of(BLUE), Optional.of(stroke)));
        canvas.disc(new Point(80, 25), 7.3, BLUE, Stroke.solid(Colour.INK, 1.2));
        BufferedImage ours = read(png(canvas, 3));
        BufferedImage theirs = java2d(corners, closed, stroke, 3);
        long far = 0;
        for (int x = 0; x < 300; x++) {
          for (int y = 0; y < 150; y++) {
            int difference = (ours.getRGB(x, y) & 0xff) - (theirs.getRGB(x, y) & 0xff);
            far += Math.abs(difference) > 24 ? 1 : 0;
          }
        }
        assertThat(far).as("dots that differ, %s, closed %s", stroke, closed).isLessThan(12);
      }
    }
  }

  private static BufferedImage java2d(
      List<Point> corners, boolean closed, Stroke stroke, int scale) {
    BufferedImage image = new BufferedImage(300, 150, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, 300, 150);
    graphics.scale(scale, scale);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    Path2D.Double path = new Path2D.Double();
    path.moveTo(corners.get(0).x(), corners.get(0).y());
    corners.stream().skip(1).forEach(p -> path.lineTo(p.x(), p.y()));
    if (closed) {
      path.closePath();
    }
    float[] dashes = {4, 2.5f};
    float width = (float) stroke.width();
    BasicStroke line =
        stroke.dashes().isEmpty()
            ? new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER)
            : new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, dashes, 0);
    paint(graphics, path, line);
    paint(graphics, new Ellipse2D.Double(80 - 7.3, 25 - 7.3, 14.6, 14.6), new BasicStroke(1.2f));
    graphics.dispose();
    return image;
  }

  private static void paint(Graphics2D graphics, Shape shape, BasicStroke line) {
    graphics.setColor(new Color(0x0072b2));
    graphics.fill(shape);
    graphics.setColor(new Color(0x1a1a1a));
    graphics.setStroke(line);
    graphics.draw(shape);
  }

  /** The edge of a box that covers a quarter of a dot gives it a quarter of its colour. */
  @Test
  void aDotTakesAsMuchColourAsIsCovered() throws IOException {
    Canvas canvas = new Canvas();
    List<Point> box =
        List.of(
            new Point(10, 10), new Point(20.25, 10), new Point(20.25, 20.5), new Point(10, 20.5));
    Optional<Colour> black = Optional.of(new Colour(0, 0, 0));
    canvas.add(new Mark.Path(box, true, black, Optional.empty()));
    canvas.add(
        new Mark.Path(
            List.of(new Point(-9, -9), new Point(-5, -4)), true, black, Optional.empty()));
    BufferedImage image = read(png(canvas, 1));
    assertThat(hex(image, 15, 15)).isEqualTo("#000000");
    assertThat(hex(image, 20, 15)).isEqualTo("#bfbfbf");
    assertThat(hex(image, 15, 20)).isEqualTo("#808080");
    assertThat(hex(image, 21, 15)).isEqualTo("#ffffff");
    assertThat(hex(image, 9, 15)).isEqualTo("#ffffff");
  }

  /** Shapes that begin and end beyond the picture. */
  @Test
  void shapesAreCutAtTheEdgeOfThePicture() throws IOException {
    Canvas canvas = new Canvas();
    canvas.disc(new Point(50, 25), 400, BLUE, Stroke.solid(Colour.INK, 1));
    BufferedImage image = read(png(canvas, 1));
    assertThat(hex(image, 0, 0)).isEqualTo("#0072b2");
    assertThat(hex(image, 99, 49)).isEqualTo("#0072b2");
  }
}
