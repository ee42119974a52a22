package vane.report.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;

class SvgWriterTest {
  private static final Stroke LINE = Stroke.dashed(Colour.INK, 0.5, 2, 1);

  private static Drawing drawing(Canvas canvas) {
    return new Drawing(200, 100, "a <test> & more", canvas.marks());
  }

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "-0.001,0",
    "1,1",
    "1.5,1.5",
    "1.05,1.05",
    "1.004,1",
    "-2.25,-2.25",
    "-0.07,-0.07",
    "1234.567,1234.57",
    "99.999,100"
  })
  void numbersHaveTwoDecimalsAtMost(double value, String text) {
    assertThat(SvgWriter.number(value)).isEqualTo(text);
  }

  @Test
  void textsAreEscaped() {
    assertThat(SvgWriter.escape("<a b=\"c\" d='e'>&\u0007\uFFFF θ 𝜃"))
        .isEqualTo("&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;\uFFFD\uFFFD θ 𝜃");
  }

  @Test
  void everyMarkIsWritten() {
    Canvas canvas = new Canvas();
    canvas.line(0, 0, 10, 5.5, LINE);
    canvas.outline(new Box(1, 2, 4, 6), LINE);
    canvas.ring(new Point(3, 4), 2, LINE);
    canvas.upwards(5, 6, "φ < θ & ε", 12);
    canvas.add(new Mark.Cells(Colour.of("#0072b2"), List.of(new Box(0, 0, 1.25, 2))));
    canvas.add(new Mark.Group("g", "tip <1>", new Point(7, 8), List.of()));
    Document svg = Xml.parse(SvgWriter.file(drawing(canvas), 180));
    assertThat(svg.getDocumentElement().getAttribute("viewBox")).isEqualTo("0 0 200 100");
    assertThat(svg.getDocumentElement().getAttribute("width")).isEqualTo("180mm");
    assertThat(svg.getDocumentElement().getAttribute("height")).isEqualTo("90mm");
    assertThat(svg.getDocumentElement().getAttribute("aria-label")).isEqualTo("a <test> & more");
    assertThat(Xml.elements(svg, "path", ""))
        .extracting(path -> path.getAttribute("d"))
        .containsExactly("M0 0L10 5.5", "M1 2L4 2L4 6L1 6z", "M0 0H1.25V2H0z");
    assertThat(Xml.elements(svg, "circle", "")).hasSize(1);
    assertThat(Xml.elements(svg, "text", ""))
        .singleElement()
        .satisfies(
            text -> {
              assertThat(text.getTextContent()).isEqualTo("φ < θ & ε");
              assertThat(text.getAttribute("transform")).isEqualTo("rotate(-90 5 6)");
              assertThat(text.getAttribute("text-anchor")).isEqualTo("middle");
            });
    assertThat(Xml.elements(svg, "g", "g"))
        .singleElement()
        .satisfies(
            group -> {
              assertThat(group.getAttribute("transform")).isEqualTo("translate(7 8)");
              assertThat(group.getTextContent().strip()).isEqualTo("tip <1>");
            });
  }

  @Test
  void inlineHasNoSizeOfItsOwn() {
    String svg = SvgWriter.inline(drawing(new Canvas()));
    assertThat(svg).startsWith("<svg ").doesNotContain("width=\"").doesNotContain("<?xml");
  }
}
