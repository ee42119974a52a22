package vane.structure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A random orthogonal map (rotation or reflection), shift and new numbering, for property tests.
 */
public final class StructureMotion {
  private final double[] matrix;
  private final double[] shift;
  private final List<Integer> oldIndices;

  private StructureMotion(double[] matrix, double[] shift, List<Integer> oldIndices) {
    this.matrix = matrix;
    this.shift = shift;
    this.oldIndices = oldIndices;
  }

  /** A motion of so many atoms. */
  public static StructureMotion random(long seed, int atoms) {
    Random random = new Random(seed);
    double[] m = new double[9];
    for (int row = 0; row < 3; row++) {
      for (int axis = 0; axis < 3; axis++) {
        m[3 * row + axis] = random.nextGaussian();
      }
      for (int other = 0; other < row; other++) {
        double dot = 0;
        for (int axis = 0; axis < 3; axis++) {
          dot += m[3 * row + axis] * m[3 * other + axis];
        }
        for (int axis = 0; axis < 3; axis++) {
          m[3 * row + axis] -= dot * m[3 * other + axis];
        }
      }
      double norm =
          Math.sqrt(
              m[3 * row] * m[3 * row]
                  + m[3 * row + 1] * m[3 * row + 1]
                  + m[3 * row + 2] * m[3 * row + 2]);
      for (int axis = 0; axis < 3; axis++) {
        m[3 * row + axis] /= norm;
      }
    }
    double[] shift = {5 * random.nextGaussian(), 5 * random.nextGaussian(), random.nextGaussian()};
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < atoms; i++) {
      order.add(i);
    }
    Collections.shuffle(order, random);
    return new StructureMotion(m, shift, order);
  }

  /** Where an atom is after renumbering. */
  public int newIndex(int oldIndex) {
    return oldIndices.indexOf(oldIndex);
  }

  /** A vector after the orthogonal map. */
  public double[] turn(double x, double y, double z) {
    double[] turned = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      turned[axis] = x * matrix[axis] + y * matrix[3 + axis] + z * matrix[6 + axis];
    }
    return turned;
  }

  /** The structure, and its cell, after the motion. */
  public Structure apply(Structure s) {
    List<Element> elements = new ArrayList<>();
    double[] positions = new double[3 * s.size()];
    for (int i = 0; i < s.size(); i++) {
      int old = oldIndices.get(i);
      elements.add(s.element(old));
      double[] turned = turn(s.position(old, 0), s.position(old, 1), s.position(old, 2));
      for (int axis = 0; axis < 3; axis++) {
        positions[3 * i + axis] = turned[axis] + shift[axis];
      }
    }
    if (s.cell().isEmpty()) {
      return Structure.of(elements, positions);
    }
    Cell cell = s.cell().get();
    double[] vectors = new double[9];
    for (int v = 0; v < 3; v++) {
      System.arraycopy(turn(cell.get(v, 0), cell.get(v, 1), cell.get(v, 2)), 0, vectors, 3 * v, 3);
    }
    return Structure.of(
        elements,
        positions,
        Cell.of(vectors, cell.isPeriodic(0), cell.isPeriodic(1), cell.isPeriodic(2)));
  }
}
