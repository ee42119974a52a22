package vane.engines.xtb;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import vane.InputException;
import vane.Plural;
import vane.engines.EngineFailedException;
import vane.engines.ForceEvaluation;
import vane.engines.ForceSource;
import vane.structure.Cell;
import vane.structure.Element;
import vane.structure.Structure;

/**
 * Energies and forces of molecules by libxtb, in this process.
 *
 * <p>As long as the elements stay the same, each calculation starts from the electrons of the one
 * before. Energies of the same positions therefore differ by what convergence leaves, and GFN-FF
 * keeps the bonds that it found in the first structure. Other elements, and a failure, make all of
 * it anew.
 *
 * <p>The calculation has one thread, unless the environment variables {@code OMP_NUM_THREADS} and
 * {@code OPENBLAS_NUM_THREADS} say otherwise. Not safe for use by several threads; each may have
 * its own source, but the library works for one of them at a time.
 */
public final class XtbForces implements ForceSource, AutoCloseable {
  /** Radon: xtb has no parameters beyond. */
  private static final int LAST_ATOMIC_NUMBER = 86;

  /** Å; no bond is that short. */
  private static final double TOO_CLOSE = 0.5;

  private final XtbSettings settings;
  private final XtbEnvironment environment;
  private final XtbThread thread;
  private XtbMolecule molecule;
  private long structures;
  private boolean closed;

  private XtbForces(XtbSettings settings, XtbEnvironment environment, XtbThread thread) {
    this.settings = settings;
    this.environment = environment;
    this.thread = thread;
  }

  /**
   * Loads the library.
   *
   * @param settings method, charge and so on
   * @return a source; the caller closes it
   * @throws vane.engines.EngineMissingException if libxtb is not installed
   * @throws InputException if the method does not work on this system
   */
  public static XtbForces open(XtbSettings settings) {
    XtbLibrary library = InstalledXtb.load();
    XtbThread thread = new XtbThread();
    try {
      if (settings.method() == XtbMethod.GFN_FF) {
        thread.enterFolder();
      }
      return new XtbForces(
          settings, thread.run(() -> environment(library, settings, thread)), thread);
    } catch (InputException impossible) {
      thread.close();
      throw impossible;
    }
  }

  private static XtbEnvironment environment(
      XtbLibrary library, XtbSettings settings, XtbThread thread) {
    XtbEnvironment made = new XtbEnvironment(library);
    if (settings.method() == XtbMethod.GFN_FF) {
      made.printTo(thread.folder().resolve("output"));
    }
    return made;
  }

  /**
   * Evaluates a molecule.
   *
   * @param structure the molecule; it may have a cell, but one that does not repeat
   * @return its energy and forces
   * @throws InputException if it repeats, has elements that xtb does not know, or a number of
   *     electrons that does not go with the unpaired ones
   * @throws EngineFailedException if the calculation fails; the next structure may work
   */
  @Override
  public ForceEvaluation evaluate(Structure structure) {
    if (closed) {
      throw new IllegalStateException("this source is closed");
    }
    requireMolecule(structure);
    if (settings.method().hasElectrons()) {
      requireElectrons(structure.elements());
    }
    long index = structures++;
    return thread.run(() -> calculate(structure, index));
  }

  private ForceEvaluation calculate(Structure structure, long index) {
    double[] forces = new double[3 * structure.size()];
    try {
      if (molecule != null && molecule.hasElements(structure.elements())) {
        molecule.move(structure.positions());
      } else {
        forget();
        molecule =
            XtbMolecule.start(environment, settings, structure.elements(), structure.positions());
      }
      double energy = molecule.calculate(forces);
      return new ForceEvaluation(
          forces, OptionalDouble.of(energy), Optional.empty(), Optional.empty(), 0);
    } catch (XtbEnvironment.Failure failure) {
      forget();
      throw new EngineFailedException(
          settings.method().toString(), index, failure.getMessage() + tooClose(structure));
    }
  }

  private void forget() {
    if (molecule != null) {
      molecule.close();
      molecule = null;
    }
  }

  private void requireMolecule(Structure structure) {
    if (structure.cell().filter(Cell::isPeriodic).isPresent()) {
      throw new InputException(
          "found a structure that repeats, expected a molecule: Vane uses xtb without periodic"
              + " boundaries");
    }
    if (structure.size() == 0) {
      throw new InputException("found a structure without atoms, expected at least one");
    }
    for (int a = 0; a < structure.size(); a++) {
      if (structure.element(a).atomicNumber() > LAST_ATOMIC_NUMBER) {
        throw new InputException(
            "found "
                + structure.element(a)
                + " as atom "
                + a
                + ", expected elements up to Rn: "
                + settings.method()
                + " knows no others");
      }
    }
  }

  /** libxtb takes impossible numbers of unpaired electrons and calculates something else. */
  private void requireElectrons(List<Element> elements) {
    long electrons =
        elements.stream().mapToLong(Element::atomicNumber).sum() - (long) settings.charge();
    int unpaired = settings.unpairedElectrons();
    if (electrons < unpaired || (electrons - unpaired) % 2 != 0) {
      throw new InputException(
          "found "
              + Plural.of(electrons, "electron")
              + " with the charge "
              + settings.charge()
              + ", of which "
              + unpaired
              + " unpaired, expected both even or both odd, and not more unpaired than there are:"
              + " set charge and unpaired electrons for this molecule");
    }
  }

  /** What may be the reason of a failure. */
  private static String tooClose(Structure structure) {
    for (int a = 0; a < structure.size(); a++) {
      for (int b = 0; b < a; b++) {
        double x = structure.position(a, 0) - structure.position(b, 0);
        double y = structure.position(a, 1) - structure.position(b, 1);
        double z = structure.position(a, 2) - structure.position(b, 2);
        double distance = Math.sqrt(x * x + y * y + z * z);
        if (distance < TOO_CLOSE) {
          return String.format(Locale.ROOT, " (atoms %d and %d are %.2f Å apart)", b, a, distance);
        }
      }
    }
    return "";
  }

  /** Gives back the memory of libxtb. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      thread.run(
          () -> {
            forget();
            environment.close();
            return true;
          });
      thread.close();
    }
  }
}
