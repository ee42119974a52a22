package vane.cli.motion;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import vane.Plural;
import vane.engines.dynamics.Dynamics;
import vane.engines.dynamics.EnergyDrift;
import vane.engines.dynamics.Snapshot;
import vane.engines.dynamics.StopCondition;

/** Hears of the steps of a dynamics run: writes frames, tells how it goes, and may end it. */
final class MotionWatch implements Dynamics.Listener {
  private static final long INTERVAL_NANOSECONDS = 10_000_000_000L;

  /** So often it is looked at what extrapolates, if nothing asks for more. */
  private static final int LOOK_STEPS = 10;

  private static final double MEV_PER_EV = 1000;
  private static final double FS_PER_PS = 1000;

  private final MotionFile file;
  private final Consumer<String> remarks;
  private final MotionPlan plan;
  private final LongSupplier clock;
  private final List<EnergyDrift> drifts = new ArrayList<>();
  private final long start;
  private final long firstStep;
  private long lastLine;
  private long lastWritten;
  private long steps;
  private double temperatures;
  private List<Snapshot> last = List.of();
  private boolean warned;
  private Optional<String> stop = Optional.empty();

  /**
   * What to do at which step.
   *
   * @param lastStep where the run ends
   * @param stride each so many steps are written
   * @param timestepFs the time step in fs
   * @param conserving whether the total energy should stay what it is
   * @param conditions what the run must not come to
   */
  record MotionPlan(
      long lastStep,
      int stride,
      double timestepFs,
      boolean conserving,
      List<StopCondition> conditions) {}

  /**
   * A watch at the start of a run.
   *
   * @param file where frames go
   * @param written the step that the file ends with; below 0 if it holds none
   * @param plan what to do at which step
   * @param remarks takes lines for the user
   * @param clock the time in nanoseconds, from any start
   */
  MotionWatch(
      MotionFile file,
      long written,
      MotionPlan plan,
      Consumer<String> remarks,
      LongSupplier clock) {
    this.file = file;
    this.lastWritten = written;
    this.firstStep = Math.max(0, written);
    this.plan = plan;
    this.remarks = remarks;
    this.clock = clock;
    this.start = clock.getAsLong();
    this.lastLine = start;
  }

  /** Every step that is written or that a condition asks about, and some of the others. */
  @Override
  public boolean looksAt(long step) {
    return !plan.conditions().isEmpty() || step % plan.stride() == 0 || step % LOOK_STEPS == 0;
  }

  @Override
  public boolean accept(List<Snapshot> replicas) {
    long step = replicas.get(0).point().step();
    Optional<String> reason = reason(replicas);
    boolean first = last.isEmpty();
    if (reason.isPresent() && !first) {
      // Every frame of the file but the start is one that the conditions allow.
      write(last);
      stop = Optional.of(ended(step - 1) + ": at step " + step + " " + reason.get());
      return false;
    }
    last = replicas;
    count(replicas, first);
    if (step % plan.stride() == 0) {
      write(replicas);
    }
    if (reason.isPresent()) {
      stop = Optional.of(ended(step) + ": there " + reason.get());
      return false;
    }
    tell(step);
    return true;
  }

  private static String ended(long step) {
    return "the run ended at step " + step + " by --stop-when";
  }

  private Optional<String> reason(List<Snapshot> replicas) {
    for (Snapshot snapshot : replicas) {
      for (StopCondition condition : plan.conditions()) {
        Optional<String> met = condition.metBy(snapshot.evaluation());
        if (met.isPresent()) {
          return met.map(
              each -> (replicas.size() > 1 ? "in replica " + snapshot.replica() + " " : "") + each);
        }
      }
    }
    return Optional.empty();
  }

  private void write(List<Snapshot> replicas) {
    long step = replicas.get(0).point().step();
    if (step > lastWritten) {
      file.write(replicas);
      lastWritten = step;
    }
  }

