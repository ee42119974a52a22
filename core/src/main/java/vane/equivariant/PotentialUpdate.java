package vane.equivariant;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import vane.equivariant.fit.ChosenFrames;
import vane.equivariant.fit.FrameEvaluator;
import vane.equivariant.fit.TrainingStatistics;
import vane.equivariant.invariant.MahalanobisDistance;
import vane.parallel.WorkerPool;
import vane.regression.RidgeSolution;
import vane.structure.Element;
import vane.structure.LabelledStructure;

/**
 * A potential that goes on learning: the sums of its training have grown, and it is solved again
 * without any old frame.
 *
 * <p>Weights, means and covariances are those of all frames in the sums. λ and the error models
 * stay those of before, since they were found on held-out frames that the sums have long taken in.
 * The largest Mahalanobis distance is that of the frames that were added, or the one of before if
 * that is larger: what was within the range of training stays so. Sums are of forces alone, so of
 * energies that were learnt before the reference energies of the elements stay.
 */
public final class PotentialUpdate {
  private PotentialUpdate() {}

  /**
   * Solves again.
   *
   * @param before the potential whose training the sums continue; not modified
   * @param sums all frames so far, the added ones among them; not modified
   * @param added the frames that {@code before} has not seen
   * @param pool the threads
   * @return a new potential
   * @throws IllegalArgumentException if potential and sums are of other functions
   * @throws vane.regression.PenaltyTooSmallException if λ is too small for the normal equations
   */
  public static EquivariantPotential of(
      EquivariantPotential before,
      AdditiveFit sums,
      List<LabelledStructure> added,
      WorkerPool pool) {
    requireSame(before, sums);
    TrainingReport report = before.report();
    try (RidgeSolution solution = sums.solveAgain(report.ridge(), pool)) {
      TrainingStatistics seen = sums.statistics();
      MahalanobisDistance[] metrics = seen.metrics();
      double[] weights = solution.weights();
      double[] largest = largest(before, sums, added, weights, metrics, pool);
      SortedMap<Element, ElementPotential> parts = new TreeMap<>();
      int a = 0;
      for (Element element : sums.elements()) {
        parts.put(
            element,
            new ElementPotential(
                seen.environments()[a],
                sums.basis().weightsOf(a, weights),
                metrics[a],
                largest[a],
                seen.largestForces()[a],
                before.parts().get(element).errorModel(),
                before.parts().get(element).referenceEnergy()));
        a++;
      }
      return EquivariantPotential.of(
          sums.settings(),
          parts,
          sums.shortestDistances(),
          sums.innerDistances(),
          new TrainingReport(
              report.frames() + added.size(),
              report.heldOutFrames(),
              report.features(),
              report.ridge(),
              report.heldOutRmseEvPerAngstrom(),
              report.contactErrorEvPerAngstrom(),
              TrainingReport.threeDigits(solution.reciprocalCondition()),
              report.cutoffErrors(),
              report.energies(),
              report.stresses()));
    }
  }

  private static void requireSame(EquivariantPotential before, AdditiveFit sums) {
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

  private static double[] largest(
      EquivariantPotential before,
      AdditiveFit sums,
      List<LabelledStructure> added,
      double[] weights,
      MahalanobisDistance[] metrics,
      WorkerPool pool) {
    double[] largest =
        before.parts().values().stream()
            .mapToDouble(ElementPotential::largestTrainingDistance)
            .toArray();
    FrameEvaluator evaluator = new FrameEvaluator(sums.basis(), sums.pairDistances(), pool);
    for (FrameEvaluator.Result frame :
        evaluator.evaluate(ChosenFrames.whole(added, largest.length), weights, metrics)) {
      for (int i = 0; i < frame.size(); i++) {
        int a = frame.speciesOf(i);
        largest[a] = Math.max(largest[a], frame.trainingDistance(i));
      }
    }
    return largest;
  }
}
