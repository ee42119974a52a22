package vane.equivariant.range;

import vane.equivariant.invariant.AtomBatch;

/**
 * Which neighbourhoods lie outside of what training has seen.
 *
 * <p>Outside is a centre that is nearer to a neighbour than any in training, that meets an element
 * it never met, or whose {@link vane.equivariant.invariant.MahalanobisDistance} is larger than any
 * in training. Immutable and thread-safe.
 */
public final class NeighbourhoodRange {
  private final PairDistances distances;
  private final double[] largestDistances;

  /**
   * A range.
   *
   * @param distances how near atoms come
   * @param largestDistances {@code [elements]}, the largest distances from the mean in training;
   *     copied
   */
  public NeighbourhoodRange(PairDistances distances, double[] largestDistances) {
    this.distances = distances;
    this.largestDistances = largestDistances.clone();
  }

  /**
   * The centres whose neighbourhoods lie outside.
   *
   * @param batch the atoms; not modified
   * @param trainingDistances {@code [at least atoms]}, their distances from the mean; not modified
   * @return {@code [atoms]}
   */
  public boolean[] outside(AtomBatch batch, double[] trainingDistances) {
    boolean[] outside = new boolean[batch.size()];
    for (int i = 0; i < outside.length; i++) {
      int element = batch.speciesOf(i);
      outside[i] = trainingDistances[i] > largestDistances[element];
      for (int a = 0; a < batch.species(); a++) {
        double shortest = distances.shortest(element, a);
        for (int e = batch.start(i, a); e < batch.start(i, a + 1); e++) {
          outside[i] |= batch.distance(e) < shortest;
        }
      }
    }
    return outside;
  }

  /**
   * Whether the force on an atom depends on a neighbourhood that lies outside: its own, or one that
   * it is in.
   *
   * @param batch the atoms; not modified
   * @param atom its number
   * @param outside {@code [atoms]} of {@link #outside}; not modified
   * @return true if one of them does
   */
  public static boolean reaches(AtomBatch batch, int atom, boolean[] outside) {
    boolean near = outside[atom];
    for (int e = batch.start(atom, 0); e < batch.start(atom, batch.species()); e++) {
      near |= outside[batch.neighbour(e)];
    }
    return near;
  }
}
