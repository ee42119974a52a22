package vane.equivariant;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import vane.InputException;
import vane.equivariant.fit.ChosenFrame;
import vane.equivariant.fit.ChosenFrames;
import vane.equivariant.fit.FrameEvaluator;
import vane.equivariant.fit.MeasuredDistances;
import vane.equivariant.fit.SensibleForces;
import vane.equivariant.invariant.BasisSettings;
import vane.equivariant.invariant.ElementBasis;
import vane.equivariant.invariant.MahalanobisDistance;
import vane.equivariant.range.PairDistances;
import vane.equivariant.sums.AdditiveFit;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.regression.PenaltyTooSmallException;
import vane.regression.RidgeSolution;
import vane.structure.Element;
import vane.structure.LabelledStructure;
import vane.validation.HeldOutBlocks.Use;

/**
 * The forces on frames as other frames have them: of a potential that has not seen the frame.
 *
 * <p>Frames are dealt into folds. As normal equations add up, each fold is summed once, and the
 * potential for a fold is solved from the sums of the others. Frames that turn out to be wrong are
 * taken out of what is learnt; only their folds are summed again.
 *
 * <p>One thread at a time uses an object. It holds about 4 p² bytes per fold, p the number of
 * functions of all elements, outside of the Java heap until it is closed.
 */
public final class LeftOutForces implements AutoCloseable {
  /** The ridges that are tried: powers of ten, relative to the simplest features. */
  private static final int[] EXPONENTS = {-10, -8, -6, -4, -2};

  /** Frames that the ridge is chosen on. */
  private static final int FRAMES_TO_CHOOSE = 60;

  private final List<LabelledStructure> frames;
  private final int[] folds;
  private final WorkerPool pool;
  private final ProgressListener progress;
  private final ElementBasis basis;
  private final PairDistances distances;
  private final FrameEvaluator evaluator;

  /** {@code [frames]}: the choice of each frame that is learnt from, else null. */
  private final ChosenFrame[] learnt;

  private final AdditiveFit[] sums;
  private BitSet left = new BitSet();

  /**
   * Measures frames, and learns nothing yet.
   *
   * @param frames the frames, those of one trajectory one after the other
   * @param folds {@code [frames]} the fold of each, from zero; at least two
   * @param settings the functions
   * @param environments how many atoms of each element to learn from at most, as whole frames
   *     spread evenly; 0 for all
   * @param pool the threads; the result does not depend on how many there are
   * @param progress hears of the stages
   * @throws vane.structure.StructureException if two atoms are at the same place or a force is not
   *     a sensible number, with the index of the frame
   */
  public LeftOutForces(
      List<LabelledStructure> frames,
      int[] folds,
      BasisSettings settings,
      int environments,
      WorkerPool pool,
      ProgressListener progress) {
    SensibleForces.require(frames);
    this.frames = List.copyOf(frames);
    this.folds = folds.clone();
    this.pool = pool;
    this.progress = progress;
    SortedSet<Element> elements = new TreeSet<>();
    frames.forEach(frame -> elements.addAll(frame.structure().composition()));
    this.distances =
        MeasuredDistances.of(frames, elements, settings.cutoffAngstrom(), pool, progress);
    this.basis = new ElementBasis(elements, settings, distances.inner());
    this.evaluator = new FrameEvaluator(basis, distances, pool);
    this.learnt = choices(ChosenFrames.of(this.frames, elements, environments).all());
    this.sums = new AdditiveFit[IntStream.of(folds).max().orElseThrow() + 1];
  }

  private ChosenFrame[] choices(List<ChosenFrame> chosen) {
    ChosenFrame[] choices = new ChosenFrame[frames.size()];
    int next = 0;
    for (int f = 0; f < choices.length && next < chosen.size(); f++) {
      if (frames.get(f) == chosen.get(next).frame()) {
        choices[f] = new ChosenFrame(frames.get(f), chosen.get(next).elements(), Use.FIT);
        next++;
      }
    }
    return choices;
  }

  /**
   * Whether a frame is one of those that are learnt from.
   *
   * @param frame its index
   * @return false if it is beyond the limit
   */
  public boolean isLearnt(int frame) {
    return learnt[frame] != null;
  }

