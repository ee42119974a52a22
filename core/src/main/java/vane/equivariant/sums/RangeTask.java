package vane.equivariant.sums;

import java.util.List;
import java.util.function.IntFunction;
import vane.InputException;
import vane.equivariant.fit.ChosenFrame;
import vane.equivariant.fit.FrameEvaluator;
import vane.equivariant.fit.TrainingStatistics;
import vane.equivariant.invariant.ElementBasis;
import vane.equivariant.invariant.MahalanobisDistance;
import vane.equivariant.range.PairDistances;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.StructureException;

/**
 * Finds how far the frames themselves are from the mean of all: the largest {@link
 * MahalanobisDistance} of each element. It can be asked only once all frames are in the sums.
 */
public final class RangeTask implements SectionTask<RangeTask.Found> {
  /** Frames that are looked at together. */
  private static final int PART = 256;

  private final ElementBasis basis;
  private final PairDistances distances;
  private final TrainingStatistics seen;

  /**
   * A task.
   *
   * @param basis the functions
   * @param distances how near atoms come in all frames
   * @param seen what all frames are like; not modified while the task is used
   */
  public RangeTask(ElementBasis basis, PairDistances distances, TrainingStatistics seen) {
    this.basis = basis;
    this.distances = distances;
    this.seen = seen;
  }

  ElementBasis basis() {
    return basis;
  }

  PairDistances distances() {
    return distances;
  }

  TrainingStatistics seen() {
    return seen;
  }

  /** The largest distances. */
  public static final class Found implements SectionSums {
    private final double[] largest;

    private Found(double[] largest) {
      this.largest = largest;
    }

    /**
     * The distances.
     *
     * @return {@code [elements]} (a copy)
     */
    public double[] largest() {
      return largest.clone();
    }

    @Override
    public double[] block(int number) {
      return largest();
    }

    @Override
    public void close() {}
  }

  @Override
  public Found of(List<ChosenFrame> frames, WorkerPool pool, ProgressListener progress) {
    FrameEvaluator evaluator = new FrameEvaluator(basis, distances, pool);
    MahalanobisDistance[] metrics = seen.metrics();
    double[] weights = new double[basis.features()];
    Found found = empty();
    for (int first = 0; first < frames.size(); first += PART) {
      List<ChosenFrame> part = frames.subList(first, Math.min(frames.size(), first + PART));
      for (FrameEvaluator.Result frame : evaluated(evaluator, part, weights, metrics, first)) {
        for (int i = 0; i < frame.size(); i++) {
          int a = frame.speciesOf(i);
          found.largest[a] = Math.max(found.largest[a], frame.trainingDistance(i));
        }
      }
      progress.advance(part.size());
    }
    return found;
  }

  private static List<FrameEvaluator.Result> evaluated(
      FrameEvaluator evaluator,
      List<ChosenFrame> part,
      double[] weights,
      MahalanobisDistance[] metrics,
      int first) {
    try {
      return evaluator.evaluate(part, weights, metrics);
    } catch (StructureException error) {
      throw new StructureException(first + error.structure(), (InputException) error.getCause());
    }
  }

  @Override
  public Found empty() {
    return new Found(new double[basis.species()]);
  }

  @Override
  public void combine(Found into, Found from) {
    combine(0, into.largest, from.largest);
  }

  @Override
  public int blocks() {
    return 1;
  }

  @Override
  public int length(int number) {
    return basis.species();
  }

  @Override
  public boolean isOfLargest(int number) {
    return true;
  }

  @Override
  public Found of(IntFunction<double[]> blocks) {
    Found found = empty();
    combine(0, found.largest, blocks.apply(0));
    return found;
  }
}
