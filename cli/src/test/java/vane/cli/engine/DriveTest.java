package vane.cli.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vane.cli.Bundled;
import vane.cli.CommandLineRun;
import vane.cli.DriveModels;

/** What {@code vane drive} says, and its exit status. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class DriveTest {
  @TempDir static Path shared;
  private static String model;
  private static String ethane;

  @TempDir Path folder;

  @BeforeAll
  static void prepare() {
    model = DriveModels.withEnergy(shared).toString();
    ethane = DriveModels.ethane(shared.resolve("ethane.xyz"), Optional.empty()).toString();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Runs the driver against a server that says some bytes, if any, and closes. */
  private static CommandLineRun against(byte[] said) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread speaker =
          new Thread(
              () -> {
                try (Socket socket = server.accept()) {
                  new DataOutputStream(socket.getOutputStream()).write(said);
                  socket.shutdownOutput();
                  socket.getInputStream().readAllBytes();
                } catch (IOException closed) {
                  // The driver may go first.
                }
              });
      speaker.start();
      CommandLineRun run =
          CommandLineRun.of(
              "drive", model, "--template", ethane, "--port", "" + server.getLocalPort());
      speaker.join();
      return run;
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void aServerThatClosesEndsItQuietly() throws Exception {
    CommandLineRun run = against(ascii("STATUS      "));
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("connected to localhost:", "the server ended after 0 structures");
  }

  @Test
  void aServerThatVanishesIsOneLineAndStatusOne() throws Exception {
    CommandLineRun run = against(ascii("POSDATA     half a cell"));
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err().lines().toList())
        .hasSize(2)
        .last()
        .asString()
        .matches("vane: the server localhost:\\d+ closed the connection in the middle of POSDATA");
  }

  @Test
  void garbageIsOneLineAndStatusTwo() throws Exception {
    CommandLineRun run = against(ascii("HELO example.org\r\n"));
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err().lines().toList())
        .hasSize(2)
        .last()
        .asString()
        .matches(
            "vane: server localhost:\\d+: found the header 'HELO example', expected STATUS, INIT,"
                + " POSDATA, GETFORCE or EXIT");
  }

  @Test
  void whereNoServerIsOneLineSaysWhatWasTried() throws IOException {
    int port = freePort();
    CommandLineRun run =
        CommandLineRun.of(
            "drive", model, "--template", ethane, "--port", "" + port, "--wait", "0.2", "-q");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .startsWith("vane: found no server at localhost:" + port + " within 0.2 s (")
        .endsWith("): start the server first, with the same port, or give --wait more seconds");
    Path socket = folder.resolve("none");
    run =
        CommandLineRun.of(
            "drive", model, "--template", ethane, "--unix", socket.toString(), "--wait", "0");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .startsWith("vane: found no server at " + socket);
  }

  @ParameterizedTest
  @CsvSource({
    "'--unix a --port 1','--unix: found with --port, expected one of them'",
    "'--unix a --host b','--unix: found with --host, expected one of them'",
    "'--port 0','found the port 0, expected 1 to 65535'",
    "'--port 65536','found the port 65536, expected 1 to 65535'",
    "'--port x','found ''x'', expected a whole number'",
    "'--wait -1','--wait: found -1.0, expected 0 to 1000000 seconds'",
    "'--host no.such.host.invalid','found the host no.such.host.invalid, expected'"
  })
  void whatDoesNotBelongIsRefused(String options, String message) {
    CommandLineRun run =
        CommandLineRun.of(
            CommandLineRun.join(
                new String[] {"drive", model, "--template", ethane}, options.split(" ")));
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err().lines()).singleElement().asString().contains(message);
  }

  @Test
  void theTemplateIsCheckedBeforeAServerIsSought() throws IOException {
    Path water = Files.writeString(folder.resolve("water.xyz"), "1\n\nH 0 0 0\n1\n\nO 0 0 0\n");
    CommandLineRun run = CommandLineRun.of("drive", model, "--template", water + "@1");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .contains("water.xyz: frame 1: atom 0 is O, expected one of the elements");
  }

  @Test
  void aModelWithoutForcesOrEnergyIsRefusedBeforeAServerIsSought() throws Exception {
    Path directions = Bundled.smallModel(folder, "directions.vane");
    CommandLineRun run =
        CommandLineRun.of("drive", directions.toString(), "--template", ethane, "--forces-only");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .startsWith("vane: found a model of directions without forces");
    String forces = DriveModels.withoutEnergy(folder).toString();
    run = CommandLineRun.of("drive", forces, "--template", ethane);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .startsWith("vane: found a model without an energy")
        .contains("--forces-only");
    int port = freePort();
    run =
        CommandLineRun.of(
            "drive",
            forces,
            "--template",
            ethane,
            "--forces-only",
            "--wait",
            "0",
            "--port",
            "" + port);
    assertThat(run.err()).contains("found no server at localhost:" + port);
  }
}
