package vane.equivariant.sums;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntFunction;
import vane.equivariant.fit.ChosenFrame;
import vane.equivariant.fit.MeasuredDistances;
import vane.equivariant.range.PairDistances;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.Element;

/**
 * Counts how near atoms of each two elements come.
 *
 * @param elements the elements of all frames
 * @param cutoffAngstrom no contact is longer, in Å
 */
public record DistanceTask(SortedSet<Element> elements, double cutoffAngstrom)
    implements SectionTask<DistanceTask.Found> {
  /** Copies the elements. */
  public DistanceTask {
    elements = Collections.unmodifiableSortedSet(new TreeSet<>(elements));
  }

  /** Counted contacts. */
  public static final class Found implements SectionSums {
    private final PairDistances.Counts counts;

    private Found(PairDistances.Counts counts) {
      this.counts = counts;
    }

    /**
     * What the counts say.
     *
     * @return the distances
     */
    public PairDistances distances() {
      return counts.distances();
    }

    @Override
    public double[] block(int number) {
      // Counts are below 2⁵³, so doubles hold them exactly.
      return Arrays.stream(counts.ofPair(number)).asDoubleStream().toArray();
    }

    @Override
    public void close() {}
  }

  @Override
  public Found of(List<ChosenFrame> frames, WorkerPool pool, ProgressListener progress) {
    return new Found(
        MeasuredDistances.counts(
            frames.stream().map(ChosenFrame::frame).toList(),
            elements,
            cutoffAngstrom,
            pool,
            progress));
  }

  @Override
  public Found empty() {
    return new Found(new PairDistances.Counts(elements.size(), cutoffAngstrom));
  }

  @Override
  public void combine(Found into, Found from) {
    into.counts.merge(from.counts);
  }

  @Override
  public int blocks() {
    return elements.size() * elements.size();
  }

  @Override
  public int length(int number) {
    return PairDistances.Counts.bins(cutoffAngstrom);
  }

  @Override
  public boolean isOfLargest(int number) {
    return false;
  }

  @Override
  public Found of(IntFunction<double[]> blocks) {
    Found found = empty();
    for (int pair = 0; pair < blocks(); pair++) {
      found.counts.add(
          pair, Arrays.stream(blocks.apply(pair)).mapToLong(count -> (long) count).toArray());
    }
    return found;
  }
}
