package vane.structure;

/**
 * The standard atomic weights of the elements in u.
 *
 * <p>They are those of IUPAC (Meija and others 2016, "Atomic weights of the elements 2013", DOI
 * 10.1515/pac-2015-0305), conventional values where IUPAC gives intervals; for elements without a
 * stable isotope the mass of one with a long life. {@code ase.data.atomic_masses} of ASE 3.22 holds
 * the same numbers.
 */
final class AtomicMasses {
  private static final String MASSES_U =
      """
      1.008 4.002602 6.94 9.0121831 10.81 12.011 14.007 15.999 18.998403163 20.1797
      22.98976928 24.305 26.9815385 28.085 30.973761998 32.06 35.45 39.948 39.0983
      40.078 44.955908 47.867 50.9415 51.9961 54.938044 55.845 58.933194 58.6934
      63.546 65.38 69.723 72.63 74.921595 78.971 79.904 83.798 85.4678 87.62 88.90584
      91.224 92.90637 95.95 97.90721 101.07 102.9055 106.42 107.8682 112.414 114.818
      118.71 121.76 127.6 126.90447 131.293 132.90545196 137.327 138.90547 140.116
      140.90766 144.242 144.91276 150.36 151.964 157.25 158.92535 162.5 164.93033
      167.259 168.93422 173.054 174.9668 178.49 180.94788 183.84 186.207 190.23
      192.217 195.084 196.966569 200.592 204.38 207.2 208.9804 208.98243 209.98715
      222.01758 223.01974 226.02541 227.02775 232.0377 231.03588 238.02891 237.04817
      244.06421 243.06138 247.07035 247.07031 251.07959 252.083 257.09511 258.09843
      259.101 262.11 267.122 268.126 271.134 270.133 269.1338 278.156 281.165 281.166
      285.177 286.182 289.19 289.194 293.204 293.208 294.214
      """;

  private static final double[] BY_ATOMIC_NUMBER = parsed();

  private AtomicMasses() {}

  private static double[] parsed() {
    String[] words = MASSES_U.strip().split("\\s+");
    double[] masses = new double[words.length + 1];
    for (int i = 0; i < words.length; i++) {
      masses[i + 1] = Double.parseDouble(words[i]);
    }
    return masses;
  }

  /** The mass of an element with an atomic number from 1 to 118, in u. */
  static double of(int atomicNumber) {
    return BY_ATOMIC_NUMBER[atomicNumber];
  }
}
