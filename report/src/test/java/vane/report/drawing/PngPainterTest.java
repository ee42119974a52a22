package vane.report.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

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

  /** Where no fonts are installed, these libraries would fail. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void noFontOfTheMachineIsUsed() throws IOException {
    Canvas canvas = new Canvas();
    canvas.bold(5, 30, "words", 20);
    assertThat(png(canvas, 2)).isNotEmpty();
    assertThat(Files.readString(Path.of("/proc/self/maps")))
        .doesNotContain("libfontmanager", "libfontconfig");
  }
}
