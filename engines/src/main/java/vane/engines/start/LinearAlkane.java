package vane.engines.start;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vane.InputException;
import vane.structure.Element;
import vane.structure.Structure;

/**
 * The linear alkanes from methane to icosane as straight chains: all dihedral angles of the carbons
 * are anti, all bond angles tetrahedral.
 */
public final class LinearAlkane {
  /** C–C in Å. */
  static final double CARBON_CARBON = 1.53;

  /** C–H in Å. */
  static final double CARBON_HYDROGEN = 1.09;

  private static final List<String> NAMES =
      List.of(
          "methane",
          "ethane",
          "propane",
          "butane",
          "pentane",
          "hexane",
          "heptane",
          "octane",
          "nonane",
          "decane",
          "undecane",
          "dodecane",
          "tridecane",
          "tetradecane",
          "pentadecane",
          "hexadecane",
          "heptadecane",
          "octadecane",
          "nonadecane",
          "icosane");

  /** The sine of half the tetrahedral angle. */
  private static final double ACROSS = Math.sqrt(2.0 / 3);

  /** The cosine of half the tetrahedral angle. */
  private static final double ALONG = Math.sqrt(1.0 / 3);

  private LinearAlkane() {}

  /**
   * The names of the alkanes.
   *
   * @return from one carbon atom to twenty
   */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * An alkane by its name.
   *
   * @param name such as {@code hexane}; capitals do not matter
   * @return as {@link #ofCarbons}
   * @throws InputException if the name is not one of {@link #names}
   */
  public static Structure named(String name) {
    int index = NAMES.indexOf(name.toLowerCase(Locale.ROOT));
    if (index < 0) {
      throw new InputException(
          "found the molecule " + name + ", expected one of " + String.join(", ", NAMES));
    }
    return ofCarbons(index + 1);
  }

  /**
   * An alkane by its number of carbon atoms.
   *
   * @param carbons 1 to 20
   * @return a structure without a cell: the carbon atoms along x, then the hydrogen atoms of each
   * @throws InputException if the number is out of range
   */
  public static Structure ofCarbons(int carbons) {
    if (carbons < 1 || carbons > NAMES.size()) {
      throw new InputException(
          "found an alkane of " + carbons + " carbon atoms, expected 1 to " + NAMES.size());
    }
    int atoms = 3 * carbons + 2;
    List<Element> elements = new ArrayList<>(atoms);
    double[] positions = new double[3 * atoms];
    int hydrogen = carbons;
    for (int c = 0; c < carbons; c++) {
      // The chain lies in the plane of x and z. Its bonds go up from even atoms, down from odd
      // ones.
      double up = c % 2 == 0 ? 1 : -1;
      positions[3 * c] = c * ACROSS * CARBON_CARBON;
      positions[3 * c + 2] = c % 2 * ALONG * CARBON_CARBON;
      elements.add(Element.of(6));
      if (c == 0) {
        bind(positions, c, hydrogen++, -ACROSS, 0, up * ALONG);
      }
      bind(positions, c, hydrogen++, 0, ACROSS, -up * ALONG);
      bind(positions, c, hydrogen++, 0, -ACROSS, -up * ALONG);
      if (c == carbons - 1) {
        bind(positions, c, hydrogen++, ACROSS, 0, up * ALONG);
      }
    }
    while (elements.size() < atoms) {
      elements.add(Element.of(1));
    }
    return Structure.of(elements, positions);
  }

  /** Puts a hydrogen atom beside a carbon atom; the direction is a unit vector. */
  private static void bind(
      double[] positions, int carbon, int hydrogen, double x, double y, double z) {
    positions[3 * hydrogen] = positions[3 * carbon] + CARBON_HYDROGEN * x;
    positions[3 * hydrogen + 1] = positions[3 * carbon + 1] + CARBON_HYDROGEN * y;
    positions[3 * hydrogen + 2] = positions[3 * carbon + 2] + CARBON_HYDROGEN * z;
  }
}
