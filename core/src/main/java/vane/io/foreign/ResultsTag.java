package vane.io.foreign;

/**
 * What joins {@code results.tag} of DFTB+ with the geometry beside it. ASE reads the one only while
 * it runs DFTB+ itself.
 */
final class ResultsTag {
  /** Python for {@code -c}, with the names of both files to be put in; without double quotes. */
  static final String SCRIPT =
      "import numpy; from ase.io import read; from ase.units import Ha, Bohr;"
          + " a = read('geo_end.gen');"
          + " f = open('%1$s').read().split('forces ')[1].split()[1:3 * len(a) + 1];"
          + " a.set_array('forces', Ha / Bohr * numpy.array(f, float).reshape(-1, 3));"
          + " a.write('%2$s')";

  private ResultsTag() {}
}
