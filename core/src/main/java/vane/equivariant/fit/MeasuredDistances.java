package vane.equivariant.fit;

import java.util.List;
import java.util.SortedSet;
import vane.equivariant.invariant.AtomBatch;
import vane.equivariant.range.PairDistances;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.CoincidentAtomsException;
import vane.structure.Element;
import vane.structure.LabelledStructure;
import vane.structure.StructureException;

/** Measures how near atoms of each two elements come, frames side by side. */
public final class MeasuredDistances {
  /** Frames that one thread measures. */
  private static final int PART = 256;

  private MeasuredDistances() {}

  /**
   * The distances in some frames. They depend neither on the order of the frames nor on the number
   * of threads.
   *
   * @param frames the frames
   * @param elements the elements of all frames
   * @param cutoffAngstrom in Å
   * @param pool the threads
   * @param progress hears of the frames done
   * @return the distances
   * @throws StructureException if two atoms of a frame are at the same place; its index is that in
   *     {@code frames}
   */
  public static PairDistances of(
      List<LabelledStructure> frames,
      SortedSet<Element> elements,
      double cutoffAngstrom,
      WorkerPool pool,
      ProgressListener progress) {
    progress.stage("measuring distances", frames.size());
    return counts(frames, elements, cutoffAngstrom, pool, progress).distances();
  }

  /**
   * The contacts in some frames.
   *
   * @param frames the frames
   * @param elements the elements of all frames
   * @param cutoffAngstrom in Å
   * @param pool the threads
   * @param progress hears of the frames done
   * @return the counts, to which those of other frames can be added
   * @throws StructureException if two atoms of a frame are at the same place; its index is that in
   *     {@code frames}
   */
  public static PairDistances.Counts counts(
      List<LabelledStructure> frames,
      SortedSet<Element> elements,
      double cutoffAngstrom,
      WorkerPool pool,
      ProgressListener progress) {
    int parts = (frames.size() + PART - 1) / PART;
    PairDistances.Counts total = new PairDistances.Counts(elements.size(), cutoffAngstrom);
    PairDistances.Counts[] counts = new PairDistances.Counts[parts];
    pool.run(
        parts,
        part -> {
          counts[part] = new PairDistances.Counts(elements.size(), cutoffAngstrom);
          int end = Math.min(frames.size(), (part + 1) * PART);
          for (int f = part * PART; f < end; f++) {
            try {
              counts[part].add(
                  new AtomBatch(List.of(frames.get(f).structure()), elements, cutoffAngstrom));
            } catch (CoincidentAtomsException error) {
              throw new StructureException(f, error);
            }
          }
          progress.advance(end - part * PART);
        });
    for (PairDistances.Counts part : counts) {
      total.merge(part);
    }
    return total;
  }
}
