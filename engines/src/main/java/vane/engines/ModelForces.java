package vane.engines;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import vane.InputException;
import vane.model.AtomStatus;
import vane.model.EnergyAndForces;
import vane.model.ForceModel;
import vane.model.ForcePrediction;
import vane.model.Potential;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.Structure;

/**
 * The forces of a trained model: those of its potential where it has one, so that forces are the
 * gradient of the energy everywhere, and its predictions where it has none. Remembers neighbours
 * from one call to the next.
 */
public final class ModelForces implements ForceSource {
  private final ForceModel model;
  private final Optional<Potential> potential;
  private final WorkerPool pool;

  /**
   * A source of forces.
   *
   * @param model the model
   * @param pool the threads; the result does not depend on how many there are
   */
  public ModelForces(ForceModel model, WorkerPool pool) {
    this.model = model;
    this.potential = model.potential().map(Potential::remembering);
    this.pool = pool;
  }

  /**
   * Evaluates a structure.
   *
   * @param structure the structure
   * @return its forces
   * @throws vane.model.UnknownElementException if it holds an element that the model does not know
   * @throws InputException if the model gives directions alone
   */
  @Override
  public ForceEvaluation evaluate(Structure structure) {
    return evaluate(List.of(structure)).get(0);
  }

  /**
   * Evaluates several structures together.
   *
   * @param structures the structures
   * @return their forces
   * @throws vane.model.UnknownElementException if one holds an element that the model does not know
   * @throws vane.structure.StructureException if two atoms of one are at the same place
   * @throws InputException if the model gives directions alone
   */
  @Override
  public List<ForceEvaluation> evaluate(List<Structure> structures) {
    List<ForceEvaluation> evaluations = new ArrayList<>();
    if (potential.isPresent()) {
      List<EnergyAndForces> found =
          potential.get().evaluate(structures, pool, ProgressListener.SILENT);
      for (int s = 0; s < structures.size(); s++) {
        evaluations.add(of(found.get(s), structures.get(s).size()));
      }
    } else {
      for (ForcePrediction found : model.predict(structures, pool, ProgressListener.SILENT)) {
        evaluations.add(of(found));
      }
    }
    return evaluations;
  }

  /**
   * Forces and energies alone.
   *
   * @throws vane.structure.StructureException if two atoms of a structure are at the same place
   */
  @Override
  public List<ForceEvaluation> evaluateForces(List<Structure> structures) {
    if (potential.isEmpty()) {
      return evaluate(structures);
    }
    return potential.get().evaluateForces(structures, pool, ProgressListener.SILENT).stream()
        .map(found -> ForceEvaluation.alone(found.forces(), OptionalDouble.of(found.energy())))
        .toList();
  }

  private static ForceEvaluation of(EnergyAndForces found, int atoms) {
    int extrapolating = 0;
    for (int a = 0; a < atoms; a++) {
      extrapolating += found.isExtrapolating(a) ? 1 : 0;
    }
    return new ForceEvaluation(
        found.forces(),
        OptionalDouble.of(found.energy()),
        Optional.of(found.virial()),
        found.uncertainties(),
        extrapolating);
  }

  private static ForceEvaluation of(ForcePrediction found) {
    double[] forces =
        found
            .forces()
            .orElseThrow(
                () ->
                    new InputException(
                        "found a model of directions without forces, expected one that predicts"
                            + " forces: train with --method equivariant, or with --preset accurate"
                            + " or clusters"));
    int extrapolating = 0;
    for (int a = 0; a < found.size(); a++) {
      extrapolating += found.status(a) == AtomStatus.EXTRAPOLATING ? 1 : 0;
    }
    return new ForceEvaluation(
        forces, OptionalDouble.empty(), Optional.empty(), found.uncertainties(), extrapolating);
  }
}
