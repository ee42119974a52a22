package vane.equivariant;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import vane.equivariant.fit.ChosenFrames.Choice;
import vane.equivariant.fit.EnergySums;
import vane.equivariant.fit.FrameEvaluator;
import vane.equivariant.fit.HeldOutChoice;
import vane.equivariant.fit.HeldOutErrors;
import vane.equivariant.fit.ObservationEquations;
import vane.equivariant.fit.ObservationWeights;
import vane.equivariant.fit.ReferenceEnergies;
import vane.equivariant.invariant.ElementBasis;
import vane.equivariant.invariant.MahalanobisDistance;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.regression.NormalEquations;
import vane.regression.PenaltyTooSmallException;
import vane.regression.RidgeSolution;

/**
 * What energies and stresses add to a fit of forces, as far as the frames have them: their sums,
 * how much these weigh, and the reference energies of the elements. Where no frame has any,
 * everything is as with forces alone.
 *
 * <p>Memory does not grow with the number of frames. One thread at a time uses an object.
 */
final class EnergyLearning implements AutoCloseable {
  private final ElementBasis basis;
  private final WorkerPool pool;
  private final ProgressListener progress;
  private final Optional<EnergySums> energies;
  private final Optional<NormalEquations> virials;
  private ObservationWeights weights = ObservationWeights.OF_FEW;
  private int stressFrames;

  private EnergyLearning(
      ElementBasis basis,
      WorkerPool pool,
      ProgressListener progress,
      Optional<EnergySums> energies,
      Optional<NormalEquations> virials) {
    this.basis = basis;
    this.pool = pool;
    this.progress = progress;
    this.energies = energies;
    this.virials = virials;
  }

  /** Sums that have seen nothing, for frames like those given. */
  static EnergyLearning of(
      ElementBasis basis, List<Choice> all, WorkerPool pool, ProgressListener progress) {
    boolean known = all.stream().anyMatch(choice -> choice.frame().energy().isPresent());
    return new EnergyLearning(
        basis,
        pool,
        progress,
        known ? Optional.of(EnergySums.empty(basis, all, pool)) : Optional.empty(),
        stresses(all) > 0
            ? Optional.of(NormalEquations.empty(basis.features()))
            : Optional.empty());
  }

  private static int stresses(List<Choice> choices) {
    return (int) choices.stream().filter(choice -> choice.frame().stress().isPresent()).count();
  }

  /** Adds the energies and stresses of some frames. */
  void add(List<Choice> choices) {
    energies.ifPresent(sums -> sums.add("learning energies", choices, pool, progress));
    virials.ifPresent(
        sums -> {
          ObservationEquations equations = new ObservationEquations(basis, pool, progress);
          equations.addVirials("learning stresses", choices, sums);
          stressFrames += stresses(choices);
        });
  }

  /** Chooses the weights by frames that nothing was learnt from yet. */
  void weigh(
      AdditiveFit forces,
      double ridge,
      FrameEvaluator evaluator,
      List<Choice> heldOut,
      MahalanobisDistance[] metrics) {
    if (energies.isEmpty() && virials.isEmpty()) {
      return;
    }
    weights =
        HeldOutChoice.observationWeights(
            tried -> {
              try (RidgeSolution solution = solve(forces, ridge, tried)) {
                double[] found = solution.weights();
                return errors(found, evaluator.evaluate(heldOut, found, metrics));
              } catch (PenaltyTooSmallException singular) {
                return HeldOutErrors.none();
              }
            },
            progress);
  }

  /** The errors on frames that the weights have not seen. */
  HeldOutErrors errors(double[] found, List<FrameEvaluator.Result> heldOut) {
    return HeldOutErrors.of(heldOut, references(found));
  }

  /** The reference energies that explain energies alone; empty if no frame had one. */
  Optional<ReferenceEnergies> referencesAlone() {
    return references(new double[basis.features()]);
  }

  private Optional<ReferenceEnergies> references(double[] found) {
    return energies.filter(sums -> sums.frames() > 0).map(sums -> sums.references(found));
  }

  /** The reference energies that belong to some weights, in eV; zeros without energies. */
  double[] referenceEnergies(double[] found) {
    return references(found).map(ReferenceEnergies::values).orElse(new double[basis.species()]);
  }

  /** The weights of forces, energies and stresses together. */
  RidgeSolution solve(AdditiveFit forces, double ridge) {
    return solve(forces, ridge, weights);
  }

  private RidgeSolution solve(AdditiveFit forces, double ridge, ObservationWeights tried) {
    boolean withEnergies = tried.energy() > 0 && energies.isPresent();
    boolean withVirials = tried.stress() > 0 && virials.isPresent();
    NormalEquations alone = forces.normalEquations();
    if (!withEnergies && !withVirials) {
      return forces.solveAgain(ridge, pool);
    }
    try (NormalEquations joint =
        withEnergies ? energies.orElseThrow().joinedTo(alone, tried.energy()) : alone.copy()) {
      if (withVirials) {
        joint.merge(virials.orElseThrow(), tried.stress());
      }
      return forces.solve(ridge, joint, pool);
    }
  }

  /** What was learnt of energies; empty if no frame had one. */
  Optional<ObservationReport> energyReport(Optional<HeldOutErrors> heldOut) {
    return energies
        .filter(sums -> sums.frames() > 0)
        .map(
            sums ->
                new ObservationReport(
                    Math.toIntExact(sums.frames()),
                    weights.energy(),
                    heldOut.map(HeldOutErrors::energyRmsPerAtom).orElse(OptionalDouble.empty())));
  }

  /** What was learnt of stresses; empty if no frame had one. */
  Optional<ObservationReport> stressReport(Optional<HeldOutErrors> heldOut) {
    return virials.map(
        sums ->
            new ObservationReport(
                stressFrames,
                weights.stress(),
                heldOut.map(HeldOutErrors::stressRms).orElse(OptionalDouble.empty())));
  }

  /** Frees the memory. */
  @Override
  public void close() {
    energies.ifPresent(EnergySums::close);
    virials.ifPresent(NormalEquations::close);
  }
}
