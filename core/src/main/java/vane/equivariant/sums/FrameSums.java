package vane.equivariant.sums;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import vane.equivariant.fit.ChosenFrame;
import vane.equivariant.fit.EnergySums;
import vane.equivariant.fit.ObservationEquations;
import vane.equivariant.fit.TrainingStatistics;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.regression.EquationBlocks;
import vane.regression.NormalEquations;

/**
 * All that training adds up of frames: the {@link AdditiveFit} of their forces, and what they tell
 * of energies and stresses, if these are learnt. Memory does not grow with the number of frames.
 * One thread at a time uses an object.
 */
public final class FrameSums implements SectionSums {
  /** Blocks before the equations: sums, and the largest forces. */
  static final int HEADS = 2;

  static final int LARGEST_FORCES = 1;

  private final SummationTask task;
  private final long[] framesAndStresses;
  private final AdditiveFit forces;
  private final Optional<EnergySums> energies;
  private final Optional<NormalEquations> virials;

  private FrameSums(
      SummationTask task,
      long[] framesAndStresses,
      AdditiveFit forces,
      Optional<EnergySums> energies,
      Optional<NormalEquations> virials) {
    this.task = task;
    this.framesAndStresses = framesAndStresses;
    this.forces = forces;
    this.energies = energies;
    this.virials = virials;
  }

  static FrameSums of(
      SummationTask task,
      long[] framesAndStresses,
      AdditiveFit forces,
      Optional<EnergySums> energies,
      Optional<NormalEquations> virials) {
    return new FrameSums(task, framesAndStresses, forces, energies, virials);
  }

  /** Adds frames. What can fail does so before anything is added. */
  void add(List<ChosenFrame> frames, WorkerPool pool, ProgressListener progress) {
    forces.addChosen(frames, pool, progress);
    energies.ifPresent(sums -> sums.add(frames, pool));
    virials.ifPresent(
        sums ->
            new ObservationEquations(task.basis(), pool, ProgressListener.SILENT)
                .addVirials(frames, sums));
    framesAndStresses[0] += frames.size();
    framesAndStresses[1] +=
        frames.stream().filter(chosen -> chosen.frame().stress().isPresent()).count();
  }

  /**
   * Adds all that other sums hold.
   *
   * @param other sums of the same task; not modified
   */
  public void merge(FrameSums other) {
    forces.merge(other.forces);
    energies.ifPresent(sums -> sums.merge(other.energies.orElseThrow()));
    virials.ifPresent(sums -> sums.merge(other.virials.orElseThrow()));
    framesAndStresses[0] += other.framesAndStresses[0];
    framesAndStresses[1] += other.framesAndStresses[1];
  }

  /**
   * What was added up.
   *
   * @return the task that these are the sums of
   */
  public SummationTask task() {
    return task;
  }

  /**
   * How many frames were added.
   *
   * @return zero or more
   */
  public long frames() {
    return framesAndStresses[0];
  }

  /**
   * How many frames with an energy were learnt from.
   *
   * @return zero or more; zero if no energy is learnt
   */
  public long energyFrames() {
    return energies.map(EnergySums::frames).orElse(0L);
  }

  /**
   * How many frames with a stress were added.
   *
   * @return zero or more
   */
  public long stresses() {
    return framesAndStresses[1];
  }

  /**
   * The sums of the forces.
   *
   * @return owned and closed by these sums
   */
  public AdditiveFit forces() {
    return forces;
  }

  /**
   * The sums of the energies.
   *
   * @return owned and closed by these sums; empty if no energy is learnt
   */
  public Optional<EnergySums> energies() {
    return energies;
  }

  /**
   * The equations of the virials.
   *
   * @return owned and closed by these sums; empty if no stress is learnt
   */
  public Optional<NormalEquations> virials() {
    return virials;
  }

