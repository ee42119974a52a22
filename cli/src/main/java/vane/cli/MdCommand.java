package vane.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vane.InputException;
import vane.engines.ForceEvaluation;
import vane.engines.ForceSource;
import vane.engines.ModelForces;
import vane.engines.dynamics.Dynamics;
import vane.engines.dynamics.DynamicsSettings;
import vane.engines.dynamics.Inertia;
import vane.engines.dynamics.Integrator;
import vane.engines.dynamics.Langevin;
import vane.engines.dynamics.MaxwellBoltzmann;
import vane.engines.dynamics.MotionException;
import vane.engines.dynamics.PhasePoint;
import vane.engines.dynamics.StopCondition;
import vane.engines.dynamics.VelocityVerlet;
import vane.io.output.OutputFileException;
import vane.io.xyz.Column;
import vane.io.xyz.ColumnType;
import vane.io.xyz.Frame;
import vane.io.xyz.FrameLocations;
import vane.io.xyz.InfoValue;
import vane.io.xyz.TrajectoryPath;
import vane.model.ForceModel;
import vane.model.Provenance;
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
final class MdCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "MODEL", description = "A model file that train wrote.")
  private Path model;

  @Parameters(
      index = "1",
      paramLabel = "START.xyz",
      description =
          "Where to begin: the first frame, or the one that a selection names: run.xyz@-1.")
  private String start;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "RUN.xyz",
      description = "The frames, written as the run goes.")
  private Path out;

  @Option(
      names = "--steps",
      required = true,
      paramLabel = "N",
      description = "The step to end at, a multiple of --stride.")
  private long steps;

  @Option(
      names = "--timestep",
      paramLabel = "FS",
      defaultValue = "0.5",
      description = "The time of a step in fs (default: ${DEFAULT-VALUE}).")
  private double timestepFs;

  @Option(
      names = "--temperature",
      paramLabel = "K",
      defaultValue = "300",
      description =
          "The temperature of the first momenta and of the thermostat in K (default:"
              + " ${DEFAULT-VALUE}).")
  private double temperature;

  @Option(
      names = "--thermostat",
      paramLabel = "NAME",
      defaultValue = "langevin",
      description =
          "langevin (BAOAB), or nve (velocity Verlet, which conserves energy) (default:"
              + " ${DEFAULT-VALUE}).")
  private String thermostat;

  @Option(
      names = "--friction",
      paramLabel = "G",
      description = "The friction of langevin in 1/fs (default: 0.01).")
  private Double friction;

  @Option(
      names = "--stride",
      paramLabel = "N",
      defaultValue = "10",
      description = "Write every N-th step (default: ${DEFAULT-VALUE}).")
  private int stride;

  @Option(
      names = "--replicas",
      paramLabel = "R",
      defaultValue = "1",
      description =
          "Run so many copies, each with random numbers of its own, evaluated together (default:"
              + " ${DEFAULT-VALUE}).")
  private int replicas;

  @Option(
      names = "--fix",
      paramLabel = "ATOMS",
      converter = AtomList.Converter.class,
      description = "Atoms that stay where they are, counted from 0: 0,3-5.")
  private AtomList fixed;

  @Option(
      names = "--keep-velocities",
      description =
          "Begin with the column momenta of START.xyz, in the unit of ASE, not with random ones.")
  private boolean keepVelocities;

  @Option(
      names = "--stop-when",
      paramLabel = "WHAT",
      converter = StopConditionConverter.class,
      description =
          "End before the first step at which an atom is outside of the training range"
              + " (extrapolating), or its uncertainty in eV/Å above a limit (uncertainty>0.3). May be"
              + " given twice.")
  private List<StopCondition> conditions = new ArrayList<>();

  @Option(
      names = "--resume",
      description = "Go on where RUN.xyz ends; begin if there is no such file.")
  private boolean resume;

  @Option(names = "--force", description = "Write over RUN.xyz if it is there.")
  private boolean force;

  @Mixin private RunOptions run;

  @Override
  public Integer call() {
    DynamicsSettings settings = new DynamicsSettings(integrator(), timestepFs, run.seed());
    requireCounts();
    TrajectoryPath path = TrajectoryPath.parse(start);
    if (!resume && !force && Files.exists(out)) {
      throw new OutputFileException(
          out, "it is there already; --resume goes on with it, --force writes over it");
    }
    ForceModel forceModel = ModelFile.open(model);
    Frame frame = firstFrame(path);
    forceModel.requireKnown(frame.structure(), frame.location().toString());
    Inertia inertia = inertia(frame);
    RunSettings kept = kept(frame, inertia);
    try (WorkerPool pool = run.pool()) {
      ForceSource source = new ModelForces(forceModel, pool);
      tryOut(source, frame);
      Optional<MotionFile.Tail> tail =
          resume ? MotionFile.tail(out, frame, kept, replicas) : Optional.empty();
      List<PhasePoint> points =
          tail.isPresent() ? tail.get().points() : starts(frame, inertia, settings);
      if (points.get(0).step() >= steps && tail.isPresent()) {
        return nothingLeft(points.get(0).step());
      }
      try (MotionFile file =
          tail.isPresent()
              ? MotionFile.resume(tail.get(), frame, kept, timestepFs, replicas)
              : MotionFile.create(out, frame, kept, timestepFs, replicas)) {
        tail.ifPresent(each -> run.remark("going on from step " + points.get(0).step()));
        return move(new Dynamics(source, inertia, settings), points, file, tail.isPresent());
      }
    }
  }

  private Integrator integrator() {
    DynamicsSettings.requireTemperature(temperature);
    switch (thermostat) {
      case "langevin":
        return new Langevin(temperature, friction == null ? Langevin.DEFAULT_FRICTION : friction);
      case "nve":
        if (friction != null) {
          throw new UsageException("--friction: found with nve, expected --thermostat langevin");
        }
        return new VelocityVerlet();
      default:
        throw new UsageException(
            "--thermostat: found '" + thermostat + "', expected langevin or nve");
    }
  }

  private void requireCounts() {
    if (stride < 1) {
      throw new UsageException("--stride: found " + stride + ", expected 1 or more");
    }
    if (steps < 0 || steps % stride != 0) {
      throw new UsageException(
          "--steps: found " + steps + ", expected a multiple of --stride " + stride);
    }
    if (replicas < 1) {
      throw new UsageException("--replicas: found " + replicas + ", expected 1 or more");
    }
    if (resume && force) {
      throw new UsageException("--force: found with --resume, expected one of them");
    }
  }

  private static Frame firstFrame(TrajectoryPath path) {
    try (Stream<Frame> frames = path.frames()) {
      return frames.findFirst().orElseThrow();
    }
  }

  private SortedSet<Integer> fixedAtoms(Frame frame) {
    SortedSet<Integer> atoms = new TreeSet<>(MovedFrame.fixedAtoms(frame));
    if (fixed != null) {
      atoms.addAll(fixed.atoms());
    }
    return atoms;
  }

  /** The masses that the frame gives, or the standard ones. */
  private Inertia inertia(Frame frame) {
    Optional<Column> masses = frame.column("masses");
    if (masses.isEmpty()) {
      return Inertia.standard(frame.structure(), fixedAtoms(frame));
    }
    if (masses.get().type() != ColumnType.REAL || masses.get().width() != 1) {
      throw new InputException(
          frame.location() + ": found the column " + masses.get() + ", expected masses:R:1 in u");
    }
    return Inertia.of(masses.get().reals(), fixedAtoms(frame));
  }

  /** All that decides where the atoms go, but for the number of steps. */
  private RunSettings kept(Frame frame, Inertia inertia) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("thermostat", thermostat);
    values.put("temperature", InfoValue.of(temperature).source());
    if (integrator() instanceof Langevin bath) {
      values.put("friction", InfoValue.of(bath.frictionPerFs()).source());
    }
    values.put("timestep", InfoValue.of(timestepFs).source());
    values.put("seed", Long.toString(run.seed()));
    values.put("replicas", Integer.toString(replicas));
    values.put("stride", Integer.toString(stride));
    values.put("fixed", new AtomList(fixedAtoms(frame)).toString());
    values.put("start", startChecksum(frame, inertia));
    values.put("model", modelChecksum());
    return new RunSettings(values);
  }

  private String startChecksum(Frame frame, Inertia inertia) {
    CRC32 checksum = new CRC32();
    double[] positions = frame.structure().positions();
    double[] momenta = keepVelocities ? frame.vectors(MotionFile.MOMENTA) : new double[0];
    ByteBuffer bytes =
        ByteBuffer.allocate(Double.BYTES * (positions.length + momenta.length + inertia.size()));
    for (double each : positions) {
      bytes.putDouble(each);
    }
    for (double each : momenta) {
      bytes.putDouble(each);
    }
    for (int atom = 0; atom < inertia.size(); atom++) {
      bytes.putDouble(inertia.massU(atom));
    }
    checksum.update(bytes.flip());
    return String.format("%08x", checksum.getValue());
  }

  private String modelChecksum() {
    try {
      return Provenance.DataFile.of(model, model.toString(), 0).sha256().substring(0, 12);
    } catch (IOException failed) {
      throw new UncheckedIOException(model + ": " + failed.getMessage(), failed);
    }
  }

  /** What cannot work fails before a file is touched. */
  private void tryOut(ForceSource source, Frame frame) {
    ForceEvaluation evaluation =
        FrameLocations.of(List.of(frame))
            .naming(() -> source.evaluate(List.of(frame.structure())).get(0));
    conditions.forEach(each -> each.metBy(evaluation));
    if (evaluation.energy().isEmpty() && thermostat.equals("nve")) {
      run.warning(
          "nve with a model without an energy: nothing is conserved, and the drift is not known");
    }
  }

  private List<PhasePoint> starts(Frame frame, Inertia inertia, DynamicsSettings settings) {
    List<PhasePoint> points = new ArrayList<>();
    for (int r = 0; r < replicas; r++) {
      double[] momenta =
          keepVelocities
              ? inertia.onlyMoving(frame.vectors(MotionFile.MOMENTA))
              : MaxwellBoltzmann.momenta(inertia, temperature, settings.seed(), r);
      points.add(new PhasePoint(0, frame.structure(), momenta));
    }
    return points;
  }

  private int nothingLeft(long step) {
    if (step > steps) {
      throw new InputException(
          out + ": found step " + step + ", expected at most the " + steps + " of --steps");
    }
    run.remark(out + " is at step " + step + " already");
    return ExitStatus.DONE;
  }

  private int move(Dynamics dynamics, List<PhasePoint> points, MotionFile file, boolean resumed) {
    MotionWatch watch =
        new MotionWatch(
            file,
            resumed ? points.get(0).step() : -1,
            new MotionWatch.MotionPlan(
                steps, stride, timestepFs, thermostat.equals("nve"), conditions),
            run::remark,
            System::nanoTime);
    try {
      dynamics.run(points, steps, watch);
    } catch (MotionException exploded) {
      run.failure(exploded.getMessage());
      return ExitStatus.FAILED;
    }
    run.out().println(watch.summary());
    run.out().flush();
    if (watch.stop().isPresent()) {
      run.failure(watch.stop().get());
      return ExitStatus.FAILED;
    }
    run.remark("wrote " + out);
    return ExitStatus.DONE;
  }
}
