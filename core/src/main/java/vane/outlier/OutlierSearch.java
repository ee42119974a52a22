package vane.outlier;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import vane.InputException;
import vane.audit.FrameCopies;
import vane.equivariant.EquivariantPreset;
import vane.equivariant.LeftOutForces;
import vane.io.xyz.FrameLocation;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.Element;
import vane.structure.LabelledStructure;
import vane.structure.StructureException;

/**
 * Finds frames whose forces disagree with all other frames. Each frame is predicted by a small
 * potential that has not seen it; copies are left out together. The difference to the forces read
 * is compared with what is usual for atoms of its element that are as unlike others ({@link
 * ExpectedErrors}). Frames that disagree are not learnt from, and all is done once more, until no
 * others appear.
 *
 * <p>Frames are dealt out in turn, so that frames before and after in time are learnt from: the
 * nearer they are, the smaller a fault can be and still be seen.
 */
public final class OutlierSearch {
  /** With fewer frames, or fewer of an element, there is nothing to compare with. */
  public static final int FEWEST_FRAMES = 20;

  private static final double CUTOFF_ANGSTROM = 4.5;
  private static final int FOLDS = 8;
  private static final int MOST_ROUNDS = 4;

  /** Atoms of each element to learn from. */
  private static final int ENVIRONMENTS = 8000;

  /** Frames with larger forces than so many times the 95th percentile are not trusted at first. */
  private static final double LARGE = 4;

  private final WorkerPool pool;
  private final ProgressListener progress;

  /**
   * A search.
   *
   * @param pool the threads; the result does not depend on how many there are
   * @param progress hears of the stages
   */
  public OutlierSearch(WorkerPool pool, ProgressListener progress) {
    this.pool = pool;
    this.progress = progress;
  }

  /**
   * Looks for outliers.
   *
   * @param all frames with forces, those of one trajectory one after the other
   * @param locations where each is from
   * @return what was found
   * @throws InputException if there are too few frames, or one is not as it must be
   */
  public OutlierReport find(List<LabelledStructure> all, List<FrameLocation> locations) {
    int[] firsts = FrameCopies.firsts(all.stream().map(LabelledStructure::structure).toList());
    int[] judged = judged(all, firsts);
    List<LabelledStructure> frames = IntStream.of(judged).mapToObj(all::get).toList();
    try {
      return find(
          frames,
          folds(judged, firsts),
          all.size(),
          IntStream.of(judged).mapToObj(locations::get).toList());
    } catch (StructureException wrong) {
      throw new InputException(
          locations.get(judged[wrong.structure()]) + ": " + wrong.getCause().getMessage(), wrong);
    }
  }

  private OutlierReport find(
      List<LabelledStructure> frames, int[] folds, int all, List<FrameLocation> locations) {
    Set<Element> elements = new TreeSet<>();
    frames.forEach(frame -> elements.addAll(frame.structure().composition()));
    try (LeftOutForces left =
        new LeftOutForces(
            frames,
            folds,
            EquivariantPreset.FAST.basis(elements.size(), CUTOFF_ANGSTROM),
            Math.max(ENVIRONMENTS, FOLDS * mostAtoms(frames)),
            pool,
            progress)) {
      BitSet distrusted = large(frames);
      for (int round = 1; round < MOST_ROUNDS; round++) {
        BitSet odd = new ForceComparison(frames, left.find(distrusted, left::isLearnt)).odd();
        if (odd.equals(distrusted)) {
          break;
        }
        distrusted = odd;
      }
      ForceComparison last = new ForceComparison(frames, left.find(distrusted, f -> true));
      int learnt = (int) IntStream.range(0, folds.length).filter(left::isLearnt).count();
      return new OutlierReport(
          folds.length,
          learnt,
          all - folds.length,
          last.rmse(),
          last.relativeError(),
          last.outliers(locations));
    }
  }

  private static int[] judged(List<LabelledStructure> all, int[] firsts) {
    Map<Element, Set<Integer>> having = new HashMap<>();
    for (int f = 0; f < firsts.length; f++) {
      for (Element element : all.get(f).structure().composition()) {
        having.computeIfAbsent(element, e -> new HashSet<>()).add(firsts[f]);
      }
    }
    int[] judged =
        IntStream.range(0, firsts.length)
            .filter(f -> all.get(f).structure().size() > 0)
            .filter(
                f ->
                    all.get(f).structure().composition().stream()
                        .allMatch(e -> having.get(e).size() >= FEWEST_FRAMES))
            .toArray();
    if (IntStream.of(judged).map(f -> firsts[f]).distinct().count() < FEWEST_FRAMES) {
      throw new InputException(
          "found "
              + all.size()
              + " frames to compare, expected at least "
              + FEWEST_FRAMES
              + " different ones of the same elements");
    }
    return judged;
  }

  private static int[] folds(int[] judged, int[] firsts) {
    Map<Integer, Integer> numbers = new HashMap<>();
    int[] folds = new int[judged.length];
    for (int f = 0; f < folds.length; f++) {
      folds[f] = numbers.computeIfAbsent(firsts[judged[f]], each -> numbers.size()) % FOLDS;
    }
    return folds;
  }

  /** The most atoms of a frame: an element may have no fewer than a frame has of it. */
  private static int mostAtoms(List<LabelledStructure> frames) {
    return frames.stream().mapToInt(frame -> frame.structure().size()).max().orElse(0);
  }

  /** Forces in another unit are so large that they would spoil all that is learnt. */
  private static BitSet large(List<LabelledStructure> frames) {
    double[] sizes =
        frames.stream().mapToDouble(frame -> LabelledStructure.rmsForce(List.of(frame))).toArray();
    double usual = ExpectedErrors.quantile(sizes.clone(), 0.95);
    BitSet large = new BitSet();
    IntStream.range(0, sizes.length).filter(f -> sizes[f] > LARGE * usual).forEach(large::set);
    return large;
  }
}
