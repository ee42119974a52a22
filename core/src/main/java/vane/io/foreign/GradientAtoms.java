package vane.io.foreign;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import vane.AtomicUnits;
import vane.structure.Element;
import vane.structure.LabelledStructure;
import vane.structure.Structure;

/** Atoms with their gradients in atomic units, as they are collected. Not thread-safe. */
final class GradientAtoms {
  private final double energyHartree;
  private final long line;
  private final List<Element> elements = new ArrayList<>();
  private final List<Double> positionsBohr = new ArrayList<>();
  private final List<Double> gradients = new ArrayList<>();

  /** Atoms to come, with their energy and the line of the file where they begin. */
  GradientAtoms(double energyHartree, long line) {
    this.energyHartree = energyHartree;
    this.line = line;
  }

  void atom(Element element, double xBohr, double yBohr, double zBohr) {
    elements.add(element);
    positionsBohr.addAll(List.of(xBohr, yBohr, zBohr));
  }

  /** A component in hartree per bohr. */
  void gradient(double component) {
    gradients.add(component);
  }

  int atoms() {
    return elements.size();
  }

  CalculatedStructure inElectronVoltsAndAngstrom() {
    double toForce = AtomicUnits.HARTREE_EV / AtomicUnits.BOHR_ANGSTROM;
    return new CalculatedStructure(
        new LabelledStructure(
            Structure.of(
                elements,
                positionsBohr.stream().mapToDouble(x -> x * AtomicUnits.BOHR_ANGSTROM).toArray()),
            // Not −g × …, so that a gradient of zero is a force of zero without a sign.
            gradients.stream().mapToDouble(g -> 0 - g * toForce).toArray(),
            0,
            OptionalDouble.of(energyHartree * AtomicUnits.HARTREE_EV),
            Optional.empty()),
        line);
  }
}
