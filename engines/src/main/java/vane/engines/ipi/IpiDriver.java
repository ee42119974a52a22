package vane.engines.ipi;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import vane.AtomicUnits;
import vane.InputException;
import vane.Plural;
import vane.engines.ForceEvaluation;
import vane.engines.ForceSource;
import vane.structure.Structure;
import vane.structure.StructureException;

/**
 * Computes forces for a server of the protocol, until the server ends.
 *
 * <p>The server asks for the state with {@code STATUS}, sends positions with {@code POSDATA} and
 * fetches what belongs to them with {@code GETFORCE}. The answer to {@code STATUS} is {@code
 * NEEDINIT} until an {@code INIT} came, then {@code READY} or {@code HAVEDATA}. A server may leave
 * out {@code STATUS}, and {@code INIT} too.
 */
public final class IpiDriver {
  /** More would be a message misread. */
  static final int MOST_ATOMS = 100_000_000;

  private static final int LONGEST_INIT = 1_000_000;

  private final ForceSource source;
  private final Structure start;
  private final IpiTemplate template;
  private final IpiSettings settings;

  /**
   * A driver.
   *
   * @param source where forces come from
   * @param template a structure with the server's atoms, in its order; where it repeats, structures
   *     of the server do, with the cell that the server sends
   * @param settings what to send
   */
  public IpiDriver(ForceSource source, Structure template, IpiSettings settings) {
    this.source = source;
    this.start = template;
    this.template = new IpiTemplate(template);
    this.settings = settings;
  }

  /** Hears of each structure that was evaluated. */
  public interface Listener {
    /**
     * Takes an evaluation.
     *
     * @param step the number of the structure, from 0
     * @param evaluation its forces
     */
    void accept(long step, ForceEvaluation evaluation);
  }

  /**
   * Evaluates the template, so that a source that cannot serve is found before a server waits for
   * it.
   *
   * @return the forces of the template
   * @throws InputException as the source does; or if it has no energy and the settings ask for one
   */
  public ForceEvaluation tryOut() {
    ForceEvaluation evaluation = source.evaluate(start);
    requireEnergy(evaluation);
    return evaluation;
  }

  private void requireEnergy(ForceEvaluation evaluation) {
    if (evaluation.energy().isEmpty() && !settings.withoutEnergy()) {
      throw new InputException(
          "found a model without an energy, expected one that has it, such as those of --method"
              + " equivariant; --forces-only sends zero in its place, for servers that use forces"
              + " alone");
    }
  }

  /**
   * Answers a server until it says {@code EXIT} or closes the connection.
   *
   * @param server the connection; not closed
   * @param listener hears of each structure
   * @return what was done
   * @throws IpiProtocolException if the server sends what it must not send
   * @throws IpiConnectionException if the connection ends within a message
   * @throws InputException if a structure cannot be evaluated
   */
  public IpiSummary run(IpiConnection server, Listener listener) {
    boolean initialised = false;
    Optional<ForceEvaluation> ready = Optional.empty();
    long structures = 0;
    long extrapolating = 0;
    while (true) {
      Optional<String> header = server.header();
      switch (header.orElse("EXIT")) {
        case "STATUS":
          server.write(
              IpiMessage.header(
                  ready.isPresent() ? "HAVEDATA" : initialised ? "READY" : "NEEDINIT"));
          break;
        case "INIT":
          readInit(server);
          initialised = true;
          break;
        case "POSDATA":
          ready = Optional.of(evaluate(readStructure(server), structures));
          listener.accept(structures, ready.get());
          structures++;
          extrapolating += ready.get().extrapolating() > 0 ? 1 : 0;
          break;
        case "GETFORCE":
          server.write(
              forces(
                  ready.orElseThrow(
                      () -> server.wrong("GETFORCE without a POSDATA before it", "POSDATA"))));
          ready = Optional.empty();
          break;
        case "EXIT":
          return new IpiSummary(structures, extrapolating);
        default:
          throw server.wrong(
              "the header '" + IpiMessage.printable(header.get()) + "'",
              "STATUS, INIT, POSDATA, GETFORCE or EXIT");
      }
    }
  }

  private static void readInit(IpiConnection server) {
    server.integer();
    int length = server.count("bytes", LONGEST_INIT);
    String text = new String(server.bytes(length), StandardCharsets.ISO_8859_1);
    if (text.toLowerCase(Locale.ROOT).contains("batch_size")) {
      throw server.wrong(
          "an INIT with '" + IpiMessage.printable(text.strip()) + "'",
          "one structure at a time: take batch_size out of the server's settings");
    }
  }

  private Structure readStructure(IpiConnection server) {
    double[] cell = server.reals(9, AtomicUnits.BOHR_ANGSTROM, "cell");
    // The inverse of the cell, which nothing here needs.
    server.skip(9 * Double.BYTES);
    int atoms = server.count("atoms", MOST_ATOMS);
    if (atoms != template.size()) {
      throw server.wrong(
          Plural.of(atoms, "atom") + " in POSDATA", template.size() + " as in the template");
    }
    double[] positions = server.reals(3 * atoms, AtomicUnits.BOHR_ANGSTROM, "positions");
    try {
      return template.with(positions, cell);
    } catch (InputException impossible) {
      throw new InputException(
          "server " + server.server() + ": " + impossible.getMessage(), impossible);
    }
  }

  private ForceEvaluation evaluate(Structure structure, long step) {
    ForceEvaluation evaluation;
    try {
      evaluation = source.evaluate(structure);
    } catch (StructureException impossible) {
      throw new InputException(
          "structure " + step + " of the server: " + impossible.getCause().getMessage(),
          impossible);
    }
    requireEnergy(evaluation);
    double[] forces = evaluation.forces();
    for (int i = 0; i < forces.length; i++) {
      if (!Double.isFinite(forces[i])) {
        throw new InputException(
            "structure "
                + step
                + " of the server: found a force of "
                + forces[i]
                + " on atom "
                + i / 3
                + ", expected finite forces: its atoms are too far from what the model knows");
      }
    }
    return evaluation;
  }

  private ByteBuffer forces(ForceEvaluation evaluation) {
    double[] forces = evaluation.forces();
    double[] virial = evaluation.virial().orElseGet(() -> new double[9]);
    byte[] extras =
        settings.withExtras()
            ? IpiExtras.json(evaluation).getBytes(StandardCharsets.UTF_8)
            : new byte[0];
    ByteBuffer message =
        IpiMessage.withHeader(
            "FORCEREADY",
            Double.BYTES * (1 + forces.length + 9) + 2 * Integer.BYTES + extras.length);
    message.putDouble(evaluation.energy().orElse(0) / AtomicUnits.HARTREE_EV);
    message.putInt(forces.length / 3);
    double force = AtomicUnits.BOHR_ANGSTROM / AtomicUnits.HARTREE_EV;
    for (double component : forces) {
      message.putDouble(component * force);
    }
    for (double component : IpiTemplate.transposed(virial)) {
      message.putDouble(component / AtomicUnits.HARTREE_EV);
    }
    return message.putInt(extras.length).put(extras).flip();
  }
}