  private void count(List<Snapshot> replicas, boolean first) {
    for (Snapshot snapshot : replicas) {
      if (first) {
        drifts.add(new EnergyDrift());
      }
      if (snapshot.totalEnergy().isPresent()) {
        drifts
            .get(snapshot.replica())
            .add(snapshot.point().step() * plan.timestepFs(), snapshot.totalEnergy().getAsDouble());
      }
    }
    if (!first) {
      steps++;
      temperatures += temperature();
    }
  }

  /** The mean over the replicas. */
  private double temperature() {
    return last.stream().mapToDouble(Snapshot::temperatureKelvin).average().orElse(0);
  }

  private int atoms() {
    return last.get(0).point().structure().size();
  }

  private int extrapolating() {
    return last.stream().mapToInt(each -> each.evaluation().extrapolating()).sum();
  }

  private void tell(long step) {
    if (!looksAt(step)) {
      return;
    }
    if (extrapolating() > 0 && !warned) {
      warned = true;
      remarks.accept(
          "warning: step "
              + step
              + ": "
              + Plural.of(extrapolating(), "atom")
              + " outside of the training range");
    }
    long now = clock.getAsLong();
    if (now - lastLine >= INTERVAL_NANOSECONDS) {
      lastLine = now;
      remarks.accept(line(step));
    }
  }

  private String line(long step) {
    StringBuilder line = new StringBuilder();
    line.append(
        String.format(Locale.ROOT, "step %d of %d: %.0f K", step, plan.lastStep(), temperature()));
    if (last.get(0).totalEnergy().isPresent()) {
      line.append(
          plan.conserving()
              ? String.format(
                  Locale.ROOT,
                  ", total energy off by %.3g meV/atom",
                  MEV_PER_EV * largest(drifts.stream().map(EnergyDrift::change).toList()) / atoms())
              : String.format(
                  Locale.ROOT,
                  ", potential energy %.4f eV",
                  last.stream()
                      .mapToDouble(each -> each.evaluation().energy().getAsDouble())
                      .average()
                      .orElseThrow()));
    }
    double uncertainty = 0;
    for (Snapshot snapshot : last) {
      for (double each : snapshot.evaluation().uncertainties().orElse(new double[0])) {
        uncertainty = Math.max(uncertainty, each);
      }
    }
    if (last.get(0).evaluation().uncertainties().isPresent()) {
      line.append(String.format(Locale.ROOT, ", largest uncertainty %.3g eV/Å", uncertainty));
    }
    return line + ", " + Plural.of(extrapolating(), "atom") + " extrapolating";
  }

  /** The step that comes next: the one that failed, where one did. */
  long nextStep() {
    return last.isEmpty() ? firstStep : last.get(0).point().step() + 1;
  }

  /** Why the run ended early, if it did. */
  Optional<String> stop() {
    return stop;
  }

  /** The lines for the end of a run. */
  String summary() {
    double seconds = Math.max(1e-9, (clock.getAsLong() - start) * 1e-9);
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s%s of %s fs, %.3g a second",
            Plural.of(steps, "step"),
            last.size() > 1 ? " of " + last.size() + " replicas" : "",
            plan.timestepFs(),
            steps / seconds));
    if (steps > 0) {
      text.append(String.format(Locale.ROOT, "%nmean temperature %.1f K", temperatures / steps));
    }
    if (plan.conserving() && steps > 1 && last.get(0).totalEnergy().isPresent()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%ndrift of the total energy %.3g meV/atom/ps%s",
              MEV_PER_EV
                  * FS_PER_PS
                  * largest(drifts.stream().map(EnergyDrift::slope).toList())
                  / atoms(),
              last.size() > 1 ? " in the replica where it is largest" : ""));
    }
    return text.toString();
  }

  /** The number that is largest in size. */
  private static double largest(List<Double> numbers) {
    double largest = 0;
    for (double each : numbers) {
      largest = Math.abs(each) > Math.abs(largest) ? each : largest;
    }
    return largest;
  }
}
