package vane.equivariant.fit;

/**
 * How two atoms repel each other when their electrons overlap and no bond forms: the universal
 * potential of Ziegler, Biersack and Littmark (doi:10.1007/978-1-4615-8103-1_3). Meant for nuclei
 * that collide, it also has the right order of magnitude where molecules touch.
 */
final class ScreenedRepulsion {
  /** e² / 4πε₀ in eV Å. */
  private static final double COULOMB = 14.399645;

  private static final double BOHR_ANGSTROM = 0.529177;
  private static final double[] SHARES = {0.18175, 0.50986, 0.28022, 0.02817};
  private static final double[] RATES = {3.19980, 0.94229, 0.40290, 0.20162};

  private ScreenedRepulsion() {}

  private static double screeningLength(int z1, int z2) {
    return 0.88534 * BOHR_ANGSTROM / (Math.pow(z1, 0.23) + Math.pow(z2, 0.23));
  }

  /**
   * The energy of two atoms.
   *
   * @param z1 an atomic number
   * @param z2 another
   * @param distance in Å, above zero
   * @return in eV, above zero
   */
  static double energy(int z1, int z2, double distance) {
    double x = distance / screeningLength(z1, z2);
    double screening = 0;
    for (int k = 0; k < SHARES.length; k++) {
      screening += SHARES[k] * Math.exp(-RATES[k] * x);
    }
    return COULOMB * z1 * z2 / distance * screening;
  }

  /**
   * The force that drives two atoms apart: minus the slope of their energy.
   *
   * @param z1 an atomic number
   * @param z2 another
   * @param distance in Å, above zero
   * @return in eV/Å, above zero
   */
  static double force(int z1, int z2, double distance) {
    double length = screeningLength(z1, z2);
    double slope = 0;
    for (int k = 0; k < SHARES.length; k++) {
      slope += SHARES[k] * RATES[k] / length * Math.exp(-RATES[k] * distance / length);
    }
    return energy(z1, z2, distance) / distance + COULOMB * z1 * z2 / distance * slope;
  }

  /**
   * Where two atoms have a given energy.
   *
   * @param z1 an atomic number
   * @param z2 another
   * @param energy in eV, above zero
   * @return the distance, in Å
   */
  static double distance(int z1, int z2, double energy) {
    double near = 0;
    double far = 100;
    for (int i = 0; i < 60; i++) {
      double middle = (near + far) / 2;
      if (energy(z1, z2, middle) > energy) {
        near = middle;
      } else {
        far = middle;
      }
    }
    return far;
  }
}
