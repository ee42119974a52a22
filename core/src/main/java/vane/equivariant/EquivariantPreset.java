package vane.equivariant;

import vane.equivariant.invariant.BasisSettings;

/**
 * Sensible choices of functions: how exact, for how much time.
 *
 * <p>The number of invariants grows quickly with the number of elements, so each preset has a
 * budget: degrees are lowered until an element's functions fit it.
 */
public enum EquivariantPreset {
  /** A few hundred functions: seconds to train, the fastest forces. */
  FAST(4, 5, 300, 0.1),
  /** About a thousand functions. */
  DEFAULT(6, 7, 1200, EquivariantSettings.USUAL_CONTACT_COST),
  /** As exact as it gets within minutes of training. */
  ACCURATE(10, 9, 2600, EquivariantSettings.USUAL_CONTACT_COST);

  /** Radial functions of pair energies cost next to nothing. */
  private static final int DEGREE_OF_PAIRS = 10;

  private static final double CUTOFF_ANGSTROM = 3.5;
  private static final int NONE = -1;

  private final int degree2;
  private final int degree3;
  private final int budget;
  private final double contactCost;

  EquivariantPreset(int degree2, int degree3, int budget, double contactCost) {
    this.degree2 = degree2;
    this.degree3 = degree3;
    this.budget = budget;
    this.contactCost = contactCost;
  }

  /**
   * How much worse held-out frames may become for the sake of contacts between molecules. Few
   * functions describe both less well, and a simulation that does not fly apart is worth more than
   * the last percent of error.
   *
   * @return a part of the mean absolute error
   */
  public double contactCost() {
    return contactCost;
  }

  /**
   * The functions of this preset.
   *
   * @param elements how many elements there are
   * @return the settings of highest degree that fit the budget
   */
  public BasisSettings basis(int elements) {
    return basis(elements, CUTOFF_ANGSTROM);
  }

  /**
   * The functions of this preset with another cutoff.
   *
   * @param elements how many elements there are
   * @param cutoffAngstrom in Å
   * @return the settings of highest degree that fit the budget
   * @throws vane.InputException if the cutoff is out of range
   */
  public BasisSettings basis(int elements, double cutoffAngstrom) {
    for (int lower = 0; ; lower++) {
      BasisSettings settings =
          new BasisSettings(
              cutoffAngstrom,
              power(cutoffAngstrom),
              DEGREE_OF_PAIRS,
              Math.max(0, degree2 - lower / 2),
              Math.max(NONE, degree3 - lower),
              NONE);
      boolean lowest = settings.degree2() == 0 && settings.degree3() == NONE;
      if (lowest || EquivariantPotential.invariants(settings, elements) <= budget) {
        return settings;
      }
    }
  }

  /**
   * So that a longer cutoff adds distant neighbours gently, and leaves the near ones as they are.
   */
  private static int power(double cutoffAngstrom) {
    return (int) Math.max(2, Math.min(12, Math.ceil(cutoffAngstrom)));
  }
}
