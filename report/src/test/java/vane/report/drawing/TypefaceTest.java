package vane.report.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypefaceTest {
  /** Widths of Helvetica in thousandths of the size, as the Adobe font metrics give them. */
  @ParameterizedTest
  @CsvSource({"A,667", "i,222", "W,944", "0,556", "m,833", "°,400", "' ',278"})
  void widthsAreThoseOfHelvetica(String sign, double thousandths) {
    assertThat(Typeface.REGULAR.width(sign, 1000)).isCloseTo(thousandths, within(1.0));
  }

  @Test
  void widthsAddUp() {
    assertThat(Typeface.BOLD.width("force norm (eV/Å)", 12))
        .isCloseTo(
            "force norm (eV/Å)"
                .chars()
                .mapToDouble(c -> Typeface.BOLD.width(Character.toString(c), 12))
                .sum(),
            within(1e-9));
  }

  @Test
  void outlinesStandOnTheBaseline() {
    Box h = Typeface.REGULAR.outline("H", 1000).bounds();
    // The capital height of Arial and Helvetica is 0.72 of the size, of Arimo 0.69.
    assertThat(h.bottom()).isCloseTo(0, within(1e-9));
    assertThat(-h.top()).isBetween(680.0, 725.0);
    assertThat(h.left()).isPositive();
    assertThat(h.right()).isLessThan(Typeface.REGULAR.width("H", 1000));
  }

  @Test
  void lettersOfSeveralPartsHaveAllOfThem() {
    double plain = -Typeface.REGULAR.outline("A", 100).bounds().top();
    double ringed = -Typeface.REGULAR.outline("Å", 100).bounds().top();
    assertThat(ringed).isGreaterThan(plain + 10);
  }

  @Test
  void innerPartsAreHoles() {
    assertThat(painted("O", 39, 65)).isEqualTo(0xffffff);
    assertThat(painted("O", 8, 65)).isEqualTo(0);
    assertThat(painted("I", 14, 65)).isEqualTo(0);
  }

  /** The colour of a dot where words are black and 100 dots high, on a baseline at 100. */
  private static int painted(String text, int x, int y) {
    Dots dots = new Dots(100, 100);
    Outline words = Typeface.REGULAR.outline(text, 100);
    dots.fill(words.moved(new Point(0, 100), false), new Colour(0, 0, 0));
    return dots.colour(x, y);
  }

  @Test
  void signsOfTheFiguresAreKnown() {
    String signs = "0123456789.()%/=,–:' \u2009\u2212°ÅφθεΓσaä";
    assertThat(signs.codePoints().filter(c -> !Typeface.REGULAR.knows(c)).toArray()).isEmpty();
    assertThat(signs.codePoints().filter(c -> !Typeface.BOLD.knows(c)).toArray()).isEmpty();
  }

  @Test
  void unknownSignsAreBoxes() {
    assertThat(Typeface.REGULAR.knows('水')).isFalse();
    assertThat(Typeface.REGULAR.width("水", 100)).isPositive();
    assertThat(Typeface.REGULAR.outline("水", 100).isEmpty()).isFalse();
  }
}
