package vane.cli.motion;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vane.cli.program.ForceOption;
import vane.cli.program.OutputPath;
import vane.cli.program.UsageException;
import vane.engines.dynamics.DynamicsSettings;
import vane.engines.dynamics.Inertia;
import vane.engines.dynamics.Integrator;
import vane.engines.dynamics.Langevin;
import vane.engines.dynamics.MaxwellBoltzmann;
import vane.engines.dynamics.PhasePoint;
import vane.engines.dynamics.VelocityVerlet;
import vane.io.output.EarlierOutput;
import vane.io.output.OutputFileException;
import vane.io.pipe.PipeTarget;
import vane.io.xyz.Frame;
import vane.io.xyz.InfoValue;

/** How atoms move in time, and where the frames go: what md and sample share. */
public final class MotionOptions {
  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "RUN.xyz",
      converter = OutputPath.class,
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

  @Mixin private FixedAtomsOption fixed;

  @Option(
      names = "--keep-velocities",
      description =
          "Begin with the column momenta of START.xyz, in the unit of ASE, not with random ones.")
  private boolean keepVelocities;

  @Option(
      names = "--resume",
      description = "Go on where RUN.xyz ends; begin if there is no such file.")
  private boolean resume;

  @Mixin private ForceOption force;

  /** Options as picocli fills them in. */
  public MotionOptions() {}

  /**
   * Checks the options that depend on each other, and that the output may be written.
   *
   * @param inputs all files that the command reads
   * @throws UsageException if a number is out of range, or two options contradict each other
   * @throws OutputFileException if the file is there and neither to be resumed nor overwritten
   */
  public void check(List<Path> inputs) {
    integrator();
    requireCounts();
    if (!resume) {
      force
          .check(inputs)
          .require(out, EarlierOutput.none(), "--resume goes on with it, --force writes over it");
      return;
    }
    force.check(inputs).requireNoInput(out);
    if (PipeTarget.is(out)) {
      throw new UsageException("--resume: found with the pipe " + out + ", expected a file");
    }
  }

  /** The masses of a frame, and which of its atoms are fixed. */
  Inertia inertia(Frame frame) {
    return fixed.inertia(frame);
  }

  /** The settings of the dynamics. */
  DynamicsSettings settings(long seed) {
    return new DynamicsSettings(integrator(), timestepFs, seed);
  }

  /** Whether the energy is to be conserved. */
  boolean conservesEnergy() {
    return integrator() instanceof VelocityVerlet;
  }

  /** Where the frames go. */
  Path out() {
    return out;
  }

  /** The step to end at. */
  long steps() {
    return steps;
  }

  /** Every how many steps a frame is written. */
  int stride() {
    return stride;
  }

  /** The time of a step in fs. */
  double timestepFs() {
    return timestepFs;
  }

  /** How many copies move. */
  int replicas() {
    return replicas;
  }

  /** Whether a run that was stopped goes on. */
  boolean resume() {
    return resume;
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
    if (resume && force.isGiven()) {
      throw new UsageException("--force: found with --resume, expected one of them");
    }
  }

  /**
   * All that decides where the atoms go, but for the number of steps.
   *
   * @param origin what tells the source of the forces from others
   */
  RunSettings kept(Frame frame, Inertia inertia, long seed, Map<String, String> origin) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("thermostat", thermostat);
    values.put("temperature", InfoValue.of(temperature).source());
    if (integrator() instanceof Langevin bath) {
      values.put("friction", InfoValue.of(bath.frictionPerFs()).source());
    }
    values.put("timestep", InfoValue.of(timestepFs).source());
    values.put("seed", Long.toString(seed));
    values.put("replicas", Integer.toString(replicas));
    values.put("stride", Integer.toString(stride));
    values.put("fixed", new AtomList(fixed.of(frame)).toString());
    values.put(
        "start",
        StartFrames.checksum(
            frame.structure(),
            keepVelocities ? frame.vectors(MotionFile.MOMENTA) : new double[0],
            inertia));
    values.putAll(origin);
    return new RunSettings(values);
  }

  /** Where the replicas begin. */
  List<PhasePoint> starts(Frame frame, Inertia inertia, DynamicsSettings settings) {
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
}
