package vane;

/**
 * Atomic units in those of Vane, for programs that use them.
 *
 * <p>The values are those of CODATA 2014 in the digits that {@code ase.units} computes (ASE 3.22,
 * where 2014 is the default), so that what goes through ASE comes back as it was.
 */
public final class AtomicUnits {
  /** One hartree in eV. */
  public static final double HARTREE_EV = 27.211386024367243;

  /** One bohr in Å. */
  public static final double BOHR_ANGSTROM = 0.5291772105638411;

  private AtomicUnits() {}
}
