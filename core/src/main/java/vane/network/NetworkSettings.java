package vane.network;

import vane.InputException;

/**
 * The shape of a network: what it sees of a neighbourhood and how many numbers carry it.
 *
 * @param cutoffAngstrom neighbours are nearer than this, in Å
 * @param channels how many densities of each kind an atom has, a multiple of 16
 * @param radialFunctions how many functions of the distance there are, a multiple of 8
 * @param hidden the width of the last, nonlinear layer, a multiple of 16
 * @param order the highest number of densities in a product, 3 or 4
 */
public record NetworkSettings(
    double cutoffAngstrom, int channels, int radialFunctions, int hidden, int order) {
  /** For molecules and liquids. */
  public static final NetworkSettings STANDARD = new NetworkSettings(4.5, 32, 8, 16, 4);

  /**
   * Checks the settings.
   *
   * @throws InputException if a number is out of range
   */
  public NetworkSettings {
    if (!(cutoffAngstrom > 0.5 && cutoffAngstrom <= 20)) {
      throw new InputException(
          "found a cutoff of " + cutoffAngstrom + " Å, expected above 0.5 and at most 20");
    }
    requireMultiple("channels", channels, 16, 256);
    requireMultiple("radial functions", radialFunctions, 8, 32);
    requireMultiple("hidden numbers", hidden, 16, 256);
    if (order < 3 || order > 4) {
      throw new InputException("found products of order " + order + ", expected 3 or 4");
    }
  }

  /**
   * The same settings with another cutoff.
   *
   * @param angstrom in Å
   * @return new settings
   * @throws InputException if it is out of range
   */
  public NetworkSettings withCutoff(double angstrom) {
    return new NetworkSettings(angstrom, channels, radialFunctions, hidden, order);
  }

  private static void requireMultiple(String what, int found, int of, int most) {
    if (found < of || found > most || found % of != 0) {
      throw new InputException(
          "found " + found + " " + what + ", expected a multiple of " + of + " up to " + most);
    }
  }
}
