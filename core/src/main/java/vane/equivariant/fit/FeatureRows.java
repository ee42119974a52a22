package vane.equivariant.fit;

import java.util.Arrays;
import vane.equivariant.invariant.AtomBatch;
import vane.equivariant.invariant.ElementBasis;
import vane.equivariant.invariant.InvariantGradients;

/**
 * The vector features of the forces on the atoms of a batch: how each force component changes with
 * each weight.
 *
 * <p>With E = Σ w_q B_q the force on an atom is F = −Σ_q w_q ∂B_q, where each B_q is summed over
 * the centres of its element; so the features of an atom come from its own neighbourhood and those
 * it is in. A workspace, not safe for use by several threads.
 */
final class FeatureRows {
  private final ElementBasis basis;
  private final InvariantGradients gradients;
  private final double[] invariants;
  private double[] features = new double[0];

  FeatureRows(ElementBasis basis) {
    this.basis = basis;
    this.gradients = new InvariantGradients(basis);
    this.invariants = new double[basis.size()];
  }

  /**
   * The features of some atoms.
   *
   * @param batch the atoms
   * @param place for each atom its place among the rows wanted, or −1; rows wanted are numbered
   *     from zero
   * @param rows how many atoms are wanted
   * @return {@code [features × 3 rows]}, valid until the next call
   */
  double[] of(AtomBatch batch, int[] place, int rows) {
    int width = 3 * rows;
    int needed = basis.features() * width;
    if (features.length < needed) {
      features = new double[needed];
    }
    Arrays.fill(features, 0, needed, 0);
    for (int centre = 0; centre < batch.size(); centre++) {
      if (matters(batch, centre, place)) {
        int species = batch.speciesOf(centre);
        int own = 3 * place[centre];
        int start = batch.start(centre, 0);
        int firstFeature = species * basis.size();
        gradients.compute(
            batch,
            centre,
            invariants,
            (invariant, gradient, first, last) -> {
              int row = (firstFeature + invariant) * width;
              double x = 0;
              double y = 0;
              double z = 0;
              for (int k = first; k < last; k++) {
                int from = 3 * (k - first);
                int at = 3 * place[batch.neighbour(start + k)];
                if (at >= 0) {
                  features[row + at] -= gradient[from];
                  features[row + at + 1] -= gradient[from + 1];
                  features[row + at + 2] -= gradient[from + 2];
                }
                x += gradient[from];
                y += gradient[from + 1];
                z += gradient[from + 2];
              }
              if (own >= 0) {
                features[row + own] += x;
                features[row + own + 1] += y;
                features[row + own + 2] += z;
              }
            });
      }
    }
    return features;
  }

  /** Whether the force on a wanted atom depends on the energy of a centre. */
  private static boolean matters(AtomBatch batch, int centre, int[] place) {
    boolean matters = place[centre] >= 0;
    for (int e = batch.start(centre, 0); e < batch.start(centre, batch.species()); e++) {
      matters |= place[batch.neighbour(e)] >= 0;
    }
    return matters;
  }
}
