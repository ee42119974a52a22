package vane.equivariant;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.DoubleFunction;
import vane.equivariant.invariant.BasisSettings;

/**
 * Sensible choices of functions: how exact, for how much time.
 *
 * <p>The number of invariants grows quickly with the number of elements. So each preset has
 * budgets: of the functions of an element, which make predictions slow; of the functions of all
 * elements together, of the atoms learnt from and of the work to sum their equations, which make
 * training slow. Degrees rise until one of them is spent.
 */
public enum EquivariantPreset {
  /** A few hundred functions: seconds to train, the fastest forces. */
  FAST(300, 1200, 8_000, 1e11, 0, 0.1),
  /** About a thousand functions: a minute to train. */
  DEFAULT(1300, 3600, 8_000, 4.5e11, 0, EquivariantSettings.USUAL_CONTACT_COST),
  /**
   * As exact as it gets within a quarter of an hour of training: thousands of functions, mixed with
   * networks.
   */
  ACCURATE(2200, 6400, 0, 1.6e12, 300, EquivariantSettings.USUAL_CONTACT_COST);

  /** What is taken where the data do not choose. */
  public static final double USUAL_CUTOFF_ANGSTROM = 4;

  /** An angular degree counts half: forces turn more quickly than they stretch. */
  private static final double ANGULAR_WEIGHT = 0.45;

  private static final int LARGEST_L = 6;

  /** Radial functions of pair energies cost next to nothing. */
  private static final double DEGREE_OF_PAIRS = 14;

  /** Products of two are fewer, so they reach as much further than products of three. */
  private static final double TWO_ABOVE_THREE = 1;

  private static final int NONE = -1;

  /** However many equations there are, an element has so many functions. */
  private static final int FEWEST = 300;

  private final int budget;
  private final int wholeBudget;
  private final int trainingEnvironments;
  private final double work;
  private final double networkSeconds;
  private final double contactCost;

  /**
   * A preset.
   *
   * @param budget functions of an element
   * @param wholeBudget functions of all elements
   * @param trainingEnvironments atoms of each element to learn from; 0 for all
   * @param work equations times the square of the functions of all elements
   * @param networkSeconds nominal processor time to train networks; 0 for none
   * @param contactCost what contacts may cost
   */
  EquivariantPreset(
      int budget,
      int wholeBudget,
      int trainingEnvironments,
      double work,
      double networkSeconds,
      double contactCost) {
    this.budget = budget;
    this.wholeBudget = wholeBudget;
    this.trainingEnvironments = trainingEnvironments;
    this.work = work;
    this.networkSeconds = networkSeconds;
    this.contactCost = contactCost;
  }

  /**
   * How long networks are trained that are mixed with the functions.
   *
   * @return nominal seconds of processor time; 0 if there are none
   */
  public double networkSeconds() {
    return networkSeconds;
  }

  /**
   * How many atoms of each element this preset learns from, in whole frames spread evenly.
   *
   * @return 0 for all
   */
  public int trainingEnvironments() {
    return trainingEnvironments;
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
   * The functions of this preset for data of any size.
   *
   * @param elements how many elements there are
   * @param cutoffAngstrom in Å
   * @return the settings of highest degree that fit the budgets
   * @throws vane.InputException if the cutoff is out of range
   */
  public BasisSettings basis(int elements, double cutoffAngstrom) {
    return basis(elements, 0, cutoffAngstrom, OptionalDouble.empty(), OptionalInt.empty());
  }

  /**
   * The functions of this preset.
   *
   * @param elements how many elements there are
   * @param equations how many force components are learnt from; 0 if that is to set no limit
   * @param cutoffAngstrom in Å
   * @param angularWeight how much of a degree an angular degree counts; empty for the usual weight
   * @param largestL the highest angular degree; empty for the usual one
   * @return the settings of highest degree that fit the budgets
   * @throws vane.InputException if a number is out of range
   */
  public BasisSettings basis(
      int elements,
      long equations,
      double cutoffAngstrom,
      OptionalDouble angularWeight,
      OptionalInt largestL) {
    double worked = equations == 0 ? wholeBudget : Math.sqrt(work / equations);
    int share = (int) Math.min(wholeBudget, worked) / elements;
    return richest(
        Math.min(budget, Math.max(FEWEST, share)),
        elements,
        new BasisSettings(
            cutoffAngstrom,
            power(cutoffAngstrom),
            angularWeight.orElse(ANGULAR_WEIGHT),
            largestL.orElse(LARGEST_L),
            DEGREE_OF_PAIRS,
            0,
            NONE,
            NONE));
  }

  /** Raises the degrees of products of two and three as far as there are functions for it. */
  private static BasisSettings richest(int functions, int elements, BasisSettings poorest) {
    BasisSettings best =
        richest(
            functions,
            elements,
            poorest,
            three -> poorest.withDegrees(three + TWO_ABOVE_THREE, three));
    return richest(
        functions,
        elements,
        best,
        more -> best.withDegrees(Math.round(10 * (best.degree2() + more)) / 10.0, best.degree3()));
  }

  private static BasisSettings richest(
      int functions, int elements, BasisSettings poorest, DoubleFunction<BasisSettings> way) {
    BasisSettings best = poorest;
    int tenths = 0;
    for (int step : new int[] {10, 1}) {
      for (; ; tenths += step) {
        BasisSettings richer = way.apply((tenths + step) / 10.0);
        if (richer.degree2() > DEGREE_OF_PAIRS
            || EquivariantPotential.invariants(richer, elements) > functions) {
          break;
        }
        best = richer;
      }
    }
    return best;
  }

  /**
   * So that a longer cutoff adds distant neighbours gently, and leaves the near ones as they are.
   */
  private static int power(double cutoffAngstrom) {
    return (int) Math.max(2, Math.min(12, Math.ceil(cutoffAngstrom)));
  }
}
