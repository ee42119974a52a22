package vane.engines.ipi;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import vane.AtomicUnits;
import vane.Plural;
import vane.engines.ForceEvaluation;
import vane.engines.ForceSource;
import vane.structure.Cell;
import vane.structure.Structure;

/**
 * The forces of another program that speaks the protocol: it connects as a client, Vane sends it
 * structures.
 *
 * <p>The protocol does not carry elements. The client knows them from its own input, which must
 * have the same atoms in the same order. A structure without a cell is sent with a cell of zeros,
 * as ASE does; programs that need one want structures with a cell.
 *
 * <p>A client that fails usually ends. Then the structure is an {@link IpiConnectionException}, and
 * the next one waits for a new client.
 *
 * <p>Not safe for use by several threads.
 */
public final class IpiServerForces implements ForceSource, AutoCloseable {
  private static final int LONGEST_EXTRAS = 1_000_000_000;
  private static final byte[] INIT_TEXT = {' '};

  /** Å³; below it three vectors have no inverse. */
  private static final double SMALLEST_VOLUME = 1e-9;

  private final IpiAddress address;
  private final Duration wait;
  private final ServerSocketChannel listening;
  private Optional<IpiConnection> client = Optional.empty();

  private IpiServerForces(IpiAddress address, Duration wait, ServerSocketChannel listening) {
    this.address = address;
    this.wait = wait;
    this.listening = listening;
  }

  /**
   * Begins to listen. A client may connect from now on; the first structure waits for it.
   *
   * @param address a port or a Unix socket of this machine
   * @param wait how long to wait for a client
   * @return a source; the caller closes it
   * @throws IpiConnectionException if something else listens there
   * @throws vane.InputException if there can be no such address
   */
  public static IpiServerForces listen(IpiAddress address, Duration wait) {
    try {
      return new IpiServerForces(address, wait, address.listen());
    } catch (IOException taken) {
      throw new IpiConnectionException(
          address,
          "cannot listen at "
              + address
              + " ("
              + taken.getMessage()
              + "): take another port or socket, or end the program that has it; a socket that a"
              + " program left behind can be deleted",
          taken);
    }
  }

  /**
   * Where this source listens.
   *
   * @return its address
   */
  public IpiAddress address() {
    return address;
  }

  /**
   * Lets the client evaluate a structure, and waits for it without limit.
   *
   * @param structure the atoms of the client, in its order
   * @return its forces and its energy; the virial, too, where the structure is periodic in three
   *     directions. A client that cannot compute one sends zeros, which look like a virial
   * @throws IpiConnectionException if no client comes in time, or it goes away
   * @throws IpiProtocolException if it sends what it must not send, or has another number of atoms
   */
  @Override
  public ForceEvaluation evaluate(Structure structure) {
    IpiConnection connection = client.orElseGet(this::accept);
    client = Optional.empty();
    boolean done = false;
    try {
      prepare(connection);
      connection.write(posdata(structure));
      String state = ask(connection, "STATUS");
      if (!state.equals("HAVEDATA")) {
        throw unexpected(connection, state, "HAVEDATA after POSDATA");
      }
      String answer = ask(connection, "GETFORCE");
      if (!answer.equals("FORCEREADY")) {
        throw unexpected(connection, answer, "FORCEREADY");
      }
      ForceEvaluation evaluation = readForces(connection, structure);
      client = Optional.of(connection);
      done = true;
      return evaluation;
    } finally {
      if (!done) {
        connection.close();
      }
    }
  }

  private IpiConnection accept() {
    try (Selector selector = Selector.open()) {
      listening.configureBlocking(false);
      listening.register(selector, SelectionKey.OP_ACCEPT);
      // A timeout of zero would wait for ever.
      selector.select(Math.max(1, wait.toMillis()));
      SocketChannel channel = listening.accept();
      if (channel == null) {
        throw new IpiConnectionException(
            address,
            "found no client at "
                + address
                + " within "
                + wait.toMillis() / 1000.0
                + " s: start the program that computes forces, with the same port or socket",
            null);
      }
      channel.configureBlocking(true);
      return IpiConnection.ofClient(address, channel);
    } catch (IOException failure) {
      throw new IpiConnectionException(
          address, "cannot listen at " + address + " (" + failure.getMessage() + ")", failure);
    }
  }

  /** Brings the client to where it takes a structure. */
  private void prepare(IpiConnection connection) {
    String state = ask(connection, "STATUS");
    if (state.equals("NEEDINIT")) {
      connection.write(
          IpiMessage.withHeader("INIT", 2 * Integer.BYTES + INIT_TEXT.length)
              .putInt(0)
              .putInt(INIT_TEXT.length)
              .put(INIT_TEXT)
              .flip());
      state = ask(connection, "STATUS");
    }
    if (!state.equals("READY")) {
      throw unexpected(connection, state, "READY");
    }
  }

