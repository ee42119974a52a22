package vane.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vane.engines.EngineFailedException;
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

/** {@code vane sample}: training data by molecular dynamics with the forces of an engine. */
@Command(
    name = "sample",
    description = "Makes training data: molecular dynamics with the forces of an engine.",
    footer = {
      "",
      "Engines: xtb is libxtb, in this process (Debian: apt-get install libxtb6). ipi is any client",
      "of the i-PI protocol, which connects to this command: pw.x --ipi, CP2K, DFTB+ and others.",
      "Anything else is the file of a Vane model. The frames hold forces and energy, as train reads",
      "them. --resume goes on with a run that was stopped.",
      "",
      "Examples:",
      "  vane sample --engine xtb --molecule hexane --temperature 750 --timestep 1 --steps 1000 \\",
      "    --out hexane.xyz",
      "  vane sample --engine xtb --method gfn1 --start ethanol.xyz --steps 5000 --out ethanol.xyz",
      "  vane sample --engine ipi --unix water --wait 600 --start water.xyz --steps 500 --out run.xyz"
    })
final class SampleCommand implements Callable<Integer> {
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
  @Mixin private MotionOptions motion;
  @Mixin private RunOptions run;

  @Override
  public Integer call() {
    motion.check();
    requireEngine("--method, --charge and --unpaired", "xtb", method, charge, unpaired);
    if (client.isGiven() && !engine.equals("ipi")) {
      throw new UsageException(
          "--host, --port and --unix: found with --engine " + engine + ", expected ipi");
    }
    Frame frame = startFrame();
    try {
      return sample(frame);
    } catch (EngineFailedException | IpiConnectionException failed) {
      run.failure(failed.getMessage());
      return ExitStatus.FAILED;
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

  private Frame startFrame() {
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

  private int sample(Frame frame) {
    MotionRun motionRun = new MotionRun(motion, run, List.of(), "");
    switch (engine) {
      case "xtb":
        XtbSettings settings = xtb();
        try (XtbForces source = XtbForces.open(settings)) {
          Map<String, String> origin = new LinkedHashMap<>();
          origin.put("engine", settings.method().toString());
          origin.put("charge", Integer.toString(settings.charge()));
          origin.put("unpaired", Integer.toString(settings.unpairedElectrons()));
          return motionRun.move(frame, source, origin);
        }
      case "ipi":
        try (IpiServerForces source = IpiServerForces.listen(client.address(), client.waiting())) {
          run.remark("waiting for a client at " + source.address());
          return motionRun.move(frame, source, Map.of("engine", "ipi"));
        }
      default:
        return sampleByModel(frame, motionRun);
    }
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

  private int sampleByModel(Frame frame, MotionRun motionRun) {
    Path file = Path.of(engine);
    ForceModel model = ModelFile.open(file);
    model.requireKnown(frame.structure(), frame.location().toString());
    try (WorkerPool pool = run.pool()) {
      return motionRun.move(
          frame, new ModelForces(model, pool), StartFrames.checksum("model", file));
    }
  }
}
