package vane.cli.motion;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vane.cli.program.RunOptions;
import vane.engines.ModelForces;
import vane.engines.dynamics.StopCondition;
import vane.io.xyz.Frame;
import vane.io.xyz.TrajectoryPath;
import vane.model.ForceModel;
import vane.model.file.ModelFile;
import vane.parallel.WorkerPool;

/** {@code vane md}: moves the atoms of a structure in time. */
@Command(
    name = "md",
    description = "Molecular dynamics: moves the atoms of a structure in time.",
    footer = {
      "",
      "The model must give forces: method equivariant, or oa-mlm with preset accurate or clusters.",
      "Frames hold vane_forces, vane_uncertainty, vane_energy, momenta as ASE reads them, and the",
      "keys step, time_fs, temperature_K. Atoms whose move_mask is F stay where they are. With",
      "--resume a run that was stopped, by kill -9 too, goes on bit for bit. Exit status 1: the",
      "motion exploded, or --stop-when ended the run; what was written stays.",
      "",
      "Examples:",
      "  vane md alkanes.vane heptane.xyz --temperature 300 --steps 10000 --out run.xyz",
      "  vane md alkanes.vane heptane.xyz --thermostat nve --steps 10000 --out run.xyz --resume",
      "  vane md alkanes.vane run.xyz@-1 --steps 1000 --replicas 8 --stop-when 'uncertainty>0.3' \\",
      "    --out explored.xyz"
    })
public final class MdCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "MODEL", description = "A model file that train wrote.")
  private Path model;

  @Parameters(
      index = "1",
      paramLabel = "START.xyz",
      description =
          "Where to begin: the first frame, or the one that a selection names: run.xyz@-1.")
  private String start;

  @Option(
      names = "--stop-when",
      paramLabel = "WHAT",
      converter = StopConditionConverter.class,
      description =
          "End before the first step at which an atom is outside of the training range"
              + " (extrapolating), or its uncertainty in eV/Å above a limit (uncertainty>0.3). May be"
              + " given twice.")
  private List<StopCondition> conditions = new ArrayList<>();

  @Mixin private MotionOptions motion;
  @Mixin private RunOptions run;

  /** The command as picocli makes it. */
  public MdCommand() {}

  @Override
  public Integer call() {
    TrajectoryPath path = TrajectoryPath.parse(start);
    motion.check(List.of(model, path.path()));
    ForceModel forceModel = ModelFile.open(model);
    Frame frame = StartFrames.first(path);
    forceModel.requireKnown(frame.structure(), frame.location().toString());
    try (WorkerPool pool = run.pool()) {
      return new MotionRun(motion, run, conditions, MovedFrame.PREFIX)
          .move(frame, new ModelForces(forceModel, pool), StartFrames.checksum("model", model));
    }
  }
}
