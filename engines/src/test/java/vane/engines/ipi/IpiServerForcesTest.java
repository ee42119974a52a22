package vane.engines.ipi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static vane.engines.ipi.FakeServer.header;
import static vane.engines.ipi.FakeServer.integer;
import static vane.engines.ipi.FakeServer.reals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vane.engines.ForceEvaluation;
import vane.engines.ForceSource;
import vane.engines.LennardJones;
import vane.engines.ipi.FakeServer.Conversation;
import vane.engines.ipi.FakeServer.Script;
import vane.structure.Cell;
import vane.structure.Element;
import vane.structure.Structure;

/** The server's side against Vane's own driver, a client from a description, and ASE. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class IpiServerForcesTest {
  private static final Duration WAIT = Duration.ofSeconds(60);
  private static final Cell TRICLINIC =
      Cell.of(new double[] {3.9, 0.2, -0.1, 0.6, 4.1, 0.3, -0.4, 0.5, 4.4}, true, true, true);
  private static final double[] PLACES = {0, 0, 0, 2.1, 1.9, 2.3};

  @TempDir Path folder;

  private static Structure copper(double[] positions, Optional<Cell> cell) {
    List<Element> elements = List.of(Element.of(29), Element.of(29));
    return cell.map(each -> Structure.of(elements, positions, each))
        .orElseGet(() -> Structure.of(elements, positions));
  }

  private static TcpAddress freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new TcpAddress("localhost", socket.getLocalPort());
    }
  }

  private static CompletableFuture<IpiSummary> drive(
      IpiAddress address, ForceSource source, Structure template, IpiSettings settings) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (IpiConnection connection = IpiConnection.open(address, WAIT)) {
            return new IpiDriver(source, template, settings)
                .run(connection, (step, evaluation) -> {});
          }
        });
  }

  /** A client from a description. */
  private static CompletableFuture<Void> play(IpiAddress address, Script script) {
    return CompletableFuture.runAsync(
        () -> {
          try (SocketChannel channel = address.connect()) {
            script.speak(new Conversation(channel));
          } catch (IOException failure) {
            throw new UncheckedIOException(failure);
          }
        });
  }

  private static void assertClose(double[] found, double[] expected, double tolerance) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.length; i++) {
      assertThat(found[i]).isCloseTo(expected[i], within(tolerance));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatTheDriverComputesComesBackAsItWas(boolean periodic) throws Exception {
    Optional<Cell> cell = periodic ? Optional.of(TRICLINIC) : Optional.empty();
    LennardJones source = new LennardJones(0.2, 2.0);
    IpiAddress address = periodic ? freePort() : new UnixAddress(folder.resolve("socket"));
    try (IpiServerForces server = IpiServerForces.listen(address, WAIT)) {
      CompletableFuture<IpiSummary> driver =
          drive(address, source, copper(PLACES, cell), new IpiSettings(false, false));
      for (int step = 0; step < 3; step++) {
        double[] moved = PLACES.clone();
        moved[3] += 0.1 * step;
        Structure structure = copper(moved, cell);
        ForceEvaluation expected = source.evaluate(structure);
        ForceEvaluation found = server.evaluate(structure);
        assertThat(found.energy().orElseThrow())
            .isCloseTo(expected.energy().orElseThrow(), within(1e-12));
        assertClose(found.forces(), expected.forces(), 1e-12);
        assertThat(found.virial().isPresent()).isEqualTo(periodic);
        found
            .virial()
            .ifPresent(virial -> assertClose(virial, expected.virial().orElseThrow(), 1e-12));
      }
      server.close();
      assertThat(driver.get(60, TimeUnit.SECONDS)).isEqualTo(new IpiSummary(3, 0));
    }
    assertThat(folder.resolve("socket")).doesNotExist();
  }

  @Test
  void whatADriverDoesNotKnowIsNotZero() throws Exception {
    ForceSource forcesAlone =
        structure ->
            new ForceEvaluation(
                structure.positions(),
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty(),
                0);
    IpiAddress address = freePort();
    Structure structure = copper(PLACES, Optional.of(TRICLINIC));
    try (IpiServerForces server = IpiServerForces.listen(address, WAIT)) {
      drive(address, forcesAlone, structure, new IpiSettings(true, true));
      ForceEvaluation found = server.evaluate(structure);
      assertThat(found.energy()).isEmpty();
      assertThat(found.virial()).isEmpty();
      assertClose(found.forces(), PLACES, 1e-12);
    }
  }

  /** Says what every client says until it is asked for forces. */
  private static void untilGetforce(Conversation with) throws IOException {
    assertThat(with.hearHeader()).isEqualTo("STATUS      ");
    with.say(header("NEEDINIT"));
    assertThat(with.hearHeader()).isEqualTo("INIT        ");
    assertThat(with.hearInteger()).isZero();
    with.hear(with.hearInteger());
    assertThat(with.hearHeader()).isEqualTo("STATUS      ");
    with.say(header("READY"));
    assertThat(with.hearHeader()).isEqualTo("POSDATA     ");
    double[] columns = with.hearReals(9);
    double[] inverse = with.hearReals(9);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        double product = 0;
        for (int k = 0; k < 3; k++) {
          product += columns[3 * i + k] * inverse[3 * k + j];
        }
        assertThat(product).isCloseTo(i == j ? 1 : 0, within(1e-12));
      }
    }
    assertThat(columns[1]).isCloseTo(0.6 / 0.5291772105638411, within(1e-12));
    assertThat(with.hearInteger()).isEqualTo(2);
    assertThat(with.hearReals(6)[5]).isCloseTo(2.3 / 0.5291772105638411, within(1e-12));
    assertThat(with.hearHeader()).isEqualTo("STATUS      ");
    with.say(header("HAVEDATA"));
    assertThat(with.hearHeader()).isEqualTo("GETFORCE    ");
  }

  private static void forces(Conversation with, int atoms) throws IOException {
    with.say(
        header("FORCEREADY"),
        reals(-1),
        integer(atoms),
        reals(new double[3 * atoms]),
        reals(new double[9]),
        integer(0));
  }

  @Test
  void aClientThatVanishesIsOneLineAndANewOneGoesOn() throws Exception {
    IpiAddress address = freePort();
    Structure structure = copper(PLACES, Optional.of(TRICLINIC));
    try (IpiServerForces server = IpiServerForces.listen(address, WAIT)) {
      assertFails(server, structure, with -> {}, "went away without an answer to STATUS");
      assertFails(
          server,
          structure,
          IpiServerForcesTest::untilGetforce,
          "went away without an answer to GETFORCE");
      assertFails(
          server,
          structure,
          with -> {
            untilGetforce(with);
            with.say(header("FORCEREADY"), reals(-1));
          },
          "closed the connection in the middle of FORCEREADY");
      CompletableFuture<Void> good =
          play(
              address,
              with -> {
                untilGetforce(with);
                forces(with, 2);
                assertThat(with.hearHeader()).isEqualTo("EXIT        ");
              });
      assertThat(server.evaluate(structure).energy().orElseThrow())
          .isCloseTo(-27.211386024367243, within(1e-12));
      server.close();
      good.get(60, TimeUnit.SECONDS);
    }
  }

  private static void assertFails(
      IpiServerForces server, Structure structure, Script script, String message) throws Exception {
    CompletableFuture<Void> client = play(server.address(), script);
    assertThatThrownBy(() -> server.evaluate(structure))
        .isInstanceOf(IpiConnectionException.class)
        .hasMessageContaining("the client at " + server.address())
        .hasMessageContaining(message)
        .satisfies(error -> assertThat(error.getMessage()).doesNotContain("\n"));
    client.get(60, TimeUnit.SECONDS);
  }

  @Test
  void whatBreaksTheProtocolIsRefused() throws Exception {
    Structure structure = copper(PLACES, Optional.of(TRICLINIC));
    try (IpiServerForces server = IpiServerForces.listen(freePort(), WAIT)) {
      play(
          server.address(),
          with -> {
            untilGetforce(with);
            forces(with, 3);
          });
      assertThatThrownBy(() -> server.evaluate(structure))
          .isInstanceOf(IpiProtocolException.class)
          .hasMessageContaining("client at localhost")
          .hasMessageContaining("found forces on 3 atoms, expected 2 as in the structure");
      play(server.address(), with -> with.say(header("HELLO")));
      assertThatThrownBy(() -> server.evaluate(structure))
          .isInstanceOf(IpiProtocolException.class)
          .hasMessageContaining("found the header 'HELLO', expected READY");
      play(
          server.address(),
          with -> {
            untilGetforce(with);
            with.say(header("FORCEREADY"), reals(Double.NaN));
          });
      assertThatThrownBy(() -> server.evaluate(structure))
          .isInstanceOf(IpiProtocolException.class)
          .hasMessageContaining("found NaN as number 0 of the energy in FORCEREADY");
    }
  }

  @Test
  void whereNoClientComesOneLineSaysWhatToDo() throws Exception {
    IpiAddress address = freePort();
    try (IpiServerForces server = IpiServerForces.listen(address, Duration.ofMillis(200))) {
      assertThatThrownBy(() -> server.evaluate(copper(PLACES, Optional.empty())))
          .isInstanceOf(IpiConnectionException.class)
          .hasMessageContaining("found no client at " + address + " within 0.2 s")
          .hasMessageContaining("start the program");
      assertThatThrownBy(() -> IpiServerForces.listen(address, WAIT))
          .isInstanceOf(IpiConnectionException.class)
          .hasMessageContaining("cannot listen at " + address);
    }
    // The address is free again.
    IpiServerForces.listen(address, WAIT).close();
    UnixAddress socket = new UnixAddress(folder.resolve("taken"));
    Files.createFile(socket.path());
    assertThatThrownBy(() -> IpiServerForces.listen(socket, WAIT))
        .isInstanceOf(IpiConnectionException.class)
        .hasMessageContaining("can be deleted");
    assertThat(socket.path()).exists();
  }

  /** ASE's client with its effective-medium theory: a program that nobody here wrote. */
  private static final String ASE_CLIENT =
      """
      import sys
      from ase import Atoms
      from ase.calculators.emt import EMT
      from ase.calculators.socketio import SocketClient
      atoms = Atoms('Cu2', positions=[[0, 0, 0], [2, 2, 2]],
                    cell=[[3.9, 0.2, -0.1], [0.6, 4.1, 0.3], [-0.4, 0.5, 4.4]], pbc=True)
      atoms.calc = EMT()
      SocketClient(unixsocket=sys.argv[1]).run(atoms, use_stress=True)
      """;

  @Test
  @Tag("python")
  void forcesAndVirialOfAseAreDerivativesOfItsEnergy() throws Exception {
    String name = "vane-test-" + ProcessHandle.current().pid();
    Path script = Files.writeString(folder.resolve("client.py"), ASE_CLIENT);
    Path output = folder.resolve("output");
    try (IpiServerForces ase = IpiServerForces.listen(UnixAddress.named(name), WAIT)) {
      Process client =
          new ProcessBuilder("/usr/bin/python3", script.toString(), name)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      try {
        ForceEvaluation found = ase.evaluate(copper(PLACES, Optional.of(TRICLINIC)));
        double step = 1e-4;
        for (int i = 0; i < 6; i++) {
          double[] energies = new double[2];
          for (int side = 0; side < 2; side++) {
            double[] moved = PLACES.clone();
            moved[i] += side == 0 ? -step : step;
            energies[side] =
                ase.evaluate(copper(moved, Optional.of(TRICLINIC))).energy().orElseThrow();
          }
          assertThat(found.forces()[i])
              .isCloseTo((energies[0] - energies[1]) / (2 * step), within(1e-5));
        }
        double[] virial = found.virial().orElseThrow();
        assertThat(Arrays.stream(virial).map(Math::abs).min().orElseThrow()).isGreaterThan(0.01);
        for (int i = 0; i < 9; i++) {
          double down = ase.evaluate(strained(i, -step)).energy().orElseThrow();
          double up = ase.evaluate(strained(i, step)).energy().orElseThrow();
          assertThat(virial[i]).isCloseTo((down - up) / (2 * step), within(1e-4));
        }
        ase.close();
        assertThat(client.waitFor(60, TimeUnit.SECONDS)).as(Files.readString(output)).isTrue();
        assertThat(client.exitValue()).as(Files.readString(output)).isZero();
      } finally {
        client.destroy();
      }
    }
  }

  /** Positions and cell under a strain with one component. */
  private static Structure strained(int component, double strain) {
    double[] vectors = TRICLINIC.vectors();
    double[] positions = PLACES.clone();
    for (double[] rows : List.of(vectors, positions)) {
      for (int row = 0; row < rows.length; row += 3) {
        rows[row + component / 3] += strain * rows[row + component % 3];
      }
    }
    return copper(positions, Optional.of(Cell.of(vectors, true, true, true)));
  }
}
