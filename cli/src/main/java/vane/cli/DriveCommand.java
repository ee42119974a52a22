package vane.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vane.Plural;
import vane.engines.ForceEvaluation;
import vane.engines.ModelForces;
import vane.engines.ipi.IpiAddress;
import vane.engines.ipi.IpiConnection;
import vane.engines.ipi.IpiConnectionException;
import vane.engines.ipi.IpiDriver;
import vane.engines.ipi.IpiSettings;
import vane.engines.ipi.IpiSummary;
import vane.engines.ipi.TcpAddress;
import vane.engines.ipi.UnixAddress;
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
final class DriveCommand implements Callable<Integer> {
  private static final double LONGEST_WAIT_SECONDS = 1e6;

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
      names = "--host",
      paramLabel = "H",
      description = "The machine of the server (default: localhost).")
  private String host;

  @Option(
      names = "--port",
      paramLabel = "P",
      description = "The port of the server (default: 31415, as in ASE).")
  private Integer port;

  @Option(
      names = "--unix",
      paramLabel = "NAME",
      description =
          "Connect to the Unix socket /tmp/ipi_NAME, as i-PI and ASE name it; a NAME that begins"
              + " with / is the whole path.")
  private String unix;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "Try to connect for so long (default: ${DEFAULT-VALUE}).")
  private double waitSeconds;

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

  @Mixin private RunOptions run;

  @Override
  public Integer call() {
    IpiAddress address = address();
    if (!(waitSeconds >= 0 && waitSeconds <= LONGEST_WAIT_SECONDS)) {
      throw new UsageException("--wait: found " + waitSeconds + ", expected 0 to 1000000 seconds");
    }
    ForceModel forceModel = ModelFile.open(model);
    Frame frame = firstFrame(TrajectoryPath.parse(template));
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

  private IpiAddress address() {
    if (unix == null) {
      return new TcpAddress(
          host == null ? "localhost" : host, port == null ? TcpAddress.DEFAULT_PORT : port);
    }
    if (host != null || port != null) {
      throw new UsageException(
          "--unix: found with " + (host == null ? "--port" : "--host") + ", expected one of them");
    }
    return UnixAddress.named(unix);
  }

  private static Frame firstFrame(TrajectoryPath path) {
    try (Stream<Frame> frames = path.frames()) {
      return frames.findFirst().orElseThrow();
    }
  }

  private void serve(IpiDriver driver, IpiAddress address) {
    try (IpiConnection server =
        IpiConnection.open(address, Duration.ofMillis(Math.round(1000 * waitSeconds)))) {
      run.remark("connected to " + address);
      IpiSummary summary = driver.run(server, new FirstExtrapolation());
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
