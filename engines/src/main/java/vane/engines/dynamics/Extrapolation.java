package vane.engines.dynamics;

import java.util.Optional;
import vane.engines.ForceEvaluation;

/** Some atom is outside of what the source of forces knows. */
public record Extrapolation() implements StopCondition {
  @Override
  public Optional<String> metBy(ForceEvaluation evaluation) {
    int atoms = evaluation.extrapolating();
    return atoms == 0
        ? Optional.empty()
        : Optional.of(
            (atoms == 1 ? "1 atom is" : atoms + " atoms are") + " outside of the training range");
  }
}
