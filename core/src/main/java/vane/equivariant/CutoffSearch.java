package vane.equivariant;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import vane.equivariant.fit.ChosenFrame;
import vane.equivariant.fit.ChosenFrames;
import vane.equivariant.fit.FrameEvaluator;
import vane.equivariant.fit.HeldOutChoice;
import vane.equivariant.fit.MeasuredDistances;
import vane.equivariant.invariant.BasisSettings;
import vane.equivariant.invariant.ElementBasis;
import vane.equivariant.invariant.MahalanobisDistance;
import vane.equivariant.range.PairDistances;
import vane.equivariant.sums.AdditiveFit;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.regression.RidgeSolution;
import vane.structure.Element;
import vane.structure.LabelledStructure;
import vane.validation.HeldOutBlocks.Use;

/**
 * Chooses how far atoms see: the shortest cutoff whose held-out forces are nearly as good as those
 * of the best. Small models are trained for it, with each cutoff, on a part of the frames.
 */
public final class CutoffSearch {
  private static final double[] CANDIDATES_ANGSTROM = {3.5, 4.25, 5, 6};

  /** Atoms of each element that the small models learn from. */
  public static final int ENVIRONMENTS = 1500;

  /** A longer cutoff costs time in every later prediction, so it has to be worth it. */
  private static final double AS_GOOD = 1.03;

  private final WorkerPool pool;
  private final ProgressListener progress;

  /**
   * A search.
   *
   * @param pool the threads; the result does not depend on how many there are
   * @param progress hears of the cutoffs tried
   */
  public CutoffSearch(WorkerPool pool, ProgressListener progress) {
    this.pool = pool;
    this.progress = progress;
  }

  /**
   * The errors of held-out frames with each cutoff that was tried.
   *
   * @param elements the elements
   * @param chosen frames that were chosen with about {@link #ENVIRONMENTS} atoms of each element
   * @return the mean absolute error of force components in eV/Å, by the cutoff in Å; empty if no
   *     frame can be held out or no atom has a neighbour
   * @throws vane.structure.StructureException if two atoms are at the same place
   */
  public SortedMap<Double, Double> errors(SortedSet<Element> elements, ChosenFrames chosen) {
    SortedMap<Double, Double> errors = new TreeMap<>();
    if (chosen.of(Use.HELD_OUT).isEmpty()) {
      return errors;
    }
    progress.stage("choosing the cutoff", CANDIDATES_ANGSTROM.length);
    for (double cutoff : CANDIDATES_ANGSTROM) {
      OptionalDouble error = error(chosen, elements, cutoff);
      error.ifPresent(found -> errors.put(cutoff, found));
      progress.advance(1);
    }
    return errors;
  }

  /**
   * The shortest cutoff that is nearly as good as the best.
   *
   * @param errors what {@link #errors} gave
   * @return in Å; {@link EquivariantPreset#USUAL_CUTOFF_ANGSTROM} where there are none
   */
  public static double best(SortedMap<Double, Double> errors) {
    double least = errors.values().stream().min(Double::compare).orElse(0.0);
    return errors.entrySet().stream()
        .filter(entry -> entry.getValue() <= AS_GOOD * least)
        .findFirst()
        .map(Map.Entry::getKey)
        .orElse(EquivariantPreset.USUAL_CUTOFF_ANGSTROM);
  }

  private OptionalDouble error(
      ChosenFrames chosen, SortedSet<Element> elements, double cutoffAngstrom) {
    BasisSettings settings = EquivariantPreset.FAST.basis(elements.size(), cutoffAngstrom);
    List<LabelledStructure> learnt = chosen.all().stream().map(ChosenFrame::frame).toList();
    PairDistances distances =
        MeasuredDistances.of(learnt, elements, cutoffAngstrom, pool, ProgressListener.SILENT);
    ElementBasis basis = new ElementBasis(elements, settings, distances.inner());
    FrameEvaluator evaluator = new FrameEvaluator(basis, distances, pool);
    List<ChosenFrame> heldOut = chosen.of(Use.HELD_OUT);
    try (AdditiveFit sums = AdditiveFit.empty(basis, distances)) {
      sums.addChosen(chosen.of(Use.FIT), pool, ProgressListener.SILENT);
      if (!sums.isSolvable()) {
        return OptionalDouble.empty();
      }
      MahalanobisDistance[] metrics = sums.statistics().metrics();
      return OptionalDouble.of(
          HeldOutChoice.ridge(
                  ridge -> {
                    try (RidgeSolution solution = sums.solve(ridge, pool)) {
                      return evaluator.evaluate(heldOut, solution.weights(), metrics);
                    }
                  },
                  ProgressListener.SILENT)
              .meanAbsoluteErrorEvPerAngstrom());
    }
  }
}
