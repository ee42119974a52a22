package vane.structure;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import vane.InputException;

/**
 * Atoms in space: their elements, their positions, and the cell if there is one.
 *
 * <p>Immutable. Positions are in Å.
 */
public final class Structure {
  private final Element[] elements;
  private final double[] positions;
  private final Cell cell;

  private Structure(Element[] elements, double[] positions, Cell cell) {
    this.elements = elements;
    this.positions = positions;
    this.cell = cell;
  }

  /**
   * A finite structure without a cell.
   *
   * @param elements the element of each atom
   * @param positions {@code [nAtoms × 3]}, row-major, in Å
   * @return the structure
   * @throws InputException if a coordinate is not finite
   */
  public static Structure of(List<Element> elements, double[] positions) {
    return create(elements, positions, null);
  }

  /**
   * A structure in a cell.
   *
   * @param elements the element of each atom
   * @param positions {@code [nAtoms × 3]}, row-major, in Å
   * @param cell the cell
   * @return the structure
   * @throws InputException if a coordinate is not finite
   */
  public static Structure of(List<Element> elements, double[] positions, Cell cell) {
    return create(elements, positions, Objects.requireNonNull(cell));
  }

  private static Structure create(List<Element> elements, double[] positions, Cell cell) {
    if (positions.length != 3 * elements.size()) {
      throw new IllegalArgumentException(
          elements.size()
              + " elements and "
              + positions.length
              + " coordinates, expected three per atom");
    }
    for (int i = 0; i < positions.length; i++) {
      if (!Double.isFinite(positions[i])) {
        throw new InputException(
            "atom " + i / 3 + " has the coordinate " + positions[i] + ", expected a finite number");
      }
    }
    return new Structure(elements.toArray(new Element[0]), positions.clone(), cell);
  }

  /**
   * The number of atoms.
   *
   * @return zero or more
   */
  public int size() {
    return elements.length;
  }

  /**
   * The element of an atom.
   *
   * @param atom index from zero
   * @return its element
   */
  public Element element(int atom) {
    return elements[atom];
  }

  /**
   * The elements of all atoms, in order.
   *
   * @return one element per atom
   */
  public List<Element> elements() {
    return List.of(elements);
  }

  /**
   * The set of elements that occur, by atomic number.
   *
   * @return each element once
   */
  public SortedSet<Element> composition() {
    return new TreeSet<>(elements());
  }

  /**
   * One coordinate of an atom.
   *
   * @param atom index from zero
   * @param axis 0, 1 or 2 for x, y and z
   * @return the coordinate in Å
   */
  public double position(int atom, int axis) {
    return positions[3 * atom + axis];
  }

  /**
   * All positions.
   *
   * @return {@code [nAtoms × 3]}, row-major, in Å (a copy)
   */
  public double[] positions() {
    return positions.clone();
  }

  /**
   * The cell, if there is one. It may be there and not repeat.
   *
   * @return the cell
   */
  public Optional<Cell> cell() {
    return Optional.ofNullable(cell);
  }
}
