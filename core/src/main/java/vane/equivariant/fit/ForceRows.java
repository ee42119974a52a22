package vane.equivariant.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import vane.equivariant.invariant.AtomBatch;
import vane.equivariant.invariant.ElementBasis;
import vane.linalg.Matrix;
import vane.structure.LabelledStructure;
import vane.structure.Structure;

/**
 * The force components of some atoms of a frame, in eV/Å: known ones with weight one, believed ones
 * with less. Large frames come in pieces, so that memory does not grow with their size.
 */
final class ForceRows implements ObservedRows {
  /** Atoms of one frame that one thread works on. */
  private static final int PIECE = 512;

  private final ElementBasis basis;
  private final LabelledStructure frame;
  private final int[] atoms;
  private final double[] weights;
  private final boolean endsFrame;

  private ForceRows(
      ElementBasis basis,
      LabelledStructure frame,
      int[] atoms,
      double[] weights,
      boolean endsFrame) {
    this.basis = basis;
    this.frame = frame;
    this.atoms = atoms;
    this.weights = weights;
    this.endsFrame = endsFrame;
  }

  /** The pieces of a frame with the atoms of the elements wanted, in the order of the atoms. */
  static List<ObservedRows> of(ElementBasis basis, ChosenFrame choice) {
    Structure structure = choice.frame().structure();
    int[] wanted =
        IntStream.range(0, structure.size())
            .filter(i -> choice.elements()[basis.indexOf(structure.element(i))])
            .filter(choice.frame()::knowsForce)
            .toArray();
    double[] weights = new double[wanted.length];
    Arrays.fill(weights, 1);
    return pieces(basis, choice.frame(), wanted, weights);
  }

  /** The pieces of a contact, whose forces weigh as much less as they are less certain. */
  static List<ObservedRows> of(ElementBasis basis, Contact contact) {
    double[] weights =
        Arrays.stream(contact.uncertainties()).map(uncertainty -> 1 / uncertainty).toArray();
    return pieces(basis, contact.frame(), contact.atoms(), weights);
  }

  private static List<ObservedRows> pieces(
      ElementBasis basis, LabelledStructure frame, int[] wanted, double[] weights) {
    List<ObservedRows> pieces = new ArrayList<>();
    for (int from = 0; from < wanted.length; from += PIECE) {
      int to = Math.min(wanted.length, from + PIECE);
      pieces.add(
          new ForceRows(
              basis,
              frame,
              Arrays.copyOfRange(wanted, from, to),
              Arrays.copyOfRange(weights, from, to),
              to == wanted.length));
    }
    return pieces;
  }

  @Override
  public int rows() {
    return 3 * atoms.length;
  }

  @Override
  public boolean endsFrame() {
    return endsFrame;
  }

  @Override
  public void write(FeatureRows workspace, Matrix rows, double[] targets, int column) {
    Structure structure = frame.structure();
    AtomBatch batch = basis.batch(List.of(structure));
    int[] place = new int[structure.size()];
    Arrays.fill(place, -1);
    for (int row = 0; row < atoms.length; row++) {
      place[atoms[row]] = row;
      for (int axis = 0; axis < 3; axis++) {
        targets[column + 3 * row + axis] = weights[row] * frame.force(atoms[row], axis);
      }
    }
    double[] computed = workspace.of(batch, place, atoms.length);
    weigh(computed);
    for (int q = 0; q < basis.features(); q++) {
      rows.setRowPart(q, column, rows(), computed, q * rows());
    }
  }

  private void weigh(double[] computed) {
    if (Arrays.stream(weights).allMatch(weight -> weight == 1)) {
      return;
    }
    for (int q = 0; q < basis.features(); q++) {
      for (int row = 0; row < atoms.length; row++) {
        for (int axis = 0; axis < 3; axis++) {
          computed[q * rows() + 3 * row + axis] *= weights[row];
        }
      }
    }
  }
}
