package vane.engines.xtb;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.util.List;
import java.util.function.Consumer;
import vane.AtomicUnits;
import vane.structure.Element;

/**
 * A molecule inside libxtb with its Hamiltonian and its electrons. Its atoms move, its elements
 * stay.
 *
 * <p>Used by one thread alone. After a failure it can only be closed.
 */
final class XtbMolecule implements AutoCloseable {
  private final XtbLibrary library;
  private final List<Element> elements;
  private final XtbEnvironment environment;
  private Pointer molecule;
  private Pointer calculator;
  private Pointer results;

  private XtbMolecule(XtbEnvironment environment, List<Element> elements) {
    this.environment = environment;
    this.elements = elements;
    library = environment.library();
  }

  /**
   * A new molecule, whose electrons start from nothing.
   *
   * @param environment the environment; the caller closes it after the molecule
   * @param settings method, charge and so on
   * @param elements the element of each atom
   * @param positions {@code [nAtoms × 3]} in Å
   * @throws XtbEnvironment.Failure if libxtb cannot work on it
   */
  static XtbMolecule start(
      XtbEnvironment environment, XtbSettings settings, List<Element> elements, double[] positions)
      throws XtbEnvironment.Failure {
    XtbMolecule made = new XtbMolecule(environment, elements);
    try {
      made.load(settings, positions);
      return made;
    } catch (XtbEnvironment.Failure failure) {
      made.close();
      throw failure;
    }
  }

  private void load(XtbSettings settings, double[] positions) throws XtbEnvironment.Failure {
    Pointer errors = environment.pointer();
    molecule =
        library.xtb_newMolecule(
            errors,
            new int[] {elements.size()},
            elements.stream().mapToInt(Element::atomicNumber).toArray(),
            inBohr(positions),
            new double[] {settings.charge()},
            new int[] {settings.unpairedElectrons()},
            Pointer.NULL,
            Pointer.NULL);
    environment.check();
    calculator = library.xtb_newCalculator();
    results = library.xtb_newResults();
    switch (settings.method()) {
      case GFN1 -> library.xtb_loadGFN1xTB(errors, molecule, calculator, null);
      case GFN2 -> library.xtb_loadGFN2xTB(errors, molecule, calculator, null);
      case GFN_FF -> library.xtb_loadGFNFF(errors, molecule, calculator, null);
    }
    environment.check();
    library.xtb_setAccuracy(errors, calculator, settings.accuracy());
    if (settings.method().hasElectrons()) {
      library.xtb_setMaxIter(errors, calculator, settings.maxIterations());
      library.xtb_setElectronicTemp(errors, calculator, settings.electronicTemperatureKelvin());
    }
    environment.check();
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
  void move(double[] positions) throws XtbEnvironment.Failure {
    library.xtb_updateMolecule(environment.pointer(), molecule, inBohr(positions), Pointer.NULL);
    environment.check();
  }

  /**
   * Calculates energy and forces.
   *
   * @param forces {@code [nAtoms × 3]} in eV/Å; overwritten
   * @return the energy in eV
   */
  double calculate(double[] forces) throws XtbEnvironment.Failure {
    library.xtb_singlepoint(environment.pointer(), molecule, calculator, results);
    environment.check();
    double[] energy = new double[1];
    library.xtb_getEnergy(environment.pointer(), results, energy);
    library.xtb_getGradient(environment.pointer(), results, forces);
    environment.check();
    for (int i = 0; i < forces.length; i++) {
      forces[i] *= -AtomicUnits.HARTREE_EV / AtomicUnits.BOHR_ANGSTROM;
      if (!Double.isFinite(forces[i])) {
        throw new XtbEnvironment.Failure("a force of " + forces[i] + " on atom " + i / 3);
      }
    }
    if (!Double.isFinite(energy[0])) {
      throw new XtbEnvironment.Failure("an energy of " + energy[0]);
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

  /** Gives back all memory. */
  @Override
  public void close() {
    delete(results, library::xtb_delResults);
    delete(calculator, library::xtb_delCalculator);
    delete(molecule, library::xtb_delMolecule);
    results = null;
    calculator = null;
    molecule = null;
  }

  private static void delete(Pointer handle, Consumer<PointerByReference> function) {
    if (handle != null) {
      function.accept(new PointerByReference(handle));
    }
  }
}