  /**
   * The forces as other frames have them.
   *
   * @param distrusted frames that nothing is learnt from; not modified
   * @param wanted the frames whose forces are wanted
   * @return {@code [frames]}; empty where they are not wanted
   */
  public List<Optional<ExpectedForces>> find(BitSet distrusted, IntPredicate wanted) {
    learn(distrusted);
    double ridge = bestRidge();
    List<Optional<ExpectedForces>> found = new ArrayList<>();
    frames.forEach(frame -> found.add(Optional.empty()));
    progress.stage("comparing forces", sums.length);
    for (int k = 0; k < sums.length; k++) {
      int[] members = members(k).filter(wanted).toArray();
      List<FrameEvaluator.Result> results = predict(k, members, ridge);
      for (int m = 0; m < members.length; m++) {
        found.set(members[m], Optional.of(expected(results.get(m))));
      }
      progress.advance(1);
    }
    return found;
  }

  private ExpectedForces expected(FrameEvaluator.Result result) {
    double[] far =
        IntStream.range(0, result.size())
            .mapToDouble(i -> result.distance(i, basis.settings().cutoffAngstrom()))
            .toArray();
    return new ExpectedForces(result.forces(), far);
  }

  private IntStream members(int fold) {
    return IntStream.range(0, frames.size()).filter(f -> folds[f] == fold);
  }

  private void learn(BitSet distrusted) {
    for (int k = 0; k < sums.length; k++) {
      boolean same = members(k).allMatch(f -> distrusted.get(f) == left.get(f));
      if (sums[k] == null || !same) {
        List<ChosenFrame> choices =
            members(k)
                .filter(f -> learnt[f] != null && !distrusted.get(f))
                .mapToObj(f -> learnt[f])
                .toList();
        close(sums[k]);
        sums[k] = AdditiveFit.empty(basis, distances);
        progress.stage("learning forces", choices.size());
        sums[k].addChosen(choices, pool, progress);
      }
    }
    left = (BitSet) distrusted.clone();
  }

  private List<FrameEvaluator.Result> predict(int fold, int[] members, double ridge) {
    List<LabelledStructure> wanted = IntStream.of(members).mapToObj(frames::get).toList();
    try (AdditiveFit others = AdditiveFit.empty(basis, distances)) {
      for (int k = 0; k < sums.length; k++) {
        if (k != fold) {
          others.merge(sums[k]);
        }
      }
      if (!others.isSolvable()) {
        throw new InputException(
            "found no atoms with neighbours within "
                + basis.settings().cutoffAngstrom()
                + " Å, expected some to compare");
      }
      MahalanobisDistance[] metrics = others.statistics().metrics();
      try (RidgeSolution solution = others.solveAgain(ridge, pool)) {
        List<ChosenFrame> choices = ChosenFrame.whole(wanted, basis.species());
        return evaluator.evaluate(choices, solution.weights(), metrics);
      }
    }
  }

  /** The ridge whose errors on one fold have the least median, which a few wrong frames spare. */
  private double bestRidge() {
    int[] members =
        members(0).filter(f -> learnt[f] != null && !left.get(f)).limit(FRAMES_TO_CHOOSE).toArray();
    double least = Double.POSITIVE_INFINITY;
    double best = Double.parseDouble("1e" + EXPONENTS[EXPONENTS.length - 1]);
    for (int exponent : EXPONENTS) {
      double ridge = Double.parseDouble("1e" + exponent);
      try {
        double[] errors =
            predict(0, members, ridge).stream()
                .mapToDouble(LeftOutForces::meanError)
                .sorted()
                .toArray();
        double median = errors.length == 0 ? 0 : errors[errors.length / 2];
        if (median < least) {
          least = median;
          best = ridge;
        }
      } catch (PenaltyTooSmallException hidden) {
        // Rounding hides this ridge: a larger one follows.
        continue;
      }
    }
    return best;
  }

  private static double meanError(FrameEvaluator.Result result) {
    double sum = 0;
    for (int i = 0; i < result.size(); i++) {
      for (int axis = 0; axis < 3 && result.known().knowsForce(i); axis++) {
        sum += Math.abs(result.force(i, axis) - result.known().force(i, axis));
      }
    }
    return sum / Math.max(1, result.size());
  }

  private static void close(AdditiveFit fit) {
    if (fit != null) {
      fit.close();
    }
  }

  /** Frees the memory. */
  @Override
  public void close() {
    for (AdditiveFit each : sums) {
      close(each);
    }
  }
}
