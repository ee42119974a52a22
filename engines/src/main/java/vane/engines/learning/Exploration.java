package vane.engines.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import vane.design.Choice;
import vane.engines.ForceEvaluation;
import vane.engines.ModelForces;
import vane.engines.dynamics.Dynamics;
import vane.engines.dynamics.DynamicsSettings;
import vane.engines.dynamics.Inertia;
import vane.engines.dynamics.Langevin;
import vane.engines.dynamics.MaxwellBoltzmann;
import vane.engines.dynamics.PhasePoint;
import vane.engines.selection.InformativeFrames;
import vane.model.EquivariantForceModel;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.Structure;

/**
 * One round: replicas begin at frames that are known and move by the forces of the model until they
 * leave what it knows; the frames to label are chosen among those where they did.
 */
final class Exploration {
  private final LearningSettings settings;
  private final Inertia inertia;
  private final WorkerPool pool;
  private final EquivariantForceModel model;
  private final KnownDistances distances;
  private final double limit;
  private final List<ReplicaPath> paths = new ArrayList<>();

  private Exploration(
      LearningSettings settings,
      Inertia inertia,
      WorkerPool pool,
      EquivariantForceModel model,
      KnownDistances distances,
      double limit) {
    this.settings = settings;
    this.inertia = inertia;
    this.pool = pool;
    this.model = model;
    this.distances = distances;
    this.limit = limit;
  }

  /**
   * Explores.
   *
   * @param round the number of the round
   * @param starts where replicas may begin; those that are inside of what is known are taken
   * @param limit from which uncertainty on a frame is outside, in eV/Å
   */
  static Exploration of(
      LearningSettings settings,
      Inertia inertia,
      WorkerPool pool,
      EquivariantForceModel model,
      KnownDistances distances,
      List<Structure> starts,
      int round,
      double limit) {
    Exploration exploration = new Exploration(settings, inertia, pool, model, distances, limit);
    exploration.run(round, exploration.inside(starts));
    return exploration;
  }

  /** The starts that are known well; the first if none is. */
  private List<Structure> inside(List<Structure> starts) {
    List<ForceEvaluation> found = new ModelForces(model, pool).evaluate(starts);
    List<Structure> inside = new ArrayList<>();
    for (int s = 0; s < starts.size(); s++) {
      if (ReplicaPath.largest(found.get(s)) <= limit) {
        inside.add(starts.get(s));
      }
    }
    return inside.isEmpty() ? starts.subList(0, 1) : inside;
  }

  private void run(int round, List<Structure> starts) {
    List<PhasePoint> points = new ArrayList<>();
    List<Dynamics> dynamics = new ArrayList<>();
    // A replica uses one thread, so that it can end on its own.
    try (WorkerPool alone = new WorkerPool(1)) {
      for (int r = 0; r < settings.replicas(); r++) {
        SplittableRandom random = random(round, r);
        long seed = random.nextLong();
        double kelvin = settings.temperatureKelvin(r);
        Structure start = starts.get(random.nextInt(starts.size()));
        points.add(new PhasePoint(0, start, MaxwellBoltzmann.momenta(inertia, kelvin, seed, 0)));
        dynamics.add(
            new Dynamics(
                new ModelForces(model, alone),
                inertia,
                new DynamicsSettings(
                    new Langevin(kelvin, Langevin.DEFAULT_FRICTION), settings.timestepFs(), seed)));
        paths.add(new ReplicaPath(distances, limit, settings.timestepFs(), random));
      }
      pool.run(
          paths.size(), r -> paths.get(r).run(dynamics.get(r), points.get(r), settings.steps()));
    }
  }

  private SplittableRandom random(int round, int replica) {
    long mixed = new SplittableRandom(settings.seed()).nextLong();
    return new SplittableRandom(new SplittableRandom(mixed + round).nextLong() + replica);
  }

  /** Whether no replica left what is known. */
  boolean isInside() {
    return paths.stream().allMatch(path -> path.end() == ReplicaEnd.INSIDE);
  }

  /** How each replica ended. */
  List<ReplicaEnd> ends() {
    return paths.stream().map(ReplicaPath::end).toList();
  }

  /** The longest time that a replica was inside, in fs. */
  double longestFs() {
    return paths.stream().mapToLong(ReplicaPath::inside).max().orElse(0) * settings.timestepFs();
  }

  /**
   * The frames to be labelled: of those where replicas left what is known the most informative
   * ones, a quarter as many as there are replicas at most, and twice as many probes. While little
   * is known they are fewer, since a model of few frames leads nowhere far.
   *
   * @param known how many frames the model knows
   */
  List<Labels.Wanted> wanted(int known) {
    List<Structure> left = paths.stream().map(ReplicaPath::left).flatMap(Optional::stream).toList();
    List<Labels.Wanted> wanted = new ArrayList<>();
    if (left.isEmpty()) {
      return wanted;
    }
    InformativeFrames informative = InformativeFrames.of(model, "the model");
    int most = Math.min((settings.replicas() + 3) / 4, Math.max(2, known / 8));
    for (Choice choice :
        informative.choose(
            informative.candidates(left, pool, ProgressListener.SILENT),
            most,
            pool,
            ProgressListener.SILENT)) {
      wanted.add(new Labels.Wanted(left.get(choice.candidate()), LearntFrame.Purpose.CHOSEN));
    }
    int probes = 2 * wanted.size();
    for (ReplicaPath path : paths) {
      if (path.probe().isPresent() && probes > 0) {
        wanted.add(new Labels.Wanted(path.probe().get(), LearntFrame.Purpose.PROBE));
        probes--;
      }
    }
    return wanted;
  }
}