  @Override
  public double[] block(int number) {
    if (number == 0) {
      return head();
    }
    if (number == LARGEST_FORCES) {
      return forces.statistics().largestForces();
    }
    int place = number - HEADS;
    EquationBlocks ofForces = task.forceBlocks();
    if (place < ofForces.count()) {
      return ofForces.block(forces.normalEquations(), place);
    }
    place -= ofForces.count();
    if (energies.isPresent()) {
      if (place < task.energyBlocks().count()) {
        return task.energyBlocks().block(energies.get().equations(), place);
      }
      place -= task.energyBlocks().count();
    }
    return ofForces.block(virials.orElseThrow(), place);
  }

  /** All that is no equation and can be added. */
  private double[] head() {
    TrainingStatistics seen = forces.statistics();
    Deque<double[]> parts = new ArrayDeque<>();
    parts.add(doubles(framesAndStresses));
    parts.add(doubles(seen.environments()));
    parts.add(doubles(seen.atoms()));
    parts.add(seen.sums());
    parts.add(seen.products());
    energies.ifPresent(sums -> parts.add(sums.compositions()));
    return parts.stream().flatMapToDouble(Arrays::stream).toArray();
  }

  /** Counts are below 2⁵³, so doubles hold them exactly. */
  private static double[] doubles(long[] counts) {
    return Arrays.stream(counts).asDoubleStream().toArray();
  }

  static FrameSums of(SummationTask task, IntFunction<double[]> blocks) {
    int species = task.basis().species();
    int compared = task.compared();
    Numbers head = new Numbers(blocks.apply(0));
    long[] framesAndStresses = head.counts(2);
    long[] environments = head.counts(species);
    long[] atoms = head.counts(species);
    double[] sums = head.next(species * compared);
    double[] products = head.next(species * compared * compared);
    TrainingStatistics seen =
        TrainingStatistics.of(
            task.basis(), environments, blocks.apply(LARGEST_FORCES), atoms, sums, products);
    int begin = HEADS;
    AdditiveFit forces =
        AdditiveFit.of(
            task.basis(), task.distances(), seen, equations(task.forceBlocks(), blocks, begin));
    try {
      begin += task.forceBlocks().count();
      int next = begin;
      Optional<EnergySums> energies =
          task.energyCentre()
              .map(
                  centre ->
                      EnergySums.of(
                          task.basis(),
                          centre,
                          head.rest(),
                          equations(task.energyBlocks(), blocks, next)));
      begin += energies.isPresent() ? task.energyBlocks().count() : 0;
      Optional<NormalEquations> virials =
          task.withStresses()
              ? Optional.of(equations(task.forceBlocks(), blocks, begin))
              : Optional.empty();
      return new FrameSums(task, framesAndStresses, forces, energies, virials);
    } catch (RuntimeException | Error failed) {
      forces.close();
      throw failed;
    }
  }

  private static NormalEquations equations(
      EquationBlocks parts, IntFunction<double[]> blocks, int begin) {
    return parts.of(number -> blocks.apply(begin + number));
  }

  /** Numbers that are read one part after the other. */
  private static final class Numbers {
    private final double[] numbers;
    private int at;

    Numbers(double[] numbers) {
      this.numbers = numbers;
    }

    double[] next(int count) {
      if (at + count > numbers.length) {
        throw new IllegalArgumentException(
            numbers.length + " numbers in the first block, expected more");
      }
      at += count;
      return Arrays.copyOfRange(numbers, at - count, at);
    }

    long[] counts(int count) {
      return Arrays.stream(next(count)).mapToLong(each -> (long) each).toArray();
    }

    double[] rest() {
      return next(numbers.length - at);
    }
  }

  /** Frees the memory. */
  @Override
  public void close() {
    forces.close();
    energies.ifPresent(EnergySums::close);
    virials.ifPresent(NormalEquations::close);
  }

  @Override
  public String toString() {
    return "FrameSums[" + frames() + " frames, " + forces + "]";
  }
}
