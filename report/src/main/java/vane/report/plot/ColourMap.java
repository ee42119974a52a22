package vane.report.plot;

import vane.report.drawing.Colour;

/**
 * Colours from pale yellow by green and blue to a dark violet.
 *
 * <p>The lightness falls evenly, so the order shows in grey print and to colour-blind readers, too.
 * The colours are made in Oklab (B. Ottosson, "A perceptual color space for image processing",
 * 2020).
 */
public final class ColourMap {
  private static final double LIGHTEST = 0.95;
  private static final double DARKEST = 0.24;
  private static final double FIRST_HUE = 105;
  private static final double LAST_HUE = 300;

  /** As strong as sRGB has it for all these hues; it is weakest for the blue in the middle. */
  private static final double CHROMA = 0.095;

  private ColourMap() {}

  /**
   * The colour of a value.
   *
   * @param fraction 0 for the palest, 1 for the darkest
   * @return the colour
   */
  public static Colour at(double fraction) {
    double t = Math.min(1, Math.max(0, fraction));
    double lightness = LIGHTEST + t * (DARKEST - LIGHTEST);
    double hue = Math.toRadians(FIRST_HUE + t * (LAST_HUE - FIRST_HUE));
    return colour(lightness, CHROMA * Math.cos(hue), CHROMA * Math.sin(hue));
  }

  private static Colour colour(double lightness, double a, double b) {
    double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
    double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
    double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
    return new Colour(
        channel(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
        channel(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
        channel(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s));
  }

  private static double cube(double x) {
    return x * x * x;
  }

  /** From linear light to sRGB; only rounding can lead out of the range. */
  private static int channel(double linear) {
    double light = Math.min(1, Math.max(0, linear));
    double encoded = light <= 0.0031308 ? 12.92 * light : 1.055 * Math.pow(light, 1 / 2.4) - 0.055;
    return (int) Math.round(255 * encoded);
  }
}
