package vane.engines.ipi;

import java.util.List;
import java.util.Optional;
import vane.InputException;
import vane.structure.Cell;
import vane.structure.Element;
import vane.structure.Structure;

/**
 * What the protocol does not carry: elements, their order, and the directions that repeat.
 *
 * <p>Immutable.
 */
final class IpiTemplate {
  /** Å³; below it three vectors count as dependent, as in {@link Cell}. */
  private static final double SMALLEST_VOLUME = 1e-9;

  private final List<Element> elements;
  private final Optional<Cell> cell;

  /** Keeps the elements, and the cell if it repeats. */
  IpiTemplate(Structure structure) {
    elements = structure.elements();
    cell = structure.cell().filter(Cell::isPeriodic);
  }

  int size() {
    return elements.size();
  }

  /**
   * A structure of these atoms.
   *
   * @param positions {@code [nAtoms × 3]} in Å
   * @param columns the cell as it is on the wire, one lattice vector a column, in Å
   * @throws InputException if the structure repeats and the cell has no volume
   */
  Structure with(double[] positions, double[] columns) {
    return cell.isEmpty()
        ? Structure.of(elements, positions)
        : Structure.of(elements, positions, cell(cell.get(), transposed(columns)));
  }

  /**
   * The server's cell. What it says of a direction that does not repeat changes nothing; so where
   * it says nothing of one, the template's vector stays.
   */
  private static Cell cell(Cell template, double[] vectors) {
    boolean[] periodic = new boolean[3];
    double[] filled = vectors.clone();
    boolean flat = !(Cell.of(vectors, false, false, false).volume() > SMALLEST_VOLUME);
    for (int v = 0; v < 3; v++) {
      periodic[v] = template.isPeriodic(v);
      for (int axis = 0; axis < 3; axis++) {
        if (flat && !periodic[v]) {
          filled[3 * v + axis] = template.get(v, axis);
        }
      }
    }
    return Cell.of(filled, periodic);
  }

  /** The transpose of a {@code [3 × 3]} array. */
  static double[] transposed(double[] m) {
    return new double[] {m[0], m[3], m[6], m[1], m[4], m[7], m[2], m[5], m[8]};
  }
}
