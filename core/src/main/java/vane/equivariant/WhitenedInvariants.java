package vane.equivariant;

import java.util.Arrays;
import java.util.stream.IntStream;
import vane.equivariant.invariant.AtomBatch;

/**
 * The whitened invariants of the atoms of one structure, element by element: over the training
 * environments they have mean 0, and variance 1 in every direction in which those differ.
 * Immutable.
 */
public final class WhitenedInvariants {
  private final double[][] rows;

  private WhitenedInvariants(double[][] rows) {
    this.rows = rows;
  }

  /** Those of one structure of a batch, all of whose atoms have these rows. */
  static WhitenedInvariants of(AtomBatch batch, int structure, double[][] atomRows) {
    double[][] rows = new double[batch.species()][];
    for (int e = 0; e < rows.length; e++) {
      int element = e;
      rows[e] =
          IntStream.range(batch.firstAtom(structure), batch.firstAtom(structure + 1))
              .filter(atom -> batch.speciesOf(atom) == element)
              .mapToObj(atom -> atomRows[atom])
              .flatMapToDouble(Arrays::stream)
              .toArray();
    }
    return new WhitenedInvariants(rows);
  }

  /**
   * The rows of the atoms of one element, in the order of the structure.
   *
   * @param element its number among the elements of the potential, by atomic number
   * @return {@code [atoms of the element × d]}, row-major, d the number of {@link
   *     ElementPotential#invariantMeans()} (a copy)
   */
  public double[] rows(int element) {
    return rows[element].clone();
  }

  /**
   * The number of elements of the potential.
   *
   * @return at least 1
   */
  public int elements() {
    return rows.length;
  }
}
