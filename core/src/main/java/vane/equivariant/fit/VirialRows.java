package vane.equivariant.fit;

import java.util.List;
import vane.equivariant.invariant.ElementBasis;
import vane.linalg.Matrix;
import vane.structure.LabelledStructure;
import vane.structure.StressComponents;

/**
 * The virial of a frame, which is its stress times −volume, in eV: six components, with the weight
 * 1 / √(number of atoms). The errors of a virial grow about like that root, so all frames count
 * alike.
 */
final class VirialRows implements ObservedRows {
  private final ElementBasis basis;
  private final LabelledStructure frame;

  private VirialRows(ElementBasis basis, LabelledStructure frame) {
    this.basis = basis;
    this.frame = frame;
  }

  /** The virials of those frames whose stress is known, in order. */
  static List<ObservedRows> of(ElementBasis basis, List<ChosenFrame> choices) {
    return choices.stream()
        .map(ChosenFrame::frame)
        .filter(frame -> frame.stress().isPresent() && frame.structure().size() > 0)
        .<ObservedRows>map(frame -> new VirialRows(basis, frame))
        .toList();
  }

  @Override
  public int rows() {
    return StressComponents.COUNT;
  }

  @Override
  public boolean endsFrame() {
    return true;
  }

  @Override
  public void write(FeatureRows workspace, Matrix rows, double[] targets, int column) {
    double weight = 1 / Math.sqrt(frame.structure().size());
    double volume = frame.structure().cell().orElseThrow().volume();
    double[] stress = frame.stress().orElseThrow();
    for (int c = 0; c < rows(); c++) {
      targets[column + c] = -weight * volume * stress[c];
    }
    double[] features = workspace.virial(basis.batch(List.of(frame.structure())));
    double[] row = new double[rows()];
    for (int q = 0; q < basis.features(); q++) {
      for (int c = 0; c < row.length; c++) {
        row[c] = weight * features[q * row.length + c];
      }
      rows.setRowPart(q, column, row.length, row, 0);
    }
  }
}
