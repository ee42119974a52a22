package vane.engines.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import vane.InputException;
import vane.Plural;
import vane.engines.EngineFailedException;
import vane.engines.ForceSource;
import vane.engines.dynamics.Inertia;
import vane.model.EquivariantForceModel;
import vane.parallel.WorkerPool;
import vane.structure.Structure;

/**
 * Learns a potential from one structure and an engine.
 *
 * <p>Round 0 labels the start and frames that springs between its atoms make of it. In each round
 * after, replicas move by the forces of the model until they leave what it knows; frames there, and
 * some from the ways before, are labelled and learnt. It ends when no replica leaves any more, or
 * the calls of the engine are spent. Immutable.
 */
public final class ActiveLearning {
  /** So many rounds without a frame worth a label one after the other, and it ends. */
  private static final int MOST_IDLE = 5;

  /** In eV/Å: what is taken for the held-out error where there are too few frames for one. */
  private static final double FIRST_ERROR = 0.1;

  private final LearningSettings settings;
  private final WorkerPool pool;

  /**
   * Active learning.
   *
   * @param settings how to learn
   * @param pool the threads; the result does not depend on how many there are
   */
  public ActiveLearning(LearningSettings settings, WorkerPool pool) {
    this.settings = settings;
    this.pool = pool;
  }

  /**
   * Learns.
   *
   * @param start where to begin
   * @param inertia masses and fixed atoms of the start
   * @param engine gives the labels
   * @param seedForces cheap forces that lead to the frames to begin with, such as those of a force
   *     field or {@link SpringForces}; not asked where the store holds such frames
   * @param store keeps them; what it holds already is not asked for again
   * @param listener hears of each round
   * @return the potential and how it went
   * @throws SeedsFailedException if the cheap forces failed, or lead to no frames
   * @throws EngineGivesUpException if the engine failed too often in a row; frames are kept
   * @throws OtherRunException if the store holds frames of another run
   * @throws InputException if the engine cannot work on such a structure, or gave no frame to learn
   *     from
   */
  public LearningResult learn(
      Structure start,
      Inertia inertia,
      ForceSource engine,
      ForceSource seedForces,
      FrameStore store,
      LearningListener listener) {
    Labels labels = new Labels(engine, store, settings, listener);
    try (Student student = new Student(settings, pool)) {
      student.take(seeds(start, inertia, seedForces, labels));
      int round = 0;
      int idle = 0;
      double longestFs = 0;
      LearningResult.End end = LearningResult.End.SPENT;
      while (!labels.isSpent()) {
        round++;
        if (labels.isKept(round)) {
          student.take(labels.keptOf(round));
          continue;
        }
        Exploration exploration = explore(round, start, inertia, student);
        longestFs = exploration.longestFs();
        listener.explored(report(round, student, labels, exploration));
        if (exploration.isInside()) {
          end = LearningResult.End.INSIDE;
          break;
        }
        List<Labels.Wanted> wanted = exploration.wanted(student.frames());
        idle = wanted.isEmpty() ? idle + 1 : 0;
        if (idle == MOST_IDLE) {
          end = LearningResult.End.STUCK;
          break;
        }
        student.take(labels.label(round, wanted));
      }
      return new LearningResult(
          student.whole(),
          end,
          round,
          labels.calls(),
          labels.newCalls(),
          labels.failures(),
          student.frames(),
          longestFs);
    }
  }

  private List<LearntFrame> seeds(
      Structure start, Inertia inertia, ForceSource seedForces, Labels labels) {
    if (labels.isKept(0)) {
      return labels.keptOf(0);
    }
    List<Labels.Wanted> wanted = new ArrayList<>();
    // A run that goes on may have another budget, and so another number of seeds.
    int count = Math.max(settings.seedFrames(), labels.callsKeptOf(0));
    for (Structure seed : Seeds.of(start, inertia, seedForces, settings, count)) {
      wanted.add(new Labels.Wanted(seed, LearntFrame.Purpose.SEED));
    }
    try {
      List<LearntFrame> seeds = labels.label(0, wanted);
      if (!seeds.isEmpty()) {
        return seeds;
      }
    } catch (EngineGivesUpException failed) {
      if (labels.calls() > labels.failures()) {
        throw failed;
      }
    }
    throw new InputException(
        "the engine failed on all of the first "
            + Plural.of(labels.calls(), "frame")
            + ", expected a start that it can work on, with its charge and unpaired electrons ("
            + labels.lastFailure().map(EngineFailedException::summary).orElse("no call is left")
            + ")");
  }

  private Exploration explore(int round, Structure start, Inertia inertia, Student student) {
    EquivariantForceModel model = student.model();
    List<Structure> starts = new ArrayList<>(List.of(start));
    student.known().forEach(frame -> starts.add(frame.structure()));
    return Exploration.of(
        settings, inertia, pool, model, student.distances(), starts, round, limit(model));
  }

  private double limit(EquivariantForceModel model) {
    OptionalDouble heldOut = model.equivariantPotential().report().heldOutRmseEvPerAngstrom();
    return settings
        .uncertainty()
        .orElseGet(() -> LearningSettings.TIMES_HELD_OUT * heldOut.orElse(FIRST_ERROR));
  }

  private RoundReport report(int round, Student student, Labels labels, Exploration exploration) {
    EquivariantForceModel model = student.model();
    return new RoundReport(
        round,
        labels.calls(),
        student.frames(),
        model.equivariantPotential().report().heldOutRmseEvPerAngstrom(),
        limit(model),
        exploration.longestFs(),
        exploration.ends());
  }
}
