package vane.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import vane.equivariant.EquivariantPotential;
import vane.equivariant.PotentialEvaluation;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.Cell;
import vane.structure.Element;
import vane.structure.StressComponents;
import vane.structure.Structure;
import vane.structure.VectorRows;

/**
 * Forces from an {@link EquivariantPotential} with their uncertainty, energies and stresses.
 * Immutable and thread-safe.
 */
public final class EquivariantForceModel implements ForceModel, Potential {
  /** The name of the method. */
  public static final String METHOD = "equivariant";

  private final EquivariantPotential potential;
  private final Provenance provenance;
  private final SortedSet<Element> elements;

  /**
   * A model.
   *
   * @param potential gives the forces
   * @param provenance where it comes from
   */
  public EquivariantForceModel(EquivariantPotential potential, Provenance provenance) {
    this.potential = potential;
    this.provenance = provenance;
    this.elements = Collections.unmodifiableSortedSet(new TreeSet<>(potential.parts().keySet()));
  }

  /**
   * The learnt energy itself, as {@code vane.equivariant} has it.
   *
   * @return the potential
   */
  public EquivariantPotential equivariantPotential() {
    return potential;
  }

  @Override
  public Optional<Potential> potential() {
    return Optional.of(this);
  }

  @Override
  public String method() {
    return METHOD;
  }

  @Override
  public SortedSet<Element> elements() {
    return elements;
  }

  @Override
  public Provenance provenance() {
    return provenance;
  }

  @Override
  public ForceModelReport report() {
    return EquivariantReports.of(potential);
  }

  @Override
  public List<ForcePrediction> predict(
      List<Structure> structures, WorkerPool pool, ProgressListener progress) {
    for (int s = 0; s < structures.size(); s++) {
      requireKnown(structures.get(s), "structure " + s);
    }
    List<PotentialEvaluation> found = potential.evaluate(structures, pool, progress);
    List<ForcePrediction> predictions = new ArrayList<>();
    for (int s = 0; s < structures.size(); s++) {
      predictions.add(prediction(structures.get(s), found.get(s)));
    }
    return predictions;
  }

  @Override
  public List<EnergyAndForces> evaluate(
      List<Structure> structures, WorkerPool pool, ProgressListener progress) {
    for (int s = 0; s < structures.size(); s++) {
      requireKnown(structures.get(s), "structure " + s);
    }
    List<EnergyAndForces> results = new ArrayList<>();
    for (PotentialEvaluation found : potential.evaluateConservative(structures, pool, progress)) {
      double[] uncertainties = found.uncertainties();
      boolean[] extrapolating = new boolean[uncertainties.length];
      for (int i = 0; i < extrapolating.length; i++) {
        extrapolating[i] = found.isExtrapolating(i);
      }
      results.add(
          new EnergyAndForces(
              found.energy(),
              found.forces(),
              found.virial(),
              Optional.of(uncertainties),
              extrapolating));
    }
    return results;
  }

  @Override
  public boolean hasLearntEnergies() {
    return potential.report().energies().isPresent();
  }

  @Override
  public Potential remembering() {
    return new EquivariantForceModel(potential.remembering(), provenance);
  }

  @Override
  public List<EnergyAndForces> evaluateForces(
      List<Structure> structures, WorkerPool pool, ProgressListener progress) {
    for (int s = 0; s < structures.size(); s++) {
      requireKnown(structures.get(s), "structure " + s);
    }
    return potential.evaluateForces(structures, pool, progress).stream()
        .map(found -> EnergyAndForces.alone(found.energy(), found.forces()))
        .toList();
  }

  private static ForcePrediction prediction(Structure structure, PotentialEvaluation atoms) {
    double[] forces = atoms.forces();
    AtomStatus[] statuses = new AtomStatus[forces.length / 3];
    for (int i = 0; i < statuses.length; i++) {
      statuses[i] =
          atoms.isAlone(i)
              ? AtomStatus.NONE
              : atoms.isExtrapolating(i) ? AtomStatus.EXTRAPOLATING : AtomStatus.OK;
    }
    Optional<double[]> stress =
        structure
            .cell()
            .filter(Cell::isFullyPeriodic)
            .map(cell -> StressComponents.ofVirial(atoms.virial(), cell));
    return ForcePrediction.ofForces(
            VectorRows.directions(forces), forces, atoms.uncertainties(), statuses)
        .withEnergy(atoms.energy(), stress);
  }
}
