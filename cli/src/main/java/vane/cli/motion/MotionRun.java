package vane.cli.motion;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import vane.InputException;
import vane.cli.program.ExitStatus;
import vane.cli.program.RunOptions;
import vane.engines.EngineFailedException;
import vane.engines.ForceEvaluation;
import vane.engines.ForceSource;
import vane.engines.dynamics.Dynamics;
import vane.engines.dynamics.DynamicsSettings;
import vane.engines.dynamics.Inertia;
import vane.engines.dynamics.MotionException;
import vane.engines.dynamics.PhasePoint;
import vane.engines.dynamics.StopCondition;
import vane.engines.ipi.IpiConnectionException;
import vane.io.xyz.Frame;
import vane.io.xyz.FrameLocations;

/** Moves the atoms of a frame by the forces of any source, and writes the frames. */
public final class MotionRun {
  private final MotionOptions options;
  private final RunOptions run;
  private final List<StopCondition> conditions;
  private final String prefix;

  /**
   * A run.
   *
   * @param options how atoms move
   * @param run the seed, and where words go
   * @param conditions when to stop early
   * @param prefix what the names of forces and energies in the frames begin with
   */
  public MotionRun(
      MotionOptions options, RunOptions run, List<StopCondition> conditions, String prefix) {
    this.options = options;
    this.run = run;
    this.conditions = conditions;
    this.prefix = prefix;
  }

  /**
   * Moves the atoms.
   *
   * @param frame where to begin
   * @param source where forces come from
   * @param origin what tells the source from others, without white space
   * @return the exit status
   */
  public int move(Frame frame, ForceSource source, Map<String, String> origin) {
    DynamicsSettings settings = options.settings(run.seed());
    Inertia inertia = options.inertia(frame);
    RunSettings kept = options.kept(frame, inertia, run.seed(), origin);
    try {
      tryOut(source, frame);
    } catch (EngineFailedException failed) {
      run.failure(
          frame.location()
              + ": "
              + failed.summary()
              + "; begin with a structure that it can work on, and look at its charge and unpaired"
              + " electrons");
      return ExitStatus.FAILED;
    }
    Optional<MotionFile.Tail> tail =
        options.resume()
            ? MotionFile.tail(options.out(), frame, kept, options.replicas())
            : Optional.empty();
    List<PhasePoint> points =
        tail.isPresent() ? tail.get().points() : options.starts(frame, inertia, settings);
    if (points.get(0).step() >= options.steps() && tail.isPresent()) {
      return nothingLeft(points.get(0).step());
    }
    MotionFile.Frames frames =
        new MotionFile.Frames(frame, kept, options.timestepFs(), options.replicas(), prefix);
    try (MotionFile file =
        tail.isPresent()
            ? MotionFile.resume(tail.get(), frames)
            : MotionFile.create(options.out(), frames)) {
      tail.ifPresent(each -> run.remark("going on from step " + points.get(0).step()));
      return move(new Dynamics(source, inertia, settings), points, file, tail.isPresent());
    }
  }

  /** What cannot work fails before a file is touched. */
  private void tryOut(ForceSource source, Frame frame) {
    ForceEvaluation evaluation =
        FrameLocations.of(List.of(frame))
            .naming(() -> source.evaluate(List.of(frame.structure())).get(0));
    conditions.forEach(each -> each.metBy(evaluation));
    if (evaluation.energy().isEmpty() && options.conservesEnergy()) {
      run.warning(
          "nve with a model without an energy: nothing is conserved, and the drift is not known");
    }
  }

  private int nothingLeft(long step) {
    if (step > options.steps()) {
      throw new InputException(
          options.out()
              + ": found step "
              + step
              + ", expected at most the "
              + options.steps()
              + " of --steps");
    }
    run.remark(options.out() + " is at step " + step + " already");
    return ExitStatus.DONE;
  }

  private int move(Dynamics dynamics, List<PhasePoint> points, MotionFile file, boolean resumed) {
    MotionWatch watch =
        new MotionWatch(
            file,
            resumed ? points.get(0).step() : -1,
            new MotionWatch.MotionPlan(
                options.steps(),
                options.stride(),
                options.timestepFs(),
                options.conservesEnergy(),
                conditions),
            run::remark,
            System::nanoTime);
    try {
      dynamics.run(points, options.steps(), watch);
    } catch (MotionException exploded) {
      run.failure(exploded.getMessage());
      return ExitStatus.FAILED;
    } catch (EngineFailedException failed) {
      run.failure(
          at(watch)
              + failed.summary()
              + (watch.nextStep() > points.get(0).step()
                  ? "; --resume tries again from the last frame"
                  : "; the run cannot go on from there")
              + ", another run with a smaller --timestep or a lower --temperature may keep away from"
              + " such structures");
      return ExitStatus.FAILED;
    } catch (IpiConnectionException gone) {
      run.failure(at(watch) + gone.getMessage() + "; --resume goes on from the last frame");
      return ExitStatus.FAILED;
    }
    run.out().println(watch.summary());
    run.out().flush();
    if (watch.stop().isPresent()) {
      run.failure(watch.stop().get());
      return ExitStatus.FAILED;
    }
    run.remark("wrote " + options.out());
    return ExitStatus.DONE;
  }

  private static String at(MotionWatch watch) {
    return "step " + watch.nextStep() + ": ";
  }
}
