package vane.report.drawing;

/**
 * An opaque colour in sRGB.
 *
 * @param red 0 to 255
 * @param green 0 to 255
 * @param blue 0 to 255
 */
public record Colour(int red, int green, int blue) {
  /** Black, a little softened, for axes and words. */
  public static final Colour INK = Colour.of("#1a1a1a");

  /** Grey for what matters less. */
  public static final Colour GREY = Colour.of("#6b6b6b");

  /** Light grey for grids. */
  public static final Colour LIGHT = Colour.of("#e3e3e3");

  /** White. */
  public static final Colour WHITE = Colour.of("#ffffff");

  /** Checks the numbers. */
  public Colour {
    check(red);
    check(green);
    check(blue);
  }

  /**
   * The colour of a hexadecimal code.
   *
   * @param hex such as {@code #0072b2}
   * @return the colour
   */
  public static Colour of(String hex) {
    int code = Integer.parseInt(hex.substring(1), 16);
    return new Colour(code >> 16, (code >> 8) & 0xff, code & 0xff);
  }

  /**
   * The hexadecimal code.
   *
   * @return such as {@code #0072b2}
   */
  public String hex() {
    return String.format("#%02x%02x%02x", red, green, blue);
  }

  private static void check(int channel) {
    if (channel < 0 || channel > 255) {
      throw new IllegalArgumentException(
          "found the channel " + channel + ", expected a number from 0 to 255");
    }
  }
}
