package vane.equivariant.invariant;

import vane.InputException;
import vane.PlainNumber;

/**
 * Which functions of an atom's neighbourhood the energy is made of.
 *
 * <p>A function is a product of ν densities, so it sees the centre and up to ν neighbours at once.
 * The degree of a product is the sum of n + ω l over its densities, n the radial and l the angular
 * degree; of each order ν there are all invariant products up to a highest degree.
 *
 * @param cutoffAngstrom neighbours are nearer than this, in Å
 * @param cutoffPower the power p of the cutoff function (1 − (r / r_cut)²)^p, at least 2 so that
 *     forces are continuous
 * @param angularWeight ω, how much of a degree an angular degree counts
 * @param largestL the highest angular degree
 * @param degree1 highest degree of one density (ν = 1): pair energies
 * @param degree2 highest degree of products of two densities
 * @param degree3 highest degree of products of three densities; −1 for none
 * @param degree4 highest degree of products of four densities; −1 for none
 */
public record BasisSettings(
    double cutoffAngstrom,
    int cutoffPower,
    double angularWeight,
    int largestL,
    double degree1,
    double degree2,
    double degree3,
    double degree4) {
  /** The highest angular degree that is worked with. */
  public static final int LARGEST_L = 10;

  /** The highest degree that is worked with. */
  public static final int LARGEST_DEGREE = 30;

  /** Keeps sums of weighted degrees from missing a limit by rounding. */
  private static final double ROUNDING = 1e-9;

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
    if (!(angularWeight >= 0.25 && angularWeight <= 2)) {
      throw new InputException(
          "found an angular weight of " + angularWeight + ", expected 0.25 to 2");
    }
    require("highest angular degree", largestL, 0, LARGEST_L);
    require("degree of order 1", degree1, 0, LARGEST_DEGREE);
    require("degree of order 2", degree2, -1, LARGEST_DEGREE);
    require("degree of order 3", degree3, -1, LARGEST_DEGREE);
    require("degree of order 4", degree4, -1, LARGEST_DEGREE);
  }

  /**
   * Functions whose angular degrees count in full.
   *
   * @param cutoffAngstrom neighbours are nearer than this, in Å
   * @param cutoffPower the power of the cutoff function
   * @param degree1 highest degree of one density
   * @param degree2 highest degree of products of two densities
   * @param degree3 highest degree of products of three densities; −1 for none
   * @param degree4 highest degree of products of four densities; −1 for none
   * @throws InputException if a number is out of range
   */
  public BasisSettings(
      double cutoffAngstrom,
      int cutoffPower,
      double degree1,
      double degree2,
      double degree3,
      double degree4) {
    this(cutoffAngstrom, cutoffPower, 1, LARGEST_L, degree1, degree2, degree3, degree4);
  }

  /**
   * The same settings with other degrees.
   *
   * @param two highest degree of products of two densities
   * @param three highest degree of products of three densities; −1 for none
   * @return new settings
   * @throws InputException if a number is out of range
   */
  public BasisSettings withDegrees(double two, double three) {
    return new BasisSettings(
        cutoffAngstrom, cutoffPower, angularWeight, largestL, degree1, two, three, degree4);
  }

  /**
   * How many functions there are of one element.
   *
   * @param elements how many elements a neighbour can be of
   * @param most where counting stops, so that the answer comes at once
   * @return the number of functions, or a number above {@code most} if there are more than that
   */
  public long functions(int elements, long most) {
    return BasisSize.of(this, elements, most);
  }

  /**
   * The same settings without products of two and more above a degree.
   *
   * @param degree the highest degree of such products
   * @return new settings, poorer or the same
   */
  public BasisSettings withProductsUpTo(double degree) {
    return new BasisSettings(
        cutoffAngstrom,
        cutoffPower,
        angularWeight,
        largestL,
        degree1,
        Math.min(degree, degree2),
        Math.min(degree, degree3),
        Math.min(degree, degree4));
  }

  private static void require(String what, double found, int least, int most) {
    if (!(found >= least && found <= most)) {
      throw new InputException(
          "found "
              + PlainNumber.of(found)
              + " for the "
              + what
              + ", expected "
              + least
              + " to "
              + most);
    }
  }

  /** The degree of a density. */
  double degree(int n, int l) {
    return n + angularWeight * l;
  }

  /** Whether a degree is not above a limit. */
  static boolean within(double degree, double limit) {
    return degree <= limit + ROUNDING;
  }

  /** The highest degree of products of several densities. */
  double highestOfMany() {
    return Math.max(degree2, Math.max(degree3, degree4));
  }

  /**
   * The highest angular degree that an invariant product can hold.
   *
   * @return from 0 to {@link #largestL}
   */
  public int highestL() {
    // A product with l in one density has l or more in the others together.
    double most = Math.floor(highestOfMany() / (2 * angularWeight) + ROUNDING);
    return (int) Math.max(0, Math.min(largestL, most));
  }

  /** The highest n that an angular degree goes with. */
  int nMax(int l) {
    double most =
        l == 0 ? Math.max(degree1, highestOfMany()) : highestOfMany() - 2 * angularWeight * l;
    return (int) Math.floor(most + ROUNDING);
  }

  /** How many radial functions there are. */
  int radialFunctions() {
    return 1 + nMax(0);
  }
}
