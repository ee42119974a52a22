package vane.engines.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import vane.InputException;
import vane.engines.EngineFailedException;
import vane.engines.ForceEvaluation;
import vane.engines.ModelForces;
import vane.engines.dynamics.Dynamics;
import vane.engines.dynamics.DynamicsSettings;
import vane.engines.dynamics.Inertia;
import vane.engines.dynamics.Langevin;
import vane.engines.dynamics.MaxwellBoltzmann;
import vane.engines.dynamics.PhasePoint;
import vane.equivariant.EquivariantPreset;
import vane.model.EquivariantForceSettings;
import vane.parallel.WorkerPool;
import vane.structure.Structure;

class ActiveLearningTest {
  private static final Structure START = Morse.ammonia();
  private static final Inertia INERTIA = Inertia.standard(START, new TreeSet<>());

  /** Keeps frames in memory. */
  private static final class Memory implements FrameStore {
    private final List<LearntFrame> before;
    private final List<LearntFrame> all;

    Memory(List<LearntFrame> before) {
      this.before = List.copyOf(before);
      this.all = new ArrayList<>(before);
    }

    @Override
    public List<LearntFrame> frames() {
      return before;
    }

    @Override
    public void add(LearntFrame frame) {
      all.add(frame);
    }
  }

  /** Hears of all rounds and failures. */
  private static final class Ear implements LearningListener {
    private final List<RoundReport> rounds = new ArrayList<>();
    private int skipped;

    @Override
    public void explored(RoundReport report) {
      rounds.add(report);
    }

    @Override
    public void skipped(int call, EngineFailedException failure) {
      skipped++;
    }
  }

  private final Ear ear = new Ear();

  /** Functions that can tell all of it. */
  private static LearningSettings settings(int budget, double uncertainty) {
    return settings(budget, uncertainty, new EquivariantForceSettings.Degrees(6, 3, 2, -1));
  }

  /** Functions that never tell all of it, so that replicas leave again and again. */
  private static LearningSettings coarse(int budget) {
    return settings(budget, 0.015, new EquivariantForceSettings.Degrees(2, 1, -1, -1));
  }

  private static LearningSettings settings(
      int budget, double uncertainty, EquivariantForceSettings.Degrees degrees) {
    EquivariantForceSettings training =
        new EquivariantForceSettings(
            EquivariantPreset.FAST,
            OptionalDouble.empty(),
            Optional.of(degrees),
            OptionalDouble.of(1),
            OptionalInt.empty(),
            OptionalDouble.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            0);
    return new LearningSettings(
        budget,
        List.of(300.0),
        1.5,
        4,
        0.5,
        400,
        10,
        uncertainty > 0 ? OptionalDouble.of(uncertainty) : OptionalDouble.empty(),
        3,
        training,
        7);
  }

  private LearningResult learn(LearningSettings settings, Morse engine, FrameStore store) {
    return learn(settings, engine, store, 1);
  }

  private LearningResult learn(
      LearningSettings settings, Morse engine, FrameStore store, int threads) {
    try (WorkerPool pool = new WorkerPool(threads)) {
      return new ActiveLearning(settings, pool)
          .learn(START, INERTIA, engine, new SpringForces(START), store, ear);
    }
  }

  private static double[] forces(LearningResult result, Structure structure) {
    try (WorkerPool pool = new WorkerPool(1)) {
      return new ModelForces(result.model(), pool).evaluate(structure).forces();
    }
  }

  /** The force error on a motion by the engine itself that learning has not seen, in eV/Å. */
  private static double error(LearningResult result, double kelvin) {
    double[] sum = new double[2];
    new Dynamics(new Morse(), INERTIA, new DynamicsSettings(new Langevin(kelvin, 0.01), 0.5, 99))
        .run(
            List.of(new PhasePoint(0, START, MaxwellBoltzmann.momenta(INERTIA, kelvin, 99, 0))),
            4000,
            replicas -> {
              if (replicas.get(0).point().step() % 100 == 0) {
                double[] truth = replicas.get(0).evaluation().forces();
                double[] learnt = forces(result, replicas.get(0).point().structure());
                for (int i = 0; i < truth.length; i++) {
                  sum[0] += (truth[i] - learnt[i]) * (truth[i] - learnt[i]);
                  sum[1]++;
                }
              }
              return true;
            });
    return Math.sqrt(sum[0] / sum[1]);
  }

  @Test
  void learnsUntilReplicasStayInside() {
    Memory store = new Memory(List.of());
    Morse engine = new Morse();
    LearningResult result = learn(settings(200, 0.2), engine, store);
    assertThat(result.end()).isEqualTo(LearningResult.End.INSIDE);
    assertThat(result.longestFs()).isEqualTo(200);
    assertThat(result.calls())
        .isEqualTo(engine.calls())
        .isEqualTo(store.all.size())
        .isLessThan(200);
    assertThat(result.frames()).isEqualTo(store.all.size());
    assertThat(error(result, 300)).isLessThan(0.1);
    RoundReport last = ear.rounds.get(ear.rounds.size() - 1);
    assertThat(ear.rounds).hasSize(result.rounds());
    assertThat(last.count(ReplicaEnd.INSIDE)).isEqualTo(4);
    assertThat(last.limitEvPerAngstrom()).isEqualTo(0.2);
    assertThat(store.all.get(0).isAt(START)).isTrue();
    assertThat(store.all).extracting(LearntFrame::purpose).contains(LearntFrame.Purpose.values());
  }

