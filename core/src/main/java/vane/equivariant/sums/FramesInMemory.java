package vane.equivariant.sums;

import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import vane.InputException;
import vane.equivariant.fit.ChosenFrame;
import vane.equivariant.fit.ChosenFrames;
import vane.equivariant.fit.SensibleForces;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.Element;
import vane.structure.LabelledStructure;
import vane.structure.StructureException;
import vane.validation.ExampleUses;
import vane.validation.ExampleUses.Section;
import vane.validation.HeldOutBlocks.Use;

/** Frames in the memory of this process. Thread-safe, as far as the pool is. */
public final class FramesInMemory implements TrainingFrames {
  private final List<LabelledStructure> frames;
  private final SortedSet<Element> elements;
  private final ExampleUses uses;
  private final WorkerPool pool;
  private final ProgressListener progress;

  private FramesInMemory(
      List<LabelledStructure> frames,
      SortedSet<Element> elements,
      int limit,
      WorkerPool pool,
      ProgressListener progress) {
    SensibleForces.require(frames);
    this.frames = List.copyOf(frames);
    this.elements = elements;
    this.uses = ChosenFrames.uses(frames, elements, limit);
    this.pool = pool;
    this.progress = progress;
  }

  /**
   * Frames that a potential has not seen, all of them and all of their atoms.
   *
   * @param frames structures with forces
   * @param elements the elements of the potential
   * @param pool the threads; nothing depends on how many there are
   * @param progress hears of the stages
   * @return the frames
   * @throws StructureException if a frame holds another element, or a force that is not a sensible
   *     number, with the index of the frame
   */
  public static FramesInMemory added(
      List<LabelledStructure> frames,
      SortedSet<Element> elements,
      WorkerPool pool,
      ProgressListener progress) {
    KnownElements.require(frames, elements);
    return new FramesInMemory(frames, new TreeSet<>(elements), 0, pool, progress);
  }

  /**
   * Chooses among frames.
   *
   * @param frames structures with forces, those of one trajectory one after the other
   * @param limit how many atoms an element may have; 0 for all
   * @param pool the threads; nothing depends on how many there are
   * @param progress hears of the stages
   * @return the frames
   * @throws StructureException if a force is not a sensible number, with the index of the frame
   */
  public static FramesInMemory of(
      List<LabelledStructure> frames, int limit, WorkerPool pool, ProgressListener progress) {
    SortedSet<Element> elements = new TreeSet<>();
    frames.forEach(frame -> elements.addAll(frame.structure().composition()));
    return new FramesInMemory(frames, elements, limit, pool, progress);
  }

  @Override
  public SortedSet<Element> elements() {
    return new TreeSet<>(elements);
  }

  @Override
  public ExampleUses uses() {
    return uses;
  }

  @Override
  public long energies() {
    return count(frame -> frame.energy().isPresent());
  }

  @Override
  public long stresses() {
    return count(frame -> frame.stress().isPresent());
  }

  private long count(Predicate<LabelledStructure> wanted) {
    return IntStream.range(0, uses.size())
        .filter(place -> wanted.test(frames.get(uses.example(place))))
        .count();
  }

  @Override
  public <R extends SectionSums> R gather(SectionTask<R> task, Set<Use> wanted, String stage) {
    progress.stage(stage, wanted.stream().mapToLong(uses::size).sum());
    ProgressListener each = TrainingFrames.framesAlone(progress);
    R total = task.empty();
    try {
      for (Section section : uses.sections(wanted)) {
        int[] places =
            IntStream.range(section.begin(), section.end())
                .filter(place -> wanted.contains(uses.use(place)))
                .toArray();
        List<ChosenFrame> chosen = ChosenFrames.of(frames, uses, places).all();
        try (R found = task.of(chosen, pool, each)) {
          task.combine(total, found);
        } catch (StructureException error) {
          int frame = uses.example(places[error.structure()]);
          throw new StructureException(frame, (InputException) error.getCause());
        }
      }
      return total;
    } catch (RuntimeException | Error failed) {
      total.close();
      throw failed;
    }
  }

  @Override
  public ChosenFrames sample(long atoms) {
    return ChosenFrames.of(frames, uses, uses.sample(atoms));
  }
}
