package vane.engines.dynamics;

import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;
import vane.InputException;
import vane.structure.Structure;

/**
 * The masses of the atoms of a structure, and which of the atoms do not move.
 *
 * <p>Immutable.
 */
public final class Inertia {
  private final double[] masses;
  private final SortedSet<Integer> fixedAtoms;

  private Inertia(double[] masses, SortedSet<Integer> fixedAtoms) {
    this.masses = masses;
    this.fixedAtoms = fixedAtoms;
  }

  /**
   * The standard masses of the elements.
   *
   * @param structure the structure
   * @param fixedAtoms atoms that stay where they are, counted from 0
   * @return masses and fixed atoms
   * @throws InputException if an atom to fix is not there, or all are fixed
   */
  public static Inertia standard(Structure structure, SortedSet<Integer> fixedAtoms) {
    double[] masses = new double[structure.size()];
    for (int atom = 0; atom < masses.length; atom++) {
      masses[atom] = structure.element(atom).massU();
    }
    return of(masses, fixedAtoms);
  }

  /**
   * Masses that are given, such as those of isotopes.
   *
   * @param massesU {@code [nAtoms]} in u; copied
   * @param fixedAtoms atoms that stay where they are, counted from 0
   * @return masses and fixed atoms
   * @throws InputException if a mass is not above 0, an atom to fix is not there, or all are fixed
   */
  public static Inertia of(double[] massesU, SortedSet<Integer> fixedAtoms) {
    for (int atom = 0; atom < massesU.length; atom++) {
      if (!(massesU[atom] > 0) || Double.isInfinite(massesU[atom])) {
        throw new InputException(
            "atom " + atom + " has the mass " + massesU[atom] + " u, expected a number above 0");
      }
    }
    if (!fixedAtoms.isEmpty() && (fixedAtoms.first() < 0 || fixedAtoms.last() >= massesU.length)) {
      int wrong = fixedAtoms.first() < 0 ? fixedAtoms.first() : fixedAtoms.last();
      throw new InputException(
          "found atom " + wrong + " among the fixed ones, expected 0 to " + (massesU.length - 1));
    }
    if (fixedAtoms.size() == massesU.length) {
      throw new InputException(
          "found " + massesU.length + " atoms, all of them fixed, expected one that moves");
    }
    return new Inertia(massesU.clone(), new TreeSet<>(fixedAtoms));
  }

  /**
   * The number of atoms.
   *
   * @return one or more
   */
  public int size() {
    return masses.length;
  }

  /**
   * The mass of an atom.
   *
   * @param atom index from zero
   * @return in u
   */
  public double massU(int atom) {
    return masses[atom];
  }

  /**
   * Whether an atom moves.
   *
   * @param atom index from zero
   * @return false for fixed ones
   */
  public boolean moves(int atom) {
    return !fixedAtoms.contains(atom);
  }

  /**
   * Whether any atom is fixed.
   *
   * @return true if one is
   */
  public boolean hasFixedAtoms() {
    return !fixedAtoms.isEmpty();
  }

  /**
   * How many squares of momenta share the kinetic energy. Newton's equations keep the centre of
   * mass where it is when no atom is fixed; Langevin dynamics moves it.
   *
   * @param integrator by which equations the atoms move
   * @return zero for a single atom whose centre of mass is at rest
   */
  public int degreesOfFreedom(Integrator integrator) {
    int moving = 3 * (masses.length - fixedAtoms.size());
    return integrator instanceof VelocityVerlet && !hasFixedAtoms() ? moving - 3 : moving;
  }

  /**
   * Momenta without those of fixed atoms.
   *
   * @param momenta {@code [nAtoms × 3]} in √(u·eV); not modified
   * @return a copy with zeros where an atom is fixed
   */
  public double[] onlyMoving(double[] momenta) {
    double[] moving = momenta.clone();
    for (int atom : fixedAtoms) {
      Arrays.fill(moving, 3 * atom, 3 * atom + 3, 0);
    }
    return moving;
  }

  /**
   * The kinetic energy Σ p² / 2m.
   *
   * @param momenta {@code [nAtoms × 3]} in √(u·eV); not modified
   * @return in eV
   */
  double kineticEnergy(double[] momenta) {
    double energy = 0;
    for (int atom = 0; atom < masses.length; atom++) {
      double squared = 0;
      for (int i = 3 * atom; i < 3 * atom + 3; i++) {
        squared += momenta[i] * momenta[i];
      }
      energy += squared / (2 * masses[atom]);
    }
    return energy;
  }
}
