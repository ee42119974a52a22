package vane.engines.relax;

import vane.engines.ForceEvaluation;
import vane.structure.Structure;

/** What an optimizer moves: rows of three numbers that say where a structure is. */
interface Coordinates {

  /** Where the rows are, {@code [rows × 3]}. */
  double[] place();

  /** Moves the rows by a displacement {@code [rows × 3]}. */
  void move(double[] displacement);

  /** The structure at the rows' place. */
  Structure structure();

  /** The forces on the rows, {@code [rows × 3]}. */
  double[] forces(ForceEvaluation evaluation);
}
