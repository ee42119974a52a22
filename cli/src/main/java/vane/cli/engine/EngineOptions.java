package vane.cli.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vane.cli.motion.StartFrames;
import vane.cli.program.ExitStatus;
import vane.cli.program.RunOptions;
import vane.cli.program.UsageException;
import vane.engines.EngineFailedException;
import vane.engines.ForceSource;
import vane.engines.ModelForces;
import vane.engines.ipi.IpiConnectionException;
import vane.engines.ipi.IpiServerForces;
import vane.engines.start.LinearAlkane;
import vane.engines.xtb.XtbForces;
import vane.engines.xtb.XtbMethod;
import vane.engines.xtb.XtbSettings;
import vane.io.xyz.Frame;
import vane.io.xyz.InfoValue;
import vane.io.xyz.TrajectoryPath;
import vane.model.ForceModel;
import vane.model.file.ModelFile;
import vane.parallel.WorkerPool;

/** Which engine calculates forces, and where it begins: what sample and learn share. */
final class EngineOptions {
  @Option(
      names = "--engine",
      required = true,
      paramLabel = "ENGINE",
      description = "xtb, ipi, or the file of a Vane model.")
  private String engine;

  @Option(
      names = "--molecule",
      paramLabel = "NAME",
      description = "Begin with a linear alkane, methane to icosane, such as hexane.")
  private String molecule;

  @Option(
      names = "--start",
      paramLabel = "START.xyz",
      description =
          "Begin with the first frame of a file, or the one that a selection names: run.xyz@-1.")
  private String start;

  @Option(
      names = "--method",
      paramLabel = "NAME",
      description = "The method of xtb: gfn2, gfn1 or gfn-ff (default: gfn2).")
  private String method;

  @Option(
      names = "--charge",
      paramLabel = "Q",
      description = "The total charge in e, for xtb (default: 0).")
  private Integer charge;

  @Option(
      names = "--unpaired",
      paramLabel = "N",
      description = "The number of unpaired electrons, for xtb (default: 0).")
  private Integer unpaired;

  @Mixin private IpiAddressOptions client;

  /** What is done with an engine. */
  interface Work {
    /**
     * Works with an engine.
     *
     * @param engine gives forces
     * @param origin what tells the engine from others, without white space
     * @return the exit status
     */
    int with(ForceSource engine, Map<String, String> origin);
  }

  /**
   * Checks the options that depend on each other.
   *
   * @throws UsageException if one belongs to another engine
   */
  void check() {
    requireEngine("--method, --charge and --unpaired", "xtb", method, charge, unpaired);
    if (client.isGiven() && !engine.equals("ipi")) {
      throw new UsageException(
          "--host, --port and --unix: found with --engine " + engine + ", expected ipi");
    }
  }

  private void requireEngine(String options, String expected, Object... given) {
    for (Object option : given) {
      if (option != null && !engine.equals(expected)) {
        throw new UsageException(
            options + ": found with --engine " + engine + ", expected " + expected);
      }
    }
  }

  /**
   * The files that the options name.
   *
   * @return the start and the model, as far as they are given
   */
  List<Path> files() {
    List<Path> files = new ArrayList<>();
    if (start != null) {
      files.add(TrajectoryPath.parse(start).path());
    }
    if (!engine.equals("xtb") && !engine.equals("ipi")) {
      files.add(Path.of(engine));
    }
    return files;
  }

  /**
   * Where to begin.
   *
   * @return the frame that the options name
   * @throws UsageException if they name none or two
   */
  Frame startFrame() {
    if ((molecule == null) == (start == null)) {
      throw new UsageException(
          "--molecule and --start: found "
              + (molecule == null ? "none" : "both")
              + ", expected one of them");
    }
    return molecule == null
        ? StartFrames.first(TrajectoryPath.parse(start))
        : Frame.of(LinearAlkane.named(molecule))
            .with("molecule", InfoValue.of(molecule.toLowerCase(Locale.ROOT)));
  }

  /**
   * Opens the engine for some work. When it fails, that is one line.
   *
   * @param frame where the work begins
   * @param run threads, and where words go
   * @param work the work
   * @return the exit status
   */
  int use(Frame frame, RunOptions run, Work work) {
    try {
      return open(frame, run, work);
    } catch (EngineFailedException | IpiConnectionException failed) {
      run.failure(failed.getMessage());
      return ExitStatus.FAILED;
    }
  }

  private int open(Frame frame, RunOptions run, Work work) {
    switch (engine) {
      case "xtb":
        XtbSettings settings = xtb();
        try (XtbForces source = XtbForces.open(settings)) {
          Map<String, String> origin = new LinkedHashMap<>();
          origin.put("engine", settings.method().toString());
          origin.put("charge", Integer.toString(settings.charge()));
          origin.put("unpaired", Integer.toString(settings.unpairedElectrons()));
          return work.with(source, origin);
        }
      case "ipi":
        try (IpiServerForces source = IpiServerForces.listen(client.address(), client.waiting())) {
          run.remark("waiting for a client at " + source.address());
          return work.with(source, Map.of("engine", "ipi"));
        }
      default:
        Path file = Path.of(engine);
        ForceModel model = ModelFile.open(file);
        model.requireKnown(frame.structure(), frame.location().toString());
        try (WorkerPool pool = run.pool()) {
          return work.with(new ModelForces(model, pool), StartFrames.checksum("model", file));
        }
    }
  }

  /** What leads to frames that are worth a call of this engine, unless told otherwise. */
  SeedForces seedForces() {
    boolean better = engine.equals("xtb") && xtbMethod() != XtbMethod.GFN_FF;
    return better ? SeedForces.GFN_FF : SeedForces.SPRINGS;
  }

  /** The force field GFN-FF, for the electrons that the engine has. */
  XtbForces forceField() {
    XtbSettings electrons = xtb();
    return XtbForces.open(
        XtbSettings.of(XtbMethod.GFN_FF)
            .withElectrons(electrons.charge(), electrons.unpairedElectrons()));
  }

  private XtbSettings xtb() {
    return XtbSettings.of(xtbMethod())
        .withElectrons(charge == null ? 0 : charge, unpaired == null ? 0 : unpaired);
  }

  private XtbMethod xtbMethod() {
    switch (method == null ? "gfn2" : method) {
      case "gfn1":
        return XtbMethod.GFN1;
      case "gfn2":
        return XtbMethod.GFN2;
      case "gfn-ff":
        return XtbMethod.GFN_FF;
      default:
        throw new UsageException("--method: found '" + method + "', expected gfn2, gfn1 or gfn-ff");
    }
  }
}
