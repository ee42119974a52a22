package vane.engines.dynamics;

import java.util.Optional;
import java.util.OptionalDouble;
import vane.engines.ForceEvaluation;
import vane.engines.ForceSource;
import vane.structure.Structure;

/** A made-up source of forces: each atom hangs on a spring at the origin, E = Σ k r² / 2. */
final class Springs implements ForceSource {
  private final double stiffness;

  /** Springs of a stiffness k in eV/Å². */
  Springs(double stiffness) {
    this.stiffness = stiffness;
  }

  @Override
  public ForceEvaluation evaluate(Structure structure) {
    double[] forces = structure.positions();
    double energy = 0;
    for (int i = 0; i < forces.length; i++) {
      energy += stiffness * forces[i] * forces[i] / 2;
      forces[i] *= -stiffness;
    }
    return new ForceEvaluation(
        forces, OptionalDouble.of(energy), Optional.empty(), Optional.empty(), 0);
  }
}
