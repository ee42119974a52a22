package vane.cli.motion;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vane.engines.ForceEvaluation;
import vane.engines.dynamics.PhasePoint;
import vane.engines.dynamics.Snapshot;
import vane.engines.dynamics.StopCondition;
import vane.engines.dynamics.UncertaintyAbove;
import vane.io.xyz.Frame;
import vane.io.xyz.XyzReader;
import vane.structure.Element;
import vane.structure.Structure;

/** What is told and written of a motion. */
class MotionWatchTest {
  private static final Structure ATOM = Structure.of(List.of(Element.of(1)), new double[3]);
  private static final RunSettings SETTINGS = new RunSettings(Map.of("seed", "1"));

  private static final MotionFile.Frames FRAMES =
      new MotionFile.Frames(Frame.of(ATOM), SETTINGS, 0.5, 2, "vane_");

  @TempDir Path folder;
  private final List<String> told = new ArrayList<>();
  private long seconds;

  /** A replica with a total energy of 2 eV and what drifts. */
  private static Snapshot snapshot(long step, int replica, double drift, double uncertainty) {
    ForceEvaluation evaluation =
        new ForceEvaluation(
            new double[3],
            OptionalDouble.of(1.5 + drift),
            Optional.empty(),
            Optional.of(new double[] {uncertainty}),
            uncertainty > 0.1 ? 1 : 0);
    return new Snapshot(replica, new PhasePoint(step, ATOM, new double[3]), evaluation, 0.5, 310);
  }

  private List<Double> watch(boolean conserving, double limit) {
    Path path = folder.resolve("run.xyz");
    try (MotionFile file = MotionFile.create(path, FRAMES)) {
      MotionWatch watch =
          new MotionWatch(
              file,
              -1,
              new MotionWatch.MotionPlan(
                  40, 10, 0.5, conserving, List.of(new UncertaintyAbove(limit))),
              told::add,
              () -> seconds * 1_000_000_000L);
      for (long step = 0; step <= 40; step++) {
        seconds++;
        // The second replica drifts by -2 meV a step, 4 meV a fs, and leaves what is known.
        List<Snapshot> replicas =
            List.of(snapshot(step, 0, 0, 0.05), snapshot(step, 1, -0.002 * step, 0.01 * step));
        if (!watch.accept(replicas)) {
          break;
        }
      }
      told.add(watch.summary());
      watch.stop().ifPresent(told::add);
    }
    try (XyzReader reader = XyzReader.open(path)) {
      return reader.stream().map(each -> each.info().get("step").real().orElseThrow()).toList();
    }
  }

  @Test
  void aLineEveryTenSecondsTellsTheReplicaThatIsWorst() {
    assertThat(watch(true, 9))
        .containsExactly(0.0, 0.0, 10.0, 10.0, 20.0, 20.0, 30.0, 30.0, 40.0, 40.0);
    assertThat(told)
        .containsExactly(
            "step 9 of 40: 310 K, total energy off by -18.0 meV/atom, largest uncertainty 0.0900"
                + " eV/Å, 0 atoms extrapolating",
            "warning: step 11: 1 atom outside of the training range",
            "step 19 of 40: 310 K, total energy off by -38.0 meV/atom, largest uncertainty 0.190"
                + " eV/Å, 1 atom extrapolating",
            "step 29 of 40: 310 K, total energy off by -58.0 meV/atom, largest uncertainty 0.290"
                + " eV/Å, 1 atom extrapolating",
            "step 39 of 40: 310 K, total energy off by -78.0 meV/atom, largest uncertainty 0.390"
                + " eV/Å, 1 atom extrapolating",
            String.join(
                System.lineSeparator(),
                "40 steps of 2 replicas of 0.5 fs, 0.976 a second",
                "mean temperature 310.0 K",
                "drift of the total energy -4.00e+03 meV/atom/ps in the replica where it is"
                    + " largest"));
  }

  @Test
  void theFrameBeforeTheOneThatIsRefusedIsTheLast() {
    assertThat(watch(false, 0.145)).containsExactly(0.0, 0.0, 10.0, 10.0, 14.0, 14.0);
    assertThat(told.get(0)).contains("potential energy 1.4910 eV");
    assertThat(told.get(told.size() - 1))
        .isEqualTo(
            "the run ended at step 14 by --stop-when: at step 15 in replica 1 the uncertainty of"
                + " atom 0 is 0.1500 eV/Å, above 0.145");
  }

  @Test
  void theStartIsWrittenWhateverItIs() {
    assertThat(watch(true, 0.04)).containsExactly(0.0, 0.0);
    assertThat(told.get(told.size() - 1)).contains("ended at step 0").contains("in replica 0 the");
  }

  @Test
  void itLooksAtWhatIsWrittenAndAtEveryTenthStep() {
    assertThat(looksAt(25, List.of())).containsExactly(0L, 10L, 20L, 25L, 30L);
    assertThat(looksAt(4, List.of()))
        .containsExactly(0L, 4L, 8L, 10L, 12L, 16L, 20L, 24L, 28L, 30L);
    assertThat(looksAt(25, List.of(new UncertaintyAbove(1)))).hasSize(31);
  }

  private List<Long> looksAt(int stride, List<StopCondition> conditions) {
    Path path = folder.resolve(stride + "-" + conditions.size() + ".xyz");
    try (MotionFile file = MotionFile.create(path, FRAMES)) {
      MotionWatch watch =
          new MotionWatch(
              file,
              -1,
              new MotionWatch.MotionPlan(100, stride, 0.5, false, conditions),
              told::add,
              () -> 0);
      return LongStream.rangeClosed(0, 30).filter(watch::looksAt).boxed().toList();
    }
  }
}
