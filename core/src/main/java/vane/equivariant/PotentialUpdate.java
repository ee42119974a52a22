package vane.equivariant;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vane.equivariant.fit.ObservationWeights;
import vane.equivariant.fit.TrainingStatistics;
import vane.equivariant.invariant.MahalanobisDistance;
import vane.equivariant.sums.AdditiveFit;
import vane.equivariant.sums.FrameSums;
import vane.equivariant.sums.RangeTask;
import vane.equivariant.sums.TrainingFrames;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.regression.RidgeSolution;
import vane.structure.Element;
import vane.validation.HeldOutBlocks.Use;

/**
 * A potential that goes on learning: frames are added to the sums of its training, and it is solved
 * again without any old frame.
 *
 * <p>Weights, means and covariances are those of all frames in the sums. λ, the weights of energies
 * and stresses and the error models stay those of before, since they were found on held-out frames
 * that the sums have long taken in. The largest Mahalanobis distance is that of the frames that
 * were added, or the one of before if that is larger: what was within the range of training stays
 * so. Where the sums hold no energies, the reference energies of the elements stay.
 */
public final class PotentialUpdate {
  private PotentialUpdate() {}

  /**
   * Adds frames and solves again.
   *
   * @param before the potential whose training the sums continue; not modified
   * @param sums all frames that it has seen; the added ones are added to them
   * @param added the frames that it has not seen, of its elements
   * @param pool the threads
   * @return a new potential
   * @throws IllegalArgumentException if potential and sums are of other functions, or the potential
   *     has networks
   * @throws vane.regression.PenaltyTooSmallException if λ is too small for the normal equations
   */
  public static EquivariantPotential of(
      EquivariantPotential before, FrameSums sums, TrainingFrames added, WorkerPool pool) {
    requireSame(before, sums.forces());
    try (FrameSums found = added.gather(sums.task(), EnumSet.allOf(Use.class), "learning forces")) {
      sums.merge(found);
    }
    TrainingReport report = before.report();
    EnergyLearning energies =
        new EnergyLearning(
            sums,
            new ObservationWeights(weight(report.energies()), weight(report.stresses())),
            pool,
            ProgressListener.SILENT);
    TrainingStatistics seen = sums.forces().statistics();
    try (RidgeSolution solution = energies.solve(sums.forces(), report.ridge());
        RangeTask.Found range =
            added.gather(
                new RangeTask(sums.forces().basis(), sums.forces().pairDistances(), seen),
                EnumSet.allOf(Use.class),
                "the range of training")) {
      MahalanobisDistance[] metrics = seen.metrics();
      double[] weights = solution.weights();
      double[] references = energies.referenceEnergies(weights);
      SortedMap<Element, ElementPotential> parts = new TreeMap<>();
      int a = 0;
      for (Element element : sums.forces().elements()) {
        ElementPotential was = before.parts().get(element);
        parts.put(
            element,
            new ElementPotential(
                seen.environments()[a],
                sums.forces().basis().weightsOf(a, weights),
                metrics[a],
                Math.max(was.largestTrainingDistance(), range.largest()[a]),
                seen.largestForces()[a],
                was.errorModel(),
                sums.energies().isPresent() ? references[a] : was.referenceEnergy()));
        a++;
      }
      return EquivariantPotential.of(
          before.settings(),
          parts,
          before.shortestDistances(),
          before.innerDistances(),
          report.withMore(
              added.uses().size(),
              TrainingReport.threeDigits(solution.reciprocalCondition()),
              sums.energies().map(each -> sums.energyFrames()),
              sums.virials().map(each -> sums.stresses())));
    }
  }

  private static double weight(Optional<ObservationReport> learnt) {
    return learnt.map(ObservationReport::weight).orElse(0.0);
  }

  private static void requireSame(EquivariantPotential before, AdditiveFit sums) {
    if (before.networks().isPresent()) {
      throw new IllegalArgumentException(
          "found a potential with networks, expected one without, as networks cannot be added to");
    }
    if (!before.settings().equals(sums.settings())
        || !before.parts().keySet().equals(sums.elements())
        || !Arrays.equals(before.shortestDistances(), sums.shortestDistances())
        || !Arrays.equals(before.innerDistances(), sums.innerDistances())) {
      throw new IllegalArgumentException(
          "found a potential of "
              + before.settings()
              + " for "
              + before.parts().keySet()
              + ", expected the functions of the sums, "
              + sums.settings()
              + " for "
              + sums.elements()
              + ", and the same pair distances");
    }
  }
}
