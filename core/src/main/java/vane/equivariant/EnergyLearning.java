package vane.equivariant;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import vane.equivariant.fit.ChosenFrame;
import vane.equivariant.fit.EnergySums;
import vane.equivariant.fit.FrameEvaluator;
import vane.equivariant.fit.HeldOutChoice;
import vane.equivariant.fit.HeldOutErrors;
import vane.equivariant.fit.ObservationWeights;
import vane.equivariant.fit.ReferenceEnergies;
import vane.equivariant.invariant.MahalanobisDistance;
import vane.equivariant.sums.AdditiveFit;
import vane.equivariant.sums.FrameSums;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.regression.NormalEquations;
import vane.regression.PenaltyTooSmallException;
import vane.regression.RidgeSolution;

/**
 * What energies and stresses add to a fit of forces, as far as the frames have them: their sums,
 * how much these weigh, and the reference energies of the elements. Where no frame has any,
 * everything is as with forces alone. One thread at a time uses an object.
 */
final class EnergyLearning {
  private final FrameSums sums;
  private final WorkerPool pool;
  private final ProgressListener progress;
  private ObservationWeights weights = ObservationWeights.OF_FEW;

  /** What some sums, which may grow, hold of energies and stresses. */
  EnergyLearning(FrameSums sums, WorkerPool pool, ProgressListener progress) {
    this.sums = sums;
    this.pool = pool;
    this.progress = progress;
  }

  /** The same with weights that were chosen before. */
  EnergyLearning(
      FrameSums sums, ObservationWeights weights, WorkerPool pool, ProgressListener progress) {
    this(sums, pool, progress);
    this.weights = weights;
  }

  /** Chooses the weights by frames that nothing was learnt from yet. */
  void weigh(
      AdditiveFit forces,
      double ridge,
      FrameEvaluator evaluator,
      List<ChosenFrame> heldOut,
      MahalanobisDistance[] metrics) {
    if (sums.energies().isEmpty() && sums.virials().isEmpty()) {
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
    return references(new double[sums.forces().features()]);
  }

  private Optional<EnergySums> energies() {
    return sums.energies().filter(each -> each.frames() > 0);
  }

  private Optional<ReferenceEnergies> references(double[] found) {
    return energies().map(each -> each.references(found));
  }

  /** The reference energies that belong to some weights, in eV; zeros without energies. */
  double[] referenceEnergies(double[] found) {
    return references(found)
        .map(ReferenceEnergies::values)
        .orElseGet(() -> new double[sums.forces().elements().size()]);
  }

  /** The weights of forces, energies and stresses together. */
  RidgeSolution solve(AdditiveFit forces, double ridge) {
    return solve(forces, ridge, weights);
  }

  private RidgeSolution solve(AdditiveFit forces, double ridge, ObservationWeights tried) {
    boolean withEnergies = tried.energy() > 0 && sums.energies().isPresent();
    boolean withVirials = tried.stress() > 0 && sums.virials().isPresent();
    NormalEquations alone = forces.normalEquations();
    if (!withEnergies && !withVirials) {
      return forces.solveAgain(ridge, pool);
    }
    try (NormalEquations joint =
        withEnergies
            ? sums.energies().orElseThrow().joinedTo(alone, tried.energy())
            : alone.copy()) {
      if (withVirials) {
        joint.merge(sums.virials().orElseThrow(), tried.stress());
      }
      return forces.solve(ridge, joint, pool);
    }
  }

  /** What was learnt of energies; empty if no frame had one. */
  Optional<ObservationReport> energyReport(Optional<HeldOutErrors> heldOut) {
    return energies()
        .map(
            each ->
                new ObservationReport(
                    Math.toIntExact(each.frames()),
                    weights.energy(),
                    heldOut.map(HeldOutErrors::energyRmsPerAtom).orElse(OptionalDouble.empty())));
  }

  /** What was learnt of stresses; empty if no frame had one. */
  Optional<ObservationReport> stressReport(Optional<HeldOutErrors> heldOut) {
    return sums.virials()
        .map(
            each ->
                new ObservationReport(
                    Math.toIntExact(sums.stresses()),
                    weights.stress(),
                    heldOut.map(HeldOutErrors::stressRms).orElse(OptionalDouble.empty())));
  }
}
