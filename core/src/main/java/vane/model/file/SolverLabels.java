package vane.model.file;

import vane.direction.DirectionSolver;
import vane.direction.SequentialQuadratic;

/**
 * The names of direction solvers in model files.
 *
 * <p>They are the names on the command line but for two. In a file {@code sqp} has always meant the
 * search on the sphere, so it stays that. The unconstrained search came later and is {@code
 * sqp-r3}, which an older Vane refuses, where it would take {@code sqp} for the search that it
 * knows.
 */
final class SolverLabels {
  private static final String ON_SPHERE = "sqp";
  private static final String UNCONSTRAINED = "sqp-r3";

  private SolverLabels() {}

  /** The label of a solver. */
  static String of(DirectionSolver solver) {
    if (solver.name().equals(SequentialQuadratic.SPHERE.name())) {
      return ON_SPHERE;
    }
    return solver.name().equals(SequentialQuadratic.PAPER.name()) ? UNCONSTRAINED : solver.name();
  }

  /**
   * The solver of a label.
   *
   * @throws vane.InputException if there is none
   */
  static DirectionSolver parse(String label) {
    return switch (label) {
      case ON_SPHERE -> SequentialQuadratic.SPHERE;
      case UNCONSTRAINED -> SequentialQuadratic.PAPER;
      default -> DirectionSolver.parse(label);
    };
  }
}
