package vane.engines.xtb;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import vane.engines.AtomicUnits;
import vane.structure.Element;

/**
 * A molecule inside libxtb with its Hamiltonian and its electrons. Its atoms move, its elements
 * stay.
 *
 * <p>Used by one thread alone. After a failure it can only be closed.
 */
final class XtbMolecule implements AutoCloseable {
  private static final int LONGEST_MESSAGE = 2048;

  private final XtbLibrary library;
  private final List<Element> elements;
  private final Pointer environment;
  private Pointer molecule;
  private Pointer calculator;
  private Pointer results;

  private XtbMolecule(XtbLibrary library, List<Element> elements) {
    this.library = library;
    this.elements = elements;
    environment = library.xtb_newEnvironment();
  }

  /** An error of libxtb, in its words. */
  static final class Failure extends Exception {
    private static final long serialVersionUID = 1L;

    Failure(String message) {
      super(message);
    }
  }

  /**
   * A new molecule, whose electrons start from nothing.
   *
   * @param library libxtb
   * @param settings method, charge and so on
   * @param elements the element of each atom
   * @param positions {@code [nAtoms × 3]} in Å
   * @param output where libxtb writes what it would print
   * @throws Failure if libxtb cannot work on it
   */
  static XtbMolecule start(
      XtbLibrary library,
      XtbSettings settings,
      List<Element> elements,
      double[] positions,
      Path output)
      throws Failure {
    XtbMolecule made = new XtbMolecule(library, elements);
    try {
      made.load(settings, positions, output);
      return made;
    } catch (Failure failure) {
      made.close();
      throw failure;
    }
  }

  private void load(XtbSettings settings, double[] positions, Path output) throws Failure {
    library.xtb_setVerbosity(environment, XtbLibrary.VERBOSITY_MUTED);
    // GFN-FF prints even if it is muted.
    library.xtb_setOutput(environment, output.toString());
    check();
    molecule =
        library.xtb_newMolecule(
            environment,
            new int[] {elements.size()},
            elements.stream().mapToInt(Element::atomicNumber).toArray(),
            inBohr(positions),
            new double[] {settings.charge()},
            new int[] {settings.unpairedElectrons()},
            Pointer.NULL,
            Pointer.NULL);
    check();
    calculator = library.xtb_newCalculator();
    results = library.xtb_newResults();
    switch (settings.method()) {
      case GFN1 -> library.xtb_loadGFN1xTB(environment, molecule, calculator, null);
      case GFN2 -> library.xtb_loadGFN2xTB(environment, molecule, calculator, null);
      case GFN_FF -> library.xtb_loadGFNFF(environment, molecule, calculator, null);
    }
    check();
    library.xtb_setAccuracy(environment, calculator, settings.accuracy());
    if (settings.method().hasElectrons()) {
      library.xtb_setMaxIter(environment, calculator, settings.maxIterations());
      library.xtb_setElectronicTemp(
          environment, calculator, settings.electronicTemperatureKelvin());
    }
    check();
  }

  /** Whether a structure of these elements is this molecule with other positions. */
  boolean hasElements(List<Element> others) {
    return elements.equals(others);
  }

  /**
   * Moves the atoms.
   *
   * @param positions {@code [nAtoms × 3]} in Å
   */
  void move(double[] positions) throws Failure {
    library.xtb_updateMolecule(environment, molecule, inBohr(positions), Pointer.NULL);
    check();
  }

  /**
   * Calculates energy and forces.
   *
   * @param forces {@code [nAtoms × 3]} in eV/Å; overwritten
   * @return the energy in eV
   */
  double calculate(double[] forces) throws Failure {
    library.xtb_singlepoint(environment, molecule, calculator, results);
    check();
    double[] energy = new double[1];
    library.xtb_getEnergy(environment, results, energy);
    library.xtb_getGradient(environment, results, forces);
    check();
    for (int i = 0; i < forces.length; i++) {
      forces[i] *= -AtomicUnits.HARTREE_EV / AtomicUnits.BOHR_ANGSTROM;
      if (!Double.isFinite(forces[i])) {
        throw new Failure("a force of " + forces[i] + " on atom " + i / 3);
      }
    }
    if (!Double.isFinite(energy[0])) {
      throw new Failure("an energy of " + energy[0]);
    }
    return energy[0] * AtomicUnits.HARTREE_EV;
  }

  private static double[] inBohr(double[] positions) {
    double[] scaled = new double[positions.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = positions[i] / AtomicUnits.BOHR_ANGSTROM;
    }
    return scaled;
  }

  /** Fails if libxtb has an error to tell. */
  private void check() throws Failure {
    if (library.xtb_checkEnvironment(environment) == 0) {
      return;
    }
    byte[] text = new byte[LONGEST_MESSAGE];
    library.xtb_getError(environment, text, new int[] {text.length});
    int end = 0;
    while (end < text.length && text[end] != 0) {
      end++;
    }
    throw new Failure(oneLine(new String(text, 0, end, StandardCharsets.UTF_8)));
  }

  /** The lines of a message, outermost first, without their numbers. */
  static String oneLine(String message) {
    return message
        .lines()
        .map(line -> line.strip().replaceFirst("^-\\d+- *", ""))
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("; "));
  }

  /** Gives back all memory. */
  @Override
  public void close() {
    delete(results, library::xtb_delResults);
    delete(calculator, library::xtb_delCalculator);
    delete(molecule, library::xtb_delMolecule);
    results = null;
    calculator = null;
    molecule = null;
    library.xtb_releaseOutput(environment);
    delete(environment, library::xtb_delEnvironment);
  }

  private static void delete(Pointer handle, Consumer<PointerByReference> function) {
    if (handle != null) {
      function.accept(new PointerByReference(handle));
    }
  }
}
