package vane.cli.engine;

import java.time.Duration;
import picocli.CommandLine.Option;
import vane.cli.program.UsageException;
import vane.engines.ipi.IpiAddress;
import vane.engines.ipi.TcpAddress;
import vane.engines.ipi.UnixAddress;

/** Where the two sides of the i-PI protocol meet, and how long one waits for the other. */
final class IpiAddressOptions {
  private static final double LONGEST_WAIT_SECONDS = 1e6;

  @Option(
      names = "--host",
      paramLabel = "H",
      description = "The machine that the server listens on (default: localhost).")
  private String host;

  @Option(
      names = "--port",
      paramLabel = "P",
      description = "The port that the server listens on (default: 31415, as in ASE).")
  private Integer port;

  @Option(
      names = "--unix",
      paramLabel = "NAME",
      description =
          "Meet at the Unix socket /tmp/ipi_NAME, as i-PI and ASE name it; a NAME that begins"
              + " with / is the whole path.")
  private String unix;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "Wait for the other side for so long (default: ${DEFAULT-VALUE}).")
  private double waitSeconds;

  /**
   * Where to meet.
   *
   * @return a port or a Unix socket
   * @throws UsageException if both are given
   */
  IpiAddress address() {
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

  /** Whether any of these options was given. */
  boolean isGiven() {
    return host != null || port != null || unix != null;
  }

  /**
   * How long to wait for the other side.
   *
   * @return zero or longer
   * @throws UsageException if it is out of range
   */
  Duration waiting() {
    if (!(waitSeconds >= 0 && waitSeconds <= LONGEST_WAIT_SECONDS)) {
      throw new UsageException("--wait: found " + waitSeconds + ", expected 0 to 1000000 seconds");
    }
    return Duration.ofMillis(Math.round(1000 * waitSeconds));
  }
}
