package vane.engines.relax;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import vane.InputException;

/**
 * How a structure is relaxed.
 *
 * @param optimizer how to step
 * @param largestForce the relaxation ends when no atom feels a force above this, in eV/Å; with the
 *     cell, no row of the strain's generalised forces either
 * @param mostSteps the relaxation gives up after so many steps
 * @param fixedAtoms atoms that stay where they are, counted from 0
 * @param withCell whether the cell relaxes, too
 */
public record RelaxationSettings(
    Optimizer optimizer,
    double largestForce,
    int mostSteps,
    SortedSet<Integer> fixedAtoms,
    boolean withCell) {

  /**
   * Checks the settings.
   *
   * @throws InputException if a number is out of range, or atoms are fixed while the cell moves
   */
  public RelaxationSettings {
    if (!(largestForce > 0) || Double.isInfinite(largestForce)) {
      throw new InputException(
          "found a largest force of " + largestForce + " eV/Å, expected a number above 0");
    }
    if (mostSteps < 0) {
      throw new InputException("found " + mostSteps + " steps, expected 0 or more");
    }
    if (withCell && !fixedAtoms.isEmpty()) {
      throw new InputException(
          "found fixed atoms and a cell that relaxes, expected one of them: atoms follow the cell");
    }
    fixedAtoms = Collections.unmodifiableSortedSet(new TreeSet<>(fixedAtoms));
  }
}
