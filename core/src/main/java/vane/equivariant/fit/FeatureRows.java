package vane.equivariant.fit;

import java.util.Arrays;
import vane.equivariant.invariant.AtomBatch;
import vane.equivariant.invariant.ElementBasis;
import vane.equivariant.invariant.InvariantGradients;
import vane.structure.StressComponents;

/**
 * The features of what is known of a batch: how each force component on its atoms changes with each
 * weight, and so its energy and its virial.
 *
 * <p>With E = Σ w_q B_q the force on an atom is F = −Σ_q w_q ∂B_q, where each B_q is summed over
 * the centres of its element; so the features of an atom come from its own neighbourhood and those
 * it is in. A workspace, not safe for use by several threads.
 */
final class FeatureRows {
  /** Features that are turned from one order into the other together. */
  private static final int BLOCK = 16;

  /** The components of a virial: xx, yy, zz, yz, xz, xy. */
  private static final int VIRIAL = StressComponents.COUNT;

  private final ElementBasis basis;
  private final InvariantGradients gradients;
  private final double[] invariants;

  /** {@code [rows × features × 3]}: gradients come feature by feature, for a few atoms at once. */
  private double[] byAtom = new double[0];

  private double[] features = new double[0];
  private final double[] energy;
  private final double[] virial;

  FeatureRows(ElementBasis basis) {
    this.basis = basis;
    this.gradients = new InvariantGradients(basis);
    this.invariants = new double[basis.size()];
    this.energy = new double[basis.features()];
    this.virial = new double[VIRIAL * basis.features()];
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
    int stride = 3 * basis.features();
    int needed = stride * rows;
    if (features.length < needed) {
      features = new double[needed];
      byAtom = new double[needed];
    }
    Arrays.fill(byAtom, 0, needed, 0);
    for (int centre = 0; centre < batch.size(); centre++) {
      if (matters(batch, centre, place)) {
        add(batch, centre, place, stride);
      }
    }
    for (int first = 0; first < basis.features(); first += BLOCK) {
      turn(first, Math.min(basis.features(), first + BLOCK), rows, stride);
    }
    return features;
  }

  /**
   * The features of the energy of all atoms: the sums of the invariants over the centres of each
   * element.
   *
   * @param batch the atoms
   * @return {@code [features]}, valid until the next call
   */
  double[] energy(AtomBatch batch) {
    Arrays.fill(energy, 0);
    for (int centre = 0; centre < batch.size(); centre++) {
      gradients.values(batch, centre, invariants);
      int begin = batch.speciesOf(centre) * basis.size();
      for (int q = 0; q < invariants.length; q++) {
        energy[begin + q] += invariants[q];
      }
    }
    return energy;
  }

  /**
   * The features of the virial −∂E/∂ε of all atoms: −Σ d ⊗ ∂B/∂d over centres and neighbours, its
   * symmetric part.
   *
   * @param batch the atoms
   * @return {@code [features × 6]} (xx, yy, zz, yz, xz, xy), valid until the next call
   */
  double[] virial(AtomBatch batch) {
    Arrays.fill(virial, 0);
    for (int c = 0; c < batch.size(); c++) {
      int centre = c;
      int begin = VIRIAL * batch.speciesOf(centre) * basis.size();
      gradients.compute(
          batch,
          centre,
          invariants,
          (invariant, gradient, first, last) ->
              addVirial(batch, centre, gradient, first, last, begin + VIRIAL * invariant));
    }
    return virial;
  }

  private void addVirial(
      AtomBatch batch, int centre, double[] gradient, int first, int last, int to) {
    for (int k = first; k < last; k++) {
      int entry = batch.start(centre, 0) + k;
      double x = batch.displacement(entry, 0);
      double y = batch.displacement(entry, 1);
      double z = batch.displacement(entry, 2);
      double gx = gradient[3 * (k - first)];
      double gy = gradient[3 * (k - first) + 1];
      double gz = gradient[3 * (k - first) + 2];
      virial[to] -= x * gx;
      virial[to + 1] -= y * gy;
      virial[to + 2] -= z * gz;
      virial[to + 3] -= (y * gz + z * gy) / 2;
      virial[to + 4] -= (x * gz + z * gx) / 2;
      virial[to + 5] -= (x * gy + y * gx) / 2;
    }
  }

  private void add(AtomBatch batch, int centre, int[] place, int stride) {
    int start = batch.start(centre, 0);
    int begin = 3 * batch.speciesOf(centre) * basis.size();
    int own = place[centre] * stride + begin;
    gradients.compute(
        batch,
        centre,
        invariants,
        (invariant, gradient, first, last) -> {
          double x = 0;
          double y = 0;
          double z = 0;
          for (int k = first; k < last; k++) {
            int from = 3 * (k - first);
            int at = place[batch.neighbour(start + k)];
            if (at >= 0) {
              int to = at * stride + begin + 3 * invariant;
              byAtom[to] -= gradient[from];
              byAtom[to + 1] -= gradient[from + 1];
              byAtom[to + 2] -= gradient[from + 2];
            }
            x += gradient[from];
            y += gradient[from + 1];
            z += gradient[from + 2];
          }
          if (own >= 0) {
            byAtom[own + 3 * invariant] += x;
            byAtom[own + 3 * invariant + 1] += y;
            byAtom[own + 3 * invariant + 2] += z;
          }
        });
  }

  /** From the order of atoms to that of features. */
  private void turn(int first, int last, int rows, int stride) {
    int width = 3 * rows;
    for (int row = 0; row < rows; row++) {
      for (int q = first; q < last; q++) {
        System.arraycopy(byAtom, row * stride + 3 * q, features, q * width + 3 * row, 3);
      }
    }
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
