package vane.cli.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import vane.Plural;
import vane.cli.motion.RunSettings;
import vane.cli.program.ExitStatus;
import vane.cli.program.RunOptions;
import vane.engines.EngineFailedException;
import vane.engines.ForceSource;
import vane.engines.dynamics.Inertia;
import vane.engines.ipi.IpiConnectionException;
import vane.engines.learning.ActiveLearning;
import vane.engines.learning.EngineGivesUpException;
import vane.engines.learning.LearningListener;
import vane.engines.learning.LearningResult;
import vane.engines.learning.LearningSettings;
import vane.engines.learning.ReplicaEnd;
import vane.engines.learning.RoundReport;
import vane.engines.learning.SeedsFailedException;
import vane.engines.learning.SpringForces;
import vane.engines.xtb.XtbForces;
import vane.io.xyz.Frame;
import vane.io.xyz.FrameLocations;
import vane.model.EquivariantForceModel;
import vane.model.Provenance;
import vane.model.file.ModelFile;
import vane.parallel.WorkerPool;

/** {@code vane learn}: from one structure and an engine to a model. */
@Command(
    name = "learn",
    description =
        "Active learning: from one structure and an engine to a model, with few calls of the engine.",
    footer = {
      "",
      "Copies of the structure move by the forces of the model of the moment until they leave what",
      "it knows. The engine (as in vane sample) labels frames from there, the model learns them, and",
      "the next round begins, until all copies stay inside for --steps or the --budget is spent. Each",
      "labelled frame is kept at once in FRAMES.xyz, as train reads it. --resume goes on after any",
      "stop, kill -9 too, and calls the engine for no frame that is there. Frames on which the engine",
      "fails are left out; after ten in a row the exit status is 1.",
      "",
      "Examples:",
      "  vane learn --engine xtb --start ethanol.xyz --budget 200 --out ethanol.vane",
      "  vane learn --engine xtb --molecule hexane --temperature 300,500 --out hexane.vane --resume",
      "  vane learn --engine ipi --unix water --wait 600 --start water.xyz --out water.vane"
    })
public final class LearnCommand implements Callable<Integer> {
  @Mixin private EngineOptions engine;
  @Mixin private LearningOptions learning;
  @Mixin private RunOptions run;

  /** The command as picocli makes it. */
  public LearnCommand() {}

  @Override
  public Integer call() {
    engine.check();
    LearningSettings settings = learning.settings(run.seed());
    learning.check(engine.files());
    SeedForces seeds = learning.seedForces(engine.seedForces());
    Frame frame = engine.startFrame();
    return engine.use(
        frame, run, (source, origin) -> learn(frame, source, seeds, origin, settings));
  }

  private int learn(
      Frame frame,
      ForceSource source,
      SeedForces seeds,
      Map<String, String> origin,
      LearningSettings settings) {
    if (seeds == SeedForces.SPRINGS) {
      return learn(frame, source, new SpringForces(frame.structure()), seeds, origin, settings);
    }
    try (XtbForces forceField = engine.forceField()) {
      return learn(frame, source, forceField, seeds, origin, settings);
    }
  }

  private int learn(
      Frame frame,
      ForceSource source,
      ForceSource seedForces,
      SeedForces seeds,
      Map<String, String> origin,
      LearningSettings settings) {
    Inertia inertia = learning.inertia(frame);
    RunSettings kept = learning.kept(frame, inertia, settings, seeds, origin);
    try (LearningFile frames =
            learning.resume()
                ? LearningFile.resume(learning.frames(), frame, kept)
                : LearningFile.create(learning.frames(), frame, kept);
        WorkerPool pool = run.pool()) {
      if (!frames.frames().isEmpty()) {
        run.remark("going on with " + Plural.of(frames.frames().size(), "frame"));
      }
      LearningResult result =
          FrameLocations.of(List.of(frame))
              .naming(
                  () ->
                      new ActiveLearning(settings, pool)
                          .learn(
                              frame.structure(),
                              inertia,
                              source,
                              seedForces,
                              frames,
                              new Words(settings.budget())));
      save(result.model(), result.frames());
      tell(result, settings);
      return ExitStatus.DONE;
    } catch (SeedsFailedException failed) {
      String next =
          seeds == SeedForces.SPRINGS
              ? "use a smaller --timestep"
              : "--seed-forces springs does without GFN-FF";
      run.failure(failed.getMessage() + "; " + next);
      return ExitStatus.FAILED;
    } catch (EngineGivesUpException | IpiConnectionException failed) {
      run.failure(failed.getMessage() + "; --resume goes on");
      return ExitStatus.FAILED;
    }
  }

  /** With the frames as its provenance. */
  private void save(EquivariantForceModel model, int frames) {
    Path file = learning.frames();
    try {
      Provenance provenance =
          Provenance.ofThisProgram(
              List.of(Provenance.DataFile.of(file, file.toString(), frames)),
              model.provenance().seed());
      ModelFile.save(
          new EquivariantForceModel(model.equivariantPotential(), provenance), learning.out());
    } catch (IOException failed) {
      throw new UncheckedIOException(file + ": cannot be read for its checksum", failed);
    }
  }

  private void tell(LearningResult result, LearningSettings settings) {
    String end =
        switch (result.end()) {
          case INSIDE ->
              String.format(
                  Locale.ROOT,
                  "all %s stayed inside of what is known for %.0f fs",
                  Plural.of(settings.replicas(), "replica"),
                  settings.steps() * settings.timestepFs());
          case SPENT ->
              String.format(
                  Locale.ROOT,
                  "the engine calls are spent; at last a replica stayed inside for %.0f fs",
                  result.longestFs());
          case STUCK -> "no replica gets beyond its first step: use a smaller --timestep";
        };
    run.out().println(Plural.of(result.rounds(), "round") + ": " + end);
    run.out()
        .printf(
            "%s of %d, %d of them in this run, %d failed%n",
            Plural.of(result.calls(), "engine call"),
            settings.budget(),
            result.newCalls(),
            result.failures());
    run.out()
        .printf(
            "%s, held-out force error %s%n",
            Plural.of(result.frames(), "frame"), error(result.heldOutRmseEvPerAngstrom()));
    run.out().flush();
    run.remark("wrote " + learning.out() + " and " + learning.frames());
  }

  private static String error(OptionalDouble rmse) {
    return rmse.isPresent()
        ? String.format(Locale.ROOT, "%.4f eV/Å", rmse.getAsDouble())
        : "unknown (too few frames)";
  }

  /** What is said on the way. */
  private final class Words implements LearningListener {
    private final int budget;

    Words(int budget) {
      this.budget = budget;
    }

    @Override
    public void explored(RoundReport report) {
      List<String> ends = new ArrayList<>();
      for (ReplicaEnd end : ReplicaEnd.values()) {
        if (report.count(end) > 0) {
          ends.add(report.count(end) + " " + word(end));
        }
      }
      run.remark(
          String.format(
              Locale.ROOT,
              "round %d: %d of %d calls, %s, held-out error %s, limit %.3f eV/Å, longest %.0f fs"
                  + " inside, replicas: %s",
              report.round(),
              report.calls(),
              budget,
              Plural.of(report.frames(), "frame"),
              error(report.heldOutRmseEvPerAngstrom()),
              report.limitEvPerAngstrom(),
              report.longestFs(),
              String.join(", ", ends)));
    }

    @Override
    public void skipped(int call, EngineFailedException failure) {
      run.warning("call " + call + ": " + failure.summary() + "; this frame is left out");
    }

    private String word(ReplicaEnd end) {
      return end.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }
}