  private String ask(IpiConnection connection, String question) {
    connection.write(IpiMessage.header(question));
    return connection
        .header()
        .orElseThrow(
            () ->
                new IpiConnectionException(
                    address,
                    "the client at "
                        + address
                        + " went away without an answer to "
                        + question
                        + ": its own output says why",
                    null));
  }

  private static IpiProtocolException unexpected(
      IpiConnection connection, String found, String expected) {
    return connection.wrong("the header '" + IpiMessage.printable(found) + "'", expected);
  }

  private static ByteBuffer posdata(Structure structure) {
    double[] vectors = structure.cell().map(Cell::vectors).orElseGet(() -> new double[9]);
    double[] columns = IpiTemplate.transposed(vectors);
    double[] positions = structure.positions();
    ByteBuffer message =
        IpiMessage.withHeader("POSDATA", Double.BYTES * (9 + 9 + positions.length) + Integer.BYTES);
    put(message, columns, 1 / AtomicUnits.BOHR_ANGSTROM);
    put(message, inverse(columns), AtomicUnits.BOHR_ANGSTROM);
    message.putInt(structure.size());
    put(message, positions, 1 / AtomicUnits.BOHR_ANGSTROM);
    return message.flip();
  }

  private static void put(ByteBuffer message, double[] values, double unit) {
    for (double value : values) {
      message.putDouble(value * unit);
    }
  }

  /** The inverse of a {@code [3 × 3]} array; zeros where it has none. */
  static double[] inverse(double[] m) {
    double[] cofactors = new double[9];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        int r = (i + 1) % 3;
        int s = (i + 2) % 3;
        int c = (j + 1) % 3;
        int d = (j + 2) % 3;
        cofactors[3 * i + j] = m[3 * r + c] * m[3 * s + d] - m[3 * r + d] * m[3 * s + c];
      }
    }
    double determinant = m[0] * cofactors[0] + m[1] * cofactors[1] + m[2] * cofactors[2];
    double[] inverse = new double[9];
    if (Math.abs(determinant) > SMALLEST_VOLUME) {
      double[] adjugate = IpiTemplate.transposed(cofactors);
      for (int i = 0; i < 9; i++) {
        inverse[i] = adjugate[i] / determinant;
      }
    }
    return inverse;
  }

  private static ForceEvaluation readForces(IpiConnection connection, Structure structure) {
    double energy = connection.reals(1, AtomicUnits.HARTREE_EV, "energy")[0];
    int atoms = connection.count("atoms", IpiDriver.MOST_ATOMS);
    if (atoms != structure.size()) {
      throw connection.wrong(
          "forces on " + Plural.of(atoms, "atom"), structure.size() + " as in the structure");
    }
    double[] forces =
        connection.reals(3 * atoms, AtomicUnits.HARTREE_EV / AtomicUnits.BOHR_ANGSTROM, "forces");
    double[] virial = IpiTemplate.transposed(connection.reals(9, AtomicUnits.HARTREE_EV, "virial"));
    int length = connection.count("bytes of extras", LONGEST_EXTRAS);
    String extras = new String(connection.bytes(length), StandardCharsets.UTF_8);
    boolean periodic = structure.cell().filter(Cell::isFullyPeriodic).isPresent();
    return new ForceEvaluation(
        forces,
        IpiExtras.denies(extras, IpiExtras.ENERGY)
            ? OptionalDouble.empty()
            : OptionalDouble.of(energy),
        periodic && !IpiExtras.denies(extras, IpiExtras.VIRIAL)
            ? Optional.of(virial)
            : Optional.empty(),
        Optional.empty(),
        0);
  }

  /** Tells the client to end, and leaves the address. */
  @Override
  public void close() {
    try {
      client.ifPresent(this::sayExit);
    } finally {
      client = Optional.empty();
      stopListening();
    }
  }

  private void sayExit(IpiConnection connection) {
    try (connection) {
      connection.write(IpiMessage.header("EXIT"));
    } catch (IpiConnectionException gone) {
      // A client that is gone has ended already, which is all that was wanted.
    }
  }

  private void stopListening() {
    try {
      if (listening.isOpen()) {
        listening.close();
        address.cleanUp();
      }
    } catch (IOException failure) {
      throw new IpiConnectionException(address, "cannot stop listening at " + address, failure);
    }
  }
}