  @Test
  void spendsNoMoreThanTheBudget() {
    Morse engine = new Morse();
    LearningResult result = learn(coarse(33), engine, new Memory(List.of()));
    assertThat(result.end()).isEqualTo(LearningResult.End.SPENT);
    assertThat(engine.calls()).isEqualTo(33).isEqualTo(result.calls());
    assertThat(result.failures()).isZero();
    assertThat(learn(settings(4, 0), new Morse(), new Memory(List.of())).frames()).isEqualTo(4);
  }

  @Test
  void goesTheSameWayWithAnyThreads() {
    Memory one = new Memory(List.of());
    Memory three = new Memory(List.of());
    LearningResult alone = learn(coarse(45), new Morse(), one, 1);
    LearningResult together = learn(coarse(45), new Morse(), three, 3);
    assertThat(three.all).hasSameSizeAs(one.all);
    for (int f = 0; f < one.all.size(); f++) {
      assertThat(three.all.get(f).isAt(one.all.get(f).structure())).as("frame " + f).isTrue();
    }
    assertThat(forces(together, START)).isEqualTo(forces(alone, START));
  }

  @Test
  void goesOnWithoutASecondCallForAnyFrame() {
    LearningSettings settings = coarse(60);
    // Failures in several rounds, one of them the first of a round.
    Integer[] failing = {3, 11, 17, 18, 30};
    Memory whole = new Memory(List.of());
    LearningResult expected = learn(settings, new Morse(failing), whole);
    assertThat(expected.failures()).isEqualTo(5);
    assertThat(ear.skipped).isEqualTo(5);
    for (int kept : new int[] {1, 9, 10, 11, 23, 40, whole.all.size()}) {
      List<LearntFrame> before = whole.all.subList(0, kept);
      Memory store = new Memory(before);
      int last = before.get(kept - 1).call();
      // The calls of the engine begin anew, and so do the numbers of those that fail.
      Integer[] later =
          java.util.Arrays.stream(failing)
              .filter(call -> call > last)
              .map(call -> call - last)
              .toArray(Integer[]::new);
      Morse engine = new Morse(later);
      LearningResult result = learn(settings, engine, store);
      assertThat(engine.calls()).as("kept %d", kept).isEqualTo(expected.calls() - last);
      assertThat(result.newCalls()).isEqualTo(engine.calls());
      assertThat(result.calls()).isEqualTo(expected.calls());
      assertThat(result.failures()).isEqualTo(5);
      assertThat(store.all).hasSameSizeAs(whole.all);
      for (int f = 0; f < kept; f++) {
        assertThat(store.all.get(f).isAt(whole.all.get(f).structure())).isTrue();
      }
      assertThat(forces(result, START)).as("kept %d", kept).isEqualTo(forces(expected, START));
    }
  }

  @Test
  void givesUpWhenTheEngineFailsAgainAndAgain() {
    Memory store = new Memory(List.of());
    assertThatThrownBy(() -> learn(coarse(60), new Morse(20, 21, 22), store))
        .isInstanceOf(EngineGivesUpException.class)
        .hasMessageContaining("3 times in a row")
        .hasMessageContaining("told to");
    assertThat(store.all).hasSize(19);
    LearningResult result = learn(coarse(60), new Morse(), new Memory(store.all));
    assertThat(result.frames()).isGreaterThan(19);
    assertThatThrownBy(() -> learn(settings(2, 0), new Morse(0), new Memory(List.of())))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("failed on all");
  }

  @Test
  void refusesFramesOfAnotherRun() {
    Memory store = new Memory(List.of());
    learn(settings(20, 0), new Morse(), store);
    List<LearntFrame> other = new ArrayList<>(store.all.subList(0, 5));
    ForceEvaluation start = new Morse().evaluate(START);
    other.add(
        new LearntFrame(START, start.forces(), start.energy(), 0, 6, LearntFrame.Purpose.SEED));
    assertThatThrownBy(() -> learn(settings(20, 0), new Morse(), new Memory(other)))
        .isInstanceOf(OtherRunException.class)
        .hasMessageContaining("call 6");
  }

  @Test
  void settingsAreChecked() {
    assertThatThrownBy(() -> settings(0, 0)).hasMessageContaining("0 engine calls");
    assertThat(settings(10, 0).temperatureKelvin(0)).isEqualTo(300);
    assertThat(settings(10, 0).temperatureKelvin(3)).isEqualTo(450);
  }
}
