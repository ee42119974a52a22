package vane.cli.motion;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vane.Plural;
import vane.cli.program.ExitStatus;
import vane.cli.program.ForceOption;
import vane.cli.program.OutputPath;
import vane.cli.program.RunOptions;
import vane.cli.program.UsageException;
import vane.engines.ModelForces;
import vane.engines.relax.Fire;
import vane.engines.relax.Lbfgs;
import vane.engines.relax.Optimizer;
import vane.engines.relax.Relaxation;
import vane.engines.relax.RelaxationSettings;
import vane.engines.relax.Relaxed;
import vane.io.output.EarlierOutput;
import vane.io.output.PendingFile;
import vane.io.output.WriteCheck;
import vane.io.xyz.Frame;
import vane.io.xyz.FrameLocations;
import vane.io.xyz.TrajectoryPath;
import vane.io.xyz.XyzAppender;
import vane.io.xyz.XyzWriter;
import vane.model.ForceModel;
import vane.model.file.ModelFile;
import vane.parallel.WorkerPool;

/** {@code vane relax}: moves the atoms of structures until all forces are small. */
@Command(
    name = "relax",
    description = "Relaxes structures: moves their atoms until all forces are small.",
    footer = {
      "",
      "The model must give forces: method equivariant, or oa-mlm with preset accurate or clusters.",
      "Each frame of the input is relaxed on its own and gives one frame of the output, with",
      "vane_forces, vane_uncertainty and vane_energy where the model has them. Atoms whose move_mask",
      "is F, as ASE writes fixed atoms, stay where they are. Exit status 1: a structure did not",
      "converge; the output then holds where it stood last.",
      "",
      "Examples:",
      "  vane relax alkanes.vane heptane.xyz --out relaxed.xyz",
      "  vane relax slab.vane slab.xyz --fix 0-15 --fmax 0.01 --trajectory steps.xyz --out relaxed.xyz",
      "  vane relax silicon.vane cell.xyz --relax-cell --out relaxed.xyz"
    })
public final class RelaxCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "MODEL", description = "A model file that train wrote.")
  private Path model;

  @Parameters(
      index = "1",
      paramLabel = "START.xyz",
      description = "The structures to relax; a selection may follow: run.xyz@-1.")
  private String start;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "OUT.xyz",
      converter = OutputPath.class,
      description =
          "The relaxed structures; gzipped if the name ends in .gz; - for standard output.")
  private Path out;

  @Option(
      names = "--fmax",
      paramLabel = "F",
      defaultValue = "0.05",
      description = "Done when no force is above this, in eV/Å (default: ${DEFAULT-VALUE}).")
  private double largestForce;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Give up after so many steps (default: ${DEFAULT-VALUE}).")
  private int mostSteps;

  @Option(
      names = "--optimizer",
      paramLabel = "NAME",
      description =
          "lbfgs or fire (default: lbfgs for models with an energy, fire for those without).")
  private String optimizer;

  @Mixin private FixedAtomsOption fixed;

  @Option(
      names = "--relax-cell",
      description = "Relax the cell, too. Only with models that have an energy.")
  private boolean withCell;

  @Option(
      names = "--trajectory",
      paramLabel = "STEPS.xyz",
      converter = OutputPath.class,
      description = "Write every step to this file as it is taken.")
  private Path trajectory;

  @Mixin private ForceOption force;
  @Mixin private RunOptions run;

  /** The command as picocli makes it. */
  public RelaxCommand() {}

  @Override
  public Integer call() {
    TrajectoryPath path = TrajectoryPath.parse(start);
    Optional<Optimizer> chosen = Optional.ofNullable(optimizer).map(RelaxCommand::optimizer);
    WriteCheck check =
        force.check("--out", out, EarlierOutput.relaxation(), List.of(model, path.path()));
    PendingFile.requireWritable(out);
    if (trajectory != null) {
      check.require(trajectory, EarlierOutput.relaxation());
    }
    ForceModel forceModel = ModelFile.open(model);
    Optimizer stepping =
        chosen.orElse(forceModel.potential().isPresent() ? new Lbfgs() : new Fire());
    int failures = 0;
    try (WorkerPool pool = run.pool();
        XyzWriter writer = XyzWriter.create(out);
        Steps steps = new Steps(trajectory);
        Stream<Frame> frames = path.frames()) {
      ModelForces source = new ModelForces(forceModel, pool);
      for (Frame frame : (Iterable<Frame>) frames::iterator) {
        forceModel.requireKnown(frame.structure(), frame.location().toString());
        RelaxationSettings settings =
            new RelaxationSettings(stepping, largestForce, mostSteps, fixed.of(frame), withCell);
        Relaxed relaxed =
            FrameLocations.of(List.of(frame))
                .naming(
                    () ->
                        new Relaxation(source, settings)
                            .relax(frame.structure(), state -> steps.add(frame, state)));
        writer.write(
            MovedFrame.of(frame, relaxed.structure(), relaxed.evaluation(), MovedFrame.PREFIX));
        tell(frame, relaxed);
        failures += relaxed.converged() ? 0 : 1;
      }
      writer.commit();
    }
    run.remark("wrote " + out);
    return failures == 0 ? ExitStatus.DONE : ExitStatus.FAILED;
  }

  private static Optimizer optimizer(String name) {
    switch (name) {
      case "lbfgs":
        return new Lbfgs();
      case "fire":
        return new Fire();
      default:
        throw new UsageException("--optimizer: found '" + name + "', expected lbfgs or fire");
    }
  }

  private void tell(Frame frame, Relaxed relaxed) {
    run.out()
        .printf(
            Locale.ROOT,
            "%s: %s after %s, largest force %.4f eV/Å%s%n",
            frame.location(),
            relaxed.converged() ? "relaxed" : "NOT relaxed",
            Plural.of(relaxed.steps(), "step"),
            relaxed.largestForce(),
            relaxed.evaluation().energy().isPresent()
                ? String.format(
                    Locale.ROOT, ", energy %.6f eV", relaxed.evaluation().energy().getAsDouble())
                : "");
    run.out().flush();
    if (relaxed.evaluation().extrapolating() > 0) {
      run.warning(
          frame.location()
              + ": "
              + Plural.of(relaxed.evaluation().extrapolating(), "atom")
              + " of the last structure outside of the training range");
    }
  }

  /** Where every step goes, if anywhere. */
  private static final class Steps implements AutoCloseable {
    private final Optional<Path> path;
    private Optional<XyzAppender> file = Optional.empty();

    Steps(Path path) {
      this.path = Optional.ofNullable(path);
      this.path.ifPresent(XyzAppender::requirePossible);
    }

    /** The file is begun when there is a first step: nothing is lost to input that is refused. */
    void add(Frame frame, Relaxed state) {
      if (file.isEmpty()) {
        file = path.map(XyzAppender::create);
      }
      file.ifPresent(
          open ->
              open.write(
                  MovedFrame.of(frame, state.structure(), state.evaluation(), MovedFrame.PREFIX)));
    }

    @Override
    public void close() {
      file.ifPresent(XyzAppender::close);
    }
  }
}
