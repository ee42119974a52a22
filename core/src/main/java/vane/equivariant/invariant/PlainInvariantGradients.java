package vane.equivariant.invariant;

import java.util.Arrays;
import vane.descriptor.RealSphericalHarmonics;

/**
 * The gradients of all invariants of one atom with respect to the positions of its neighbours: the
 * vector features of the forces.
 *
 * <p>Forward differentiation, tensor by tensor: the plain twin of {@link InvariantGradients}. A
 * workspace, not safe for use by several threads.
 */
final class PlainInvariantGradients {
  private final ElementBasis functions;
  private final TensorBasis basis;
  private final RealSphericalHarmonics harmonics;
  private final double[] values;
  private double[] gradients = new double[0];
  private double[] invariantGradient = new double[0];
  private final double[] radial;
  private final double[] radialSlopes;
  private final double[] angular;
  private final double[] angularGradients;
  private AtomBatch batch;
  private int centre;

  /**
   * A workspace.
   *
   * @param basis the functions
   */
  PlainInvariantGradients(ElementBasis basis) {
    this.functions = basis;
    this.basis = basis.tensors();
    this.harmonics = new RealSphericalHarmonics(this.basis.lMax());
    this.values = new double[this.basis.components];
    this.radial = new double[basis.settings().radialFunctions()];
    this.radialSlopes = new double[radial.length];
    this.angular = new double[harmonics.size()];
    this.angularGradients = new double[3 * harmonics.size()];
  }

  /**
   * The values and the gradients of all invariants.
   *
   * @param batch the atoms; not modified
   * @param atom the centre
   * @param invariants {@code [size]}, the values, overwritten
   * @param receiver hears of the gradients, in order, each once
   */
  void compute(
      AtomBatch batch, int atom, double[] invariants, InvariantGradients.Receiver receiver) {
    this.batch = batch;
    this.centre = atom;
    int width = 3 * start(basis.species());
    int needed = basis.components * width;
    if (gradients.length < needed) {
      gradients = new double[needed];
    }
    if (invariantGradient.length < width) {
      invariantGradient = new double[width];
    }
    Arrays.fill(values, 0);
    Arrays.fill(gradients, 0, needed, 0);
    densities(functions.radialBases(batch.speciesOfAtom[atom]), width);
    pairs(width);
    for (int q = 0; q < basis.size(); q++) {
      int a = basis.left[q];
      int b = basis.right[q];
      long species = basis.tensorSpecies[a] | (b < 0 ? 0 : basis.tensorSpecies[b]);
      int first = start(Long.numberOfTrailingZeros(species));
      int last = start(Long.SIZE - Long.numberOfLeadingZeros(species));
      Arrays.fill(invariantGradient, 3 * first, 3 * last, 0);
      invariants[q] = b < 0 ? values[basis.tensorStart[a]] : 0;
      if (b < 0) {
        addScaled(1, basis.tensorStart[a], a, width, invariantGradient, 0);
      } else {
        for (int m = 0; m <= 2 * basis.tensorL[a]; m++) {
          int x = basis.tensorStart[a] + m;
          int y = basis.tensorStart[b] + m;
          invariants[q] += values[x] * values[y];
          addScaled(values[y], x, a, width, invariantGradient, 0);
          addScaled(values[x], y, b, width, invariantGradient, 0);
        }
      }
      receiver.take(q, Arrays.copyOfRange(invariantGradient, 3 * first, 3 * last), first, last);
    }
  }

  /** The first neighbour of an element, counted from the first neighbour of the centre. */
  private int start(int element) {
    return batch.start(centre, element) - batch.start(centre, 0);
  }

  private void densities(RadialBasis[] bases, int width) {
    int lMax = basis.lMax();
    for (int a = 0; a < basis.species(); a++) {
      for (int k = start(a); k < start(a + 1); k++) {
        int entry = batch.start(centre, 0) + k;
        double distance = batch.distances[entry];
        double x = batch.directions[3 * entry];
        double y = batch.directions[3 * entry + 1];
        double z = batch.directions[3 * entry + 2];
        bases[a].evaluate(distance, radial, radialSlopes);
        harmonics.evaluate(x, y, z, angular, angularGradients);
        for (int l = 0; l <= lMax; l++) {
          int block = a * (lMax + 1) + l;
          int component = basis.blockStart[block];
          for (int n = 0; n < basis.blockFunctions[block]; n++) {
            double turned = radial[n] / distance;
            for (int lm = l * l; lm < (l + 1) * (l + 1); lm++, component++) {
              values[component] += radial[n] * angular[lm];
              double along = radialSlopes[n] * angular[lm];
              int to = component * width + 3 * k;
              gradients[to] = along * x + turned * angularGradients[3 * lm];
              gradients[to + 1] = along * y + turned * angularGradients[3 * lm + 1];
              gradients[to + 2] = along * z + turned * angularGradients[3 * lm + 2];
            }
          }
        }
      }
    }
  }

  private void pairs(int width) {
    for (int c = basis.densityComponents; c < basis.components; c++) {
      int row = c - basis.densityComponents;
      for (int term = basis.termStart[row]; term < basis.termStart[row + 1]; term++) {
        int x = basis.termLeft[term];
        int y = basis.termRight[term];
        double factor = basis.termFactor[term];
        values[c] += factor * values[x] * values[y];
        addScaled(factor * values[y], x, basis.tensorOfComponent[x], width, gradients, c * width);
        addScaled(factor * values[x], y, basis.tensorOfComponent[y], width, gradients, c * width);
      }
    }
  }

  /** Adds a multiple of the gradient of a component, over the neighbours that its tensor holds. */
  private void addScaled(
      double factor, int component, int tensor, int width, double[] to, int offset) {
    long species = basis.tensorSpecies[tensor];
    int first = 3 * start(Long.numberOfTrailingZeros(species));
    int last = 3 * start(Long.SIZE - Long.numberOfLeadingZeros(species));
    int from = component * width;
    for (int i = first; i < last; i++) {
      to[offset + i] += factor * gradients[from + i];
    }
  }
}
