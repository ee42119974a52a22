package vane.engines.relax;

import vane.InputException;
import vane.engines.ForceEvaluation;
import vane.structure.Cell;
import vane.structure.Structure;

/**
 * The atoms and the cell together (Tadmor et al. 1999, doi:10.1103/PhysRevB.59.235; as ASE's {@code
 * UnitCellFilter}): rows of atoms in the frame of the first cell, then three rows of the
 * deformation gradient, times the number of atoms so that they weigh as much as the atoms.
 */
final class CellCoordinates implements Coordinates {
  private final Structure start;
  private final Cell cell;
  private final int atoms;
  private final double[] place;

  CellCoordinates(Structure start) {
    this.start = start;
    this.cell =
        start
            .cell()
            .filter(c -> c.isPeriodic(0) && c.isPeriodic(1) && c.isPeriodic(2))
            .orElseThrow(
                () ->
                    new InputException(
                        "found a structure that does not repeat in three directions, expected one"
                            + " that does where the cell shall relax"));
    this.atoms = start.size();
    this.place = new double[3 * atoms + 9];
    System.arraycopy(start.positions(), 0, place, 0, 3 * atoms);
    for (int axis = 0; axis < 3; axis++) {
      place[3 * atoms + 4 * axis] = atoms;
    }
  }

  @Override
  public double[] place() {
    return place;
  }

  @Override
  public void move(double[] displacement) {
    Rows.add(place, 1, displacement);
  }

  /** The deformation gradient, row-major. */
  private double[] deformation() {
    double[] deformation = new double[9];
    for (int i = 0; i < 9; i++) {
      deformation[i] = place[3 * atoms + i] / atoms;
    }
    return deformation;
  }

  @Override
  public Structure structure() {
    double[] deformation = deformation();
    return Structure.of(
        start.elements(),
        deformed(place, atoms, deformation),
        Cell.of(deformed(cell.vectors(), 3, deformation), new boolean[] {true, true, true}));
  }

  /** Each of some rows times the transposed deformation gradient. */
  private static double[] deformed(double[] rows, int count, double[] deformation) {
    double[] result = new double[3 * count];
    for (int row = 0; row < count; row++) {
      for (int r = 0; r < 3; r++) {
        for (int c = 0; c < 3; c++) {
          result[3 * row + r] += deformation[3 * r + c] * rows[3 * row + c];
        }
      }
    }
    return result;
  }

  @Override
  public double[] forces(ForceEvaluation evaluation) {
    double[] virial =
        evaluation
            .virial()
            .orElseThrow(
                () ->
                    new InputException(
                        "found a model without an energy, expected an equivariant one where the"
                            + " cell shall relax"));
    double[] deformation = deformation();
    double[] inverse = inverse(deformation);
    double[] real = evaluation.forces();
    double[] forces = new double[3 * atoms + 9];
    for (int row = 0; row < atoms; row++) {
      for (int r = 0; r < 3; r++) {
        for (int c = 0; c < 3; c++) {
          forces[3 * row + c] += real[3 * row + r] * deformation[3 * r + c];
        }
      }
    }
    // W F⁻ᵀ: the derivative by the deformation gradient.
    for (int r = 0; r < 3; r++) {
      for (int c = 0; c < 3; c++) {
        double sum = 0;
        for (int k = 0; k < 3; k++) {
          double symmetric = (virial[3 * r + k] + virial[3 * k + r]) / 2;
          sum += symmetric * inverse[3 * c + k];
        }
        forces[3 * atoms + 3 * r + c] = sum / atoms;
      }
    }
    return forces;
  }

  private static double[] inverse(double[] m) {
    double[] cofactors = new double[9];
    for (int r = 0; r < 3; r++) {
      for (int c = 0; c < 3; c++) {
        int r1 = (r + 1) % 3;
        int r2 = (r + 2) % 3;
        int c1 = (c + 1) % 3;
        int c2 = (c + 2) % 3;
        cofactors[3 * c + r] = m[3 * r1 + c1] * m[3 * r2 + c2] - m[3 * r1 + c2] * m[3 * r2 + c1];
      }
    }
    double determinant = m[0] * cofactors[0] + m[1] * cofactors[3] + m[2] * cofactors[6];
    Rows.scale(cofactors, 1 / determinant);
    return cofactors;
  }
}
