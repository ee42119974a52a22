package vane.direction;

import java.util.List;
import vane.InputException;

/**
 * A way to turn the references of an atom into a direction.
 *
 * <p>Implementations have no state and are thread-safe; the problem is not, so each thread needs
 * its own.
 */
public sealed interface DirectionSolver permits SequentialQuadratic, GlobalSearch, ClosedForm {

  /**
   * Finds the direction.
   *
   * @param problem the references; its scratch space is overwritten, its content is not
   * @param settings the widths of the loss
   * @return a unit vector, or zero with status {@link DirectionStatus#NONE}; never NaN
   */
  Direction solve(DirectionProblem problem, LossSettings settings);

  /**
   * The name on the command line. (Model files have names of their own for some.)
   *
   * @return {@code sqp}, {@code sqp-sphere}, {@code sqp-hipparchus}, {@code global} or {@code
   *     closed-form}
   */
  String name();

  /**
   * The solver of a name, with its default settings.
   *
   * @param name one of {@link #names()}
   * @return the solver
   * @throws InputException if there is no such solver
   */
  static DirectionSolver parse(String name) {
    return all().stream()
        .filter(solver -> solver.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "direction solver '"
                        + name
                        + "', expected one of "
                        + String.join(", ", names())));
  }

  /**
   * The names that {@link #parse} knows.
   *
   * @return the names
   */
  static List<String> names() {
    return all().stream().map(DirectionSolver::name).toList();
  }

  private static List<DirectionSolver> all() {
    return List.of(
        SequentialQuadratic.PAPER,
        SequentialQuadratic.SPHERE,
        SequentialQuadratic.HIPPARCHUS,
        GlobalSearch.DEFAULT,
        new ClosedForm());
  }
}
