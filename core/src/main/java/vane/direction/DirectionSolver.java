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
   * The name on the command line and in model files.
   *
   * @return {@code sqp}, {@code sqp-hipparchus}, {@code global} or {@code closed-form}
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
    return switch (name) {
      case SequentialQuadratic.NAME -> SequentialQuadratic.DEFAULT;
      case SequentialQuadratic.HIPPARCHUS_NAME ->
          new SequentialQuadratic(SequentialQuadratic.Method.HIPPARCHUS, 1e-6, 100);
      case GlobalSearch.NAME -> GlobalSearch.DEFAULT;
      case ClosedForm.NAME -> new ClosedForm();
      default ->
          throw new InputException(
              "direction solver '" + name + "', expected one of " + String.join(", ", names()));
    };
  }

  /**
   * The names that {@link #parse} knows.
   *
   * @return the names
   */
  static List<String> names() {
    return List.of(
        SequentialQuadratic.NAME,
        SequentialQuadratic.HIPPARCHUS_NAME,
        GlobalSearch.NAME,
        ClosedForm.NAME);
  }
}
