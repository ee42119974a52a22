package vane.engines.dynamics;

import java.util.Optional;
import vane.engines.ForceEvaluation;

/** What a motion must not come to. */
public sealed interface StopCondition permits Extrapolation, UncertaintyAbove {

  /**
   * Looks at a point.
   *
   * @param evaluation what the source of forces says of the point
   * @return what has happened, such as {@code 2 atoms are outside of the training range}; empty if
   *     the motion may go on
   * @throws vane.InputException if the source of forces does not say what the condition asks for
   */
  Optional<String> metBy(ForceEvaluation evaluation);
}
