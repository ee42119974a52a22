package vane.equivariant.invariant;

import vane.InputException;

/**
 * Which functions of an atom's neighbourhood the energy is made of.
 *
 * <p>A function is a product of ν densities, so it sees the centre and up to ν neighbours at once.
 * The degree of a product is the sum of n + l over its densities, n the radial and l the angular
 * degree; of each order ν there are all invariant products up to a highest degree.
 *
 * @param cutoffAngstrom neighbours are nearer than this, in Å
 * @param cutoffPower the power p of the cutoff function (1 − (r / r_cut)²)^p, at least 2 so that
 *     forces are continuous
 * @param degree1 highest degree of one density (ν = 1): pair energies
 * @param degree2 highest degree of products of two densities
 * @param degree3 highest degree of products of three densities; −1 for none
 * @param degree4 highest degree of products of four densities; −1 for none
 */
public record BasisSettings(
    double cutoffAngstrom, int cutoffPower, int degree1, int degree2, int degree3, int degree4) {
  /** The highest angular degree that is worked with. */
  static final int LARGEST_L = 10;

  /**
   * Checks the settings.
   *
   * @throws InputException if a number is out of range
   */
  public BasisSettings {
    if (!(cutoffAngstrom > 0.5 && cutoffAngstrom <= 20)) {
      throw new InputException(
          "found a cutoff of " + cutoffAngstrom + " Å, expected above 0.5 and at most 20");
    }
    require("power of the cutoff", cutoffPower, 2, 12);
    require("degree of order 1", degree1, 0, 30);
    require("degree of order 2", degree2, -1, 2 * LARGEST_L);
    require("degree of order 3", degree3, -1, 2 * LARGEST_L);
    require("degree of order 4", degree4, -1, 2 * LARGEST_L);
  }

  private static void require(String what, int found, int least, int most) {
    if (found < least || found > most) {
      throw new InputException(
          "found " + found + " for the " + what + ", expected " + least + " to " + most);
    }
  }

  /** The highest angular degree that an invariant product can hold. */
  int lMax() {
    return Math.max(0, Math.max(degree2, Math.max(degree3, degree4)) / 2);
  }

  /** How many radial functions there are. */
  int radialFunctions() {
    return 1 + Math.max(degree1, Math.max(degree2, Math.max(degree3, degree4)));
  }
}
