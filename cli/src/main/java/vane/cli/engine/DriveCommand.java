package vane.cli.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vane.Plural;
import vane.cli.motion.StartFrames;
import vane.cli.program.ExitStatus;
import vane.cli.program.RunOptions;
import vane.engines.ForceEvaluation;
import vane.engines.ModelForces;
import vane.engines.ipi.IpiAddress;
import vane.engines.ipi.IpiConnection;
import vane.engines.ipi.IpiConnectionException;
import vane.engines.ipi.IpiDriver;
import vane.engines.ipi.IpiSettings;
import vane.engines.ipi.IpiSummary;
import vane.io.xyz.Frame;
import vane.io.xyz.FrameLocations;
import vane.io.xyz.TrajectoryPath;
import vane.model.ForceModel;
import vane.model.file.ModelFile;
import vane.parallel.WorkerPool;

/** {@code vane drive}: computes forces for a program that moves atoms. */
@Command(
    name = "drive",
    description = "Computes forces for i-PI, ASE and other servers of the i-PI protocol.",
    footer = {
      "",
      "The server moves the atoms, and Vane connects to it as a client. The protocol carries no",
      "elements: the template names them, in the server's order, and says with pbc in which",
      "directions structures repeat; there the server's cell counts. The model must give forces:",
      "method equivariant, or oa-mlm with preset accurate or clusters and --forces-only. Exit",
      "status 0: the server ended. Exit status 1: there was no server, or it ended in the middle of",
      "a message.",
      "",
      "Examples:",
      "  vane drive alkanes.vane --template ethane.xyz",
      "  vane drive alkanes.vane --template run.xyz@5 --host cluster7 --port 31400",
      "  vane drive slab.vane --template slab.xyz --unix slab --wait 60"
    })
public final class DriveCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "MODEL", description = "A model file that train wrote.")
  private Path model;

  @Option(
      names = "--template",
      required = true,
      paramLabel = "START.xyz",
      description =
          "A structure with the server's atoms, in its order: the first frame, or the one that a"
              + " selection names: run.xyz@5.")
  private String template;

  @Option(
      names = "--extras",
      description =
          "Send uncertainties and the number of extrapolating atoms, too, as a JSON text. ASE 3.22"
              + " takes none.")
  private boolean extras;

  @Option(
      names = "--forces-only",
      description =
          "For a model without an energy: send zero for its energy and virial. Without this it is"
              + " refused.")
  private boolean forcesOnly;

  @Mixin private IpiAddressOptions server;
  @Mixin private RunOptions run;

  /** The command as picocli makes it. */
  public DriveCommand() {}

  @Override
  public Integer call() {
    IpiAddress address = server.address();
    server.waiting();
    ForceModel forceModel = ModelFile.open(model);
    Frame frame = StartFrames.first(TrajectoryPath.parse(template));
    forceModel.requireKnown(frame.structure(), frame.location().toString());
    try (WorkerPool pool = run.pool()) {
      IpiDriver driver =
          new IpiDriver(
              new ModelForces(forceModel, pool),
              frame.structure(),
              new IpiSettings(extras, forcesOnly));
      FrameLocations.of(List.of(frame)).naming(driver::tryOut);
      serve(driver, address);
      return ExitStatus.DONE;
    } catch (IpiConnectionException gone) {
      run.failure(gone.getMessage());
      return ExitStatus.FAILED;
    }
  }

  private void serve(IpiDriver driver, IpiAddress address) {
    try (IpiConnection connection = IpiConnection.open(address, server.waiting())) {
      run.remark("connected to " + address);
      IpiSummary summary = driver.run(connection, new FirstExtrapolation());
      run.remark(
          "the server ended after "
              + Plural.of(summary.structures(), "structure")
              + ", "
              + summary.extrapolating()
              + " of them with atoms outside of the training range");
    }
  }

  /** Warns once, at the first structure that the model does not know well. */
  private final class FirstExtrapolation implements IpiDriver.Listener {
    private boolean warned;

    @Override
    public void accept(long step, ForceEvaluation evaluation) {
      if (evaluation.extrapolating() > 0 && !warned) {
        warned = true;
        run.warning(
            "structure "
                + step
                + " of the server: "
                + Plural.of(evaluation.extrapolating(), "atom")
                + " outside of the training range");
      }
    }
  }
}
