package vane.equivariant.fit;

import vane.equivariant.invariant.ElementBasis;
import vane.structure.Structure;

/** The reference energies of the elements, and which compositions determine them. Immutable. */
public final class ReferenceEnergies {
  private final ElementBasis basis;
  private final double[] references;
  private final CompositionSums.Directions seen;

  ReferenceEnergies(ElementBasis basis, double[] references, CompositionSums.Directions seen) {
    this.basis = basis;
    this.references = references;
    this.seen = seen;
  }

  /**
   * The energies of the elements.
   *
   * @return {@code [elements]} in eV (a copy)
   */
  public double[] values() {
    return references.clone();
  }

  /** Whether the energy of a structure follows from the compositions that were seen. */
  boolean determine(Structure structure) {
    return seen.determine(EnergyCentre.counts(basis, structure));
  }

  /**
   * The sum over the atoms of a structure.
   *
   * @param structure the structure
   * @return in eV
   */
  public double of(Structure structure) {
    double sum = 0;
    double[] counts = EnergyCentre.counts(basis, structure);
    for (int a = 0; a < counts.length; a++) {
      sum += references[a] * counts[a];
    }
    return sum;
  }
}
