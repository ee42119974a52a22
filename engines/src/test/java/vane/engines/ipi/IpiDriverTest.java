package vane.engines.ipi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static vane.engines.ipi.FakeServer.header;
import static vane.engines.ipi.FakeServer.init;
import static vane.engines.ipi.FakeServer.integer;
import static vane.engines.ipi.FakeServer.joined;
import static vane.engines.ipi.FakeServer.posdata;
import static vane.engines.ipi.FakeServer.reals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vane.InputException;
import vane.engines.ForceEvaluation;
import vane.engines.ForceSource;
import vane.engines.ipi.FakeServer.Script;
import vane.structure.Cell;
import vane.structure.Element;
import vane.structure.Structure;

/** The driver against a server that is written from the description of the protocol. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class IpiDriverTest {
  /** CODATA 2014, as in ase.units of ASE 3.22.1. */
  private static final double HARTREE = 27.211386024367243;

  private static final double BOHR = 0.5291772105638411;

  private static final List<Element> ATOMS = List.of(Element.of(6), Element.of(1));
  private static final double[] NO_CELL = new double[9];
  private static final double[] PLACES = {0, 0, 0, 1, 2, 3};
  private static final double[] VIRIAL = {1, 2, 3, 4, 5, 6, 7, 8, 9};
  private static final Structure OPEN = Structure.of(ATOMS, new double[] {0, 0, 0, 1, 1, 1});

  @TempDir Path folder;

  /** Gives each atom a force along its position, and remembers what it was asked. */
  private static final class Recorder implements ForceSource {
    private final List<Structure> asked = new ArrayList<>();
    private OptionalDouble energy = OptionalDouble.of(-3.5);

    @Override
    public ForceEvaluation evaluate(Structure structure) {
      asked.add(structure);
      return new ForceEvaluation(
          structure.positions(),
          energy,
          Optional.of(VIRIAL),
          Optional.of(new double[] {0.25, Double.POSITIVE_INFINITY}),
          1);
    }
  }

  private final Recorder source = new Recorder();
  private Structure template = OPEN;
  private IpiSettings settings = new IpiSettings(false, false);

  private IpiSummary drive(FakeServer server) throws IOException {
    try (IpiConnection connection = IpiConnection.open(server.address(), Duration.ZERO)) {
      return new IpiDriver(source, template, settings).run(connection, (step, evaluation) -> {});
    }
  }

  private IpiSummary against(Script script) throws Exception {
    try (FakeServer server = FakeServer.onLoopback().play(script)) {
      IpiSummary summary = drive(server);
      server.requireEnd();
      return summary;
    }
  }

  private static void hearForces(FakeServer.Conversation with) throws IOException {
    assertThat(with.hearHeader()).isEqualTo("FORCEREADY  ");
    assertThat(with.hearReals(1)[0]).isCloseTo(-3.5 / HARTREE, within(1e-15));
    assertThat(with.hearInteger()).isEqualTo(2);
    double[] forces = with.hearReals(6);
    for (int i = 0; i < 6; i++) {
      // Positions in Å taken for forces in eV/Å.
      assertThat(forces[i]).isCloseTo(PLACES[i] * BOHR * BOHR / HARTREE, within(1e-15));
    }
    double[] virial = with.hearReals(9);
    double[] columns = {1, 4, 7, 2, 5, 8, 3, 6, 9};
    for (int i = 0; i < 9; i++) {
      assertThat(virial[i]).isCloseTo(columns[i] / HARTREE, within(1e-15));
    }
  }

  private static void expectStatus(FakeServer.Conversation with, String answer) throws IOException {
    with.say(header("STATUS"));
    assertThat(with.hearHeader()).isEqualTo(String.format("%-12s", answer));
  }

  @Test
  void theStatusGoesFromNeedinitToHavedataAndBackToReady() throws Exception {
    IpiSummary summary =
        against(
            with -> {
              expectStatus(with, "NEEDINIT");
              expectStatus(with, "NEEDINIT");
              with.say(init("\0"));
              for (int step = 0; step < 3; step++) {
                expectStatus(with, "READY");
                with.say(posdata(NO_CELL, PLACES));
                expectStatus(with, "HAVEDATA");
                with.say(header("GETFORCE"));
                hearForces(with);
                assertThat(with.hearInteger()).as("bytes of extras").isZero();
              }
              expectStatus(with, "READY");
              with.say(header("EXIT"));
            });
    assertThat(summary).isEqualTo(new IpiSummary(3, 3));
    assertThat(source.asked).hasSize(3);
    assertThat(source.asked.get(0).elements()).isEqualTo(ATOMS);
    assertThat(source.asked.get(0).position(1, 2)).isCloseTo(3 * BOHR, within(1e-15));
    assertThat(source.asked.get(0).cell()).isEmpty();
  }

  @Test
  void messagesMayComeTogether() throws Exception {
    against(
        with -> {
          with.say(
              header("STATUS"),
              init(""),
              posdata(NO_CELL, PLACES),
              header("GETFORCE"),
              posdata(NO_CELL, PLACES),
              header("GETFORCE"));
          assertThat(with.hearHeader()).isEqualTo("NEEDINIT    ");
          hearForces(with);
          assertThat(with.hearInteger()).isZero();
          hearForces(with);
          assertThat(with.hearInteger()).isZero();
        });
    assertThat(source.asked).hasSize(2);
  }

  @Test
  void messagesMayComeByteByByte() throws Exception {
    against(
        with -> {
          for (byte each :
              joined(
                  init("name : 1"), posdata(NO_CELL, PLACES), header("GETFORCE"), header("EXIT"))) {
            with.say(new byte[] {each});
            Thread.yield();
          }
          hearForces(with);
          assertThat(with.hearInteger()).isZero();
        });
  }

  @Test
  void moreAtomsThanTheBufferHoldsComeWhole() throws Exception {
    int atoms = 20_000;
    double[] places = new double[3 * atoms];
    Arrays.setAll(places, i -> i);
    Element[] carbon = new Element[atoms];
    Arrays.fill(carbon, Element.of(6));
    template = Structure.of(List.of(carbon), places);
    ForceSource still =
        structure ->
            new ForceEvaluation(
                structure.positions(), OptionalDouble.of(0), Optional.empty(), Optional.empty(), 0);
    try (FakeServer server =
            FakeServer.onLoopback()
                .play(
                    with -> {
                      with.say(posdata(NO_CELL, places), header("GETFORCE"));
                      with.hear(12 + 8);
                      assertThat(with.hearInteger()).isEqualTo(atoms);
                      double[] forces = with.hearReals(3 * atoms);
                      assertThat(forces[3 * atoms - 1])
                          .isCloseTo(places[3 * atoms - 1] * BOHR * BOHR / HARTREE, within(1e-9));
                      assertThat(with.hearReals(9)).containsOnly(0);
                      assertThat(with.hearInteger()).isZero();
                    });
        IpiConnection connection = IpiConnection.open(server.address(), Duration.ZERO)) {
      new IpiDriver(still, template, settings).run(connection, (step, evaluation) -> {});
      server.requireEnd();
    }
  }

  @Test
  void latticeVectorsAreTheColumnsOnTheWire() throws Exception {
    double[] rows = {4, 0, 0, 1, 5, 0, 0.5, -1, 6};
    template =
        Structure.of(ATOMS, new double[] {0, 0, 0, 1, 1, 1}, Cell.of(rows, true, true, true));
    double[] columns = {8, 2, 1, 0, 10, -2, 0, 0, 12};
    against(
        with -> {
          with.say(posdata(columns, PLACES), header("GETFORCE"));
          hearForces(with);
        });
    Cell cell = source.asked.get(0).cell().orElseThrow();
    for (int i = 0; i < 9; i++) {
      assertThat(cell.vectors()[i]).isCloseTo(2 * rows[i] * BOHR, within(1e-14));
    }
    assertThat(cell.isPeriodic(0) && cell.isPeriodic(1) && cell.isPeriodic(2)).isTrue();
  }

  @Test
  void aVectorThatTheServerDoesNotHaveIsThatOfTheTemplate() throws Exception {
    template =
        Structure.of(
            ATOMS,
            new double[] {0, 0, 0, 1, 1, 1},
            Cell.of(new double[] {4, 0, 0, 0, 5, 0, 0, 0, 9}, true, true, false));
    double[] columns = {8, 0, 0, 0, 10, 0, 0, 0, 0};
    against(with -> with.say(posdata(columns, PLACES)));
    Cell cell = source.asked.get(0).cell().orElseThrow();
    assertThat(cell.get(0, 0)).isCloseTo(8 * BOHR, within(1e-14));
    assertThat(cell.get(2, 2)).isEqualTo(9);
    assertThat(cell.isPeriodic(1)).isTrue();
    assertThat(cell.isPeriodic(2)).isFalse();
  }

  @Test
  void aPeriodicTemplateNeedsACell() throws IOException {
    template =
        Structure.of(
            ATOMS,
            new double[] {0, 0, 0, 1, 1, 1},
            Cell.of(new double[] {4, 0, 0, 0, 5, 0, 0, 0, 9}, true, true, true));
    assertRefused(
        InputException.class, with -> with.say(posdata(NO_CELL, PLACES)), "has no volume");
  }

  @Test
  void extrasAreJsonWhereTheyAreWanted() throws Exception {
    settings = new IpiSettings(true, false);
    against(
        with -> {
          with.say(posdata(NO_CELL, PLACES), header("GETFORCE"));
          hearForces(with);
          byte[] text = with.hear(with.hearInteger()).array();
          assertThat(new String(text, StandardCharsets.UTF_8))
              .isEqualTo(
                  "{\"hasEnergy\":true,\"hasVirial\":true,\"extrapolating\":1,"
                      + "\"uncertainty\":[0.25,null]}");
        });
  }

  @Test
  void anEnergyThatIsNotThereIsNeverSilentlyZero() throws Exception {
    source.energy = OptionalDouble.empty();
    assertThatThrownBy(() -> new IpiDriver(source, template, settings).tryOut())
        .isInstanceOf(InputException.class)
        .hasMessageContaining("found a model without an energy")
        .hasMessageContaining("--forces-only");
    settings = new IpiSettings(true, true);
    against(
        with -> {
          with.say(posdata(NO_CELL, PLACES), header("GETFORCE"));
          with.hear(12);
          assertThat(with.hearReals(1)).containsExactly(0);
          with.hear(4 + 8 * (6 + 9));
          assertThat(new String(with.hear(with.hearInteger()).array(), StandardCharsets.UTF_8))
              .contains("\"hasEnergy\":false");
        });
  }

  @Test
  void aUnixSocketServesAsWell() throws Exception {
    Path path = folder.resolve("socket");
    try (FakeServer server =
        FakeServer.onUnixSocket(path)
            .play(
                with -> {
                  expectStatus(with, "NEEDINIT");
                  with.say(init("x"), posdata(NO_CELL, PLACES), header("GETFORCE"));
                  hearForces(with);
                })) {
      assertThat(drive(server).structures()).isEqualTo(1);
      server.requireEnd();
    }
  }

  @Test
  void aNameIsTheSocketThatIpiAndAseMean() {
    assertThat(UnixAddress.named("water")).hasToString("/tmp/ipi_water");
    assertThat(UnixAddress.named("/run/water")).hasToString("/run/water");
    assertThatThrownBy(() -> UnixAddress.named("x".repeat(200)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("of 209 bytes, expected at most 103");
    assertThatThrownBy(() -> UnixAddress.named(" ")).isInstanceOf(InputException.class);
  }

  private void assertRefused(Class<? extends Exception> type, Script script, String... messages)
      throws IOException {
    try (FakeServer server = FakeServer.onLoopback().play(script)) {
      assertThatThrownBy(() -> drive(server))
          .isInstanceOf(type)
          .hasMessageContainingAll(messages)
          .hasMessageContaining("server localhost:")
          .satisfies(error -> assertThat(error.getMessage()).doesNotContain("\n"));
    }
  }

  static List<Arguments> garbage() {
    double[] notANumber = {0, 0, 0, 1, Double.NaN, 3};
    double[] infinite = {1, 0, 0, 0, Double.NEGATIVE_INFINITY, 0, 0, 0, 1};
    return List.of(
        Arguments.of(
            "GET / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII),
            "found the header 'GET / HTTP/1', expected STATUS, INIT, POSDATA, GETFORCE or EXIT"),
        Arguments.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, -1, 12}, "header '????????????'"),
        Arguments.of(header("status"), "found the header 'status'"),
        Arguments.of(
            posdata(NO_CELL, 0, 0, 0), "found 1 atom in POSDATA, expected 2 as in the template"),
        Arguments.of(
            joined(header("POSDATA"), new byte[144], integer(-7)),
            "found a count of -7 atoms in POSDATA, expected 0 to 100000000"),
        Arguments.of(
            joined(header("POSDATA"), new byte[144], integer(100_000_001)),
            "found a count of 100000001 atoms in POSDATA"),
        Arguments.of(
            posdata(NO_CELL, notANumber), "found NaN as number 4 of the positions in POSDATA"),
        Arguments.of(
            joined(header("POSDATA"), reals(infinite)),
            "found -Infinity as number 4 of the cell in POSDATA"),
        Arguments.of(header("GETFORCE"), "found GETFORCE without a POSDATA before it"),
        Arguments.of(
            init("{} batch_size:4"),
            "found an INIT with '{} batch_size:4', expected one structure at a time"),
        Arguments.of(
            joined(header("INIT"), integer(0), integer(-1)), "found a count of -1 bytes in INIT"),
        Arguments.of(
            joined(header("INIT"), integer(0), integer(Integer.MAX_VALUE)),
            "found a count of 2147483647 bytes in INIT"));
  }

  @ParameterizedTest
  @MethodSource("garbage")
  void whatBreaksTheProtocolIsRefused(byte[] said, String message) throws IOException {
    assertRefused(IpiProtocolException.class, with -> with.say(said), message);
  }

  @Test
  void aServerMayCloseBetweenMessages() throws Exception {
    assertThat(against(with -> {})).isEqualTo(new IpiSummary(0, 0));
    assertThat(against(with -> with.say(init(""), posdata(NO_CELL, PLACES))))
        .isEqualTo(new IpiSummary(1, 1));
  }

  @Test
  void aServerThatVanishesWithinAMessageIsAnError() throws IOException {
    byte[] whole = posdata(NO_CELL, PLACES);
    for (int sent : new int[] {12, 100, 160, whole.length - 1}) {
      assertRefused(
          IpiConnectionException.class,
          with -> with.say(Arrays.copyOf(whole, sent)),
          "closed the connection in the middle of POSDATA");
    }
    assertRefused(
        IpiConnectionException.class,
        with -> with.say(Arrays.copyOf(whole, 5)),
        "closed the connection in the middle of a header");
  }

  @Test
  void whereNobodyListensOneLineSaysWhatToDo() throws IOException {
    int free;
    try (ServerSocketChannel channel = ServerSocketChannel.open()) {
      channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      free = ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }
    long begin = System.nanoTime();
    assertThatThrownBy(
            () -> IpiConnection.open(new TcpAddress("localhost", free), Duration.ofMillis(300)))
        .isInstanceOf(IpiConnectionException.class)
        .hasMessageContaining("found no server at localhost:" + free + " within 0.3 s")
        .hasMessageContaining("start the server first");
    assertThat(System.nanoTime() - begin).isGreaterThan(300_000_000);
    assertThatThrownBy(
            () -> IpiConnection.open(new UnixAddress(folder.resolve("none")), Duration.ZERO))
        .isInstanceOf(IpiConnectionException.class)
        .hasMessageContaining(folder.resolve("none").toString());
    assertThatThrownBy(
            () -> IpiConnection.open(new TcpAddress("no.such.host.invalid", 1), Duration.ZERO))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("found the host no.such.host.invalid");
  }

  @Test
  void aServerThatStartsLaterIsFound() throws Exception {
    Path path = folder.resolve("late");
    Thread late =
        new Thread(
            () -> {
              try {
                Thread.sleep(500);
                try (FakeServer server =
                    FakeServer.onUnixSocket(path).play(with -> with.say(header("EXIT")))) {
                  server.requireEnd();
                }
              } catch (Exception failure) {
                throw new IllegalStateException(failure);
              }
            });
    late.start();
    try (IpiConnection connection =
        IpiConnection.open(new UnixAddress(path), Duration.ofSeconds(60))) {
      assertThat(
              new IpiDriver(source, template, settings)
                  .run(connection, (step, evaluation) -> {})
                  .structures())
          .isZero();
    }
    late.join();
  }
}
