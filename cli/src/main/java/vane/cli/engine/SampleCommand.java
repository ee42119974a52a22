package vane.cli.engine;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import vane.cli.motion.MotionOptions;
import vane.cli.motion.MotionRun;
import vane.cli.program.RunOptions;
import vane.io.xyz.Frame;

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
public final class SampleCommand implements Callable<Integer> {
  @Mixin private EngineOptions engine;
  @Mixin private MotionOptions motion;
  @Mixin private RunOptions run;

  /** The command as picocli makes it. */
  public SampleCommand() {}

  @Override
  public Integer call() {
    motion.check(engine.files());
    engine.check();
    Frame frame = engine.startFrame();
    return engine.use(
        frame,
        run,
        (source, origin) -> new MotionRun(motion, run, List.of(), "").move(frame, source, origin));
  }
}
