package vane.network;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.LabelledStructure;

/**
 * Trains a {@link NetworkCommittee}: each member from other frames and with another seed. Several
 * members are trained side by side, a single one uses all threads; the result does not depend on
 * how many there are.
 */
public final class CommitteeTrainer {
  /** A network gets so many epochs before there is a further one. */
  private static final int ENOUGH_EPOCHS = 150;

  private static final int USUAL_MOST = 3;

  private final CommitteeSettings settings;
  private final WorkerPool pool;
  private final ProgressListener progress;

  /**
   * A trainer.
   *
   * @param settings how many networks, and of what shape
   * @param pool the threads
   * @param progress hears of each step
   */
  public CommitteeTrainer(CommitteeSettings settings, WorkerPool pool, ProgressListener progress) {
    this.settings = settings;
    this.pool = pool;
    this.progress = progress;
  }

  /**
   * How many members there will be.
   *
   * @param frames all frames
   * @return at least 1
   */
  public int members(List<LabelledStructure> frames) {
    if (settings.members() > 0) {
      return settings.members();
    }
    int epochs = training(frames, 1).epochs();
    return Math.max(1, Math.min(USUAL_MOST, epochs / ENOUGH_EPOCHS));
  }

  private TrainingSettings training(List<LabelledStructure> frames, int members) {
    return TrainingSettings.STANDARD.withNominalSeconds(
        settings.nominalSeconds() / members, settings.shape(), frames);
  }

  /**
   * Trains all members.
   *
   * @param members how many
   * @param frames the frames that each learns from, by its number
   * @param guides what guides each beyond them
   * @return the committee
   * @throws vane.InputException if there are no forces, or no neighbours, to learn from
   */
  public NetworkCommittee fit(
      int members,
      IntFunction<List<LabelledStructure>> frames,
      IntFunction<List<LabelledStructure>> guides) {
    NetworkPotential[] trained = new NetworkPotential[members];
    List<Lesson> parts =
        IntStream.range(0, members)
            .mapToObj(m -> new Lesson(frames.apply(m), guides.apply(m)))
            .toList();
    List<TrainingSettings> trainings =
        IntStream.range(0, members)
            .mapToObj(m -> training(parts.get(m).all(), members).withSeed(settings.seed() + m))
            .toList();
    long steps = 0;
    for (int m = 0; m < members; m++) {
      steps += trainings.get(m).steps(parts.get(m).all());
    }
    progress.stage(
        members == 1 ? "training a network" : "training " + members + " networks", steps);
    if (members == 1) {
      trained[0] = train(trainings.get(0), parts.get(0), pool);
    } else {
      pool.run(
          members,
          m -> {
            try (WorkerPool alone = new WorkerPool(1)) {
              trained[m] = train(trainings.get(m), parts.get(m), alone);
            }
          });
    }
    return new NetworkCommittee(List.of(trained), 1);
  }

  private NetworkPotential train(TrainingSettings training, Lesson lesson, WorkerPool threads) {
    return new NetworkTrainer(settings.shape(), training, threads, new Steps())
        .fit(lesson.frames(), lesson.guides());
  }

  /** What a member learns from. */
  private record Lesson(List<LabelledStructure> frames, List<LabelledStructure> guides) {
    List<LabelledStructure> all() {
      List<LabelledStructure> all = new ArrayList<>(frames);
      all.addAll(guides);
      return all;
    }
  }

  /** Passes on the steps of a member, but not its stages. */
  private final class Steps implements ProgressListener {
    @Override
    public void stage(String name, long total) {
      // The committee's own stage has been announced.
    }

    @Override
    public void advance(long steps) {
      progress.advance(steps);
    }
  }
}
