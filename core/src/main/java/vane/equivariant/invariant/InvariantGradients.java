package vane.equivariant.invariant;

import java.util.Arrays;
import vane.descriptor.RealSphericalHarmonics;

/**
 * The gradients of all invariants of one atom with respect to the positions of its neighbours: the
 * vector features of the forces.
 *
 * <p>Forward differentiation, as training needs it, for it has to see every feature; {@link
 * EnergyKernel} goes backward for a model's weights alone. A few neighbours of one element are
 * worked on at once, as many as {@link RowSums} takes, so that the rows of a {@link
 * GradientProgram} stay in the cache. {@link PlainInvariantGradients} is the plain way to the same
 * numbers. A workspace, not safe for use by several threads.
 */
public final class InvariantGradients {
  private final ElementBasis functions;
  private final TensorBasis basis;
  private final RealSphericalHarmonics harmonics;
  private final double[] values;
  private final RowSums sums;

  /** The numbers of a row: three derivatives for each of some neighbours. */
  private final int width;

  private final double[] out;
  private final double[][] radial;
  private final double[][] slopes;
  private final double[][] angular;
  private final double[][] angularGradients;
  private double[] rows = new double[0];
  private double[] coefficients = new double[0];
  private AtomBatch batch;
  private int centre;

  /**
   * A workspace.
   *
   * @param basis the functions
   */
  public InvariantGradients(ElementBasis basis) {
    this(basis, RowSums.best());
  }

  InvariantGradients(ElementBasis basis, RowSums sums) {
    this.functions = basis;
    this.sums = sums;
    this.width = 3 * sums.neighbours();
    this.out = new double[width];
    this.radial = new double[sums.neighbours()][];
    this.slopes = new double[sums.neighbours()][];
    this.angular = new double[sums.neighbours()][];
    this.angularGradients = new double[sums.neighbours()][];
    this.basis = basis.tensors();
    this.harmonics = new RealSphericalHarmonics(this.basis.lMax());
    this.values = new double[this.basis.components];
    int radialFunctions = basis.settings().radialFunctions();
    for (int lane = 0; lane < sums.neighbours(); lane++) {
      radial[lane] = new double[radialFunctions];
      slopes[lane] = new double[radialFunctions];
      angular[lane] = new double[harmonics.size()];
      angularGradients[lane] = new double[3 * harmonics.size()];
    }
  }

  /** Hears of the gradient of one invariant with respect to some neighbours. */
  public interface Receiver {
    /**
     * Takes a part of the gradient of one invariant. Parts that nobody hears of are zero.
     *
     * @param invariant its number
     * @param gradient {@code [3 (last − first)]}, the derivatives with respect to the positions of
     *     these neighbours, in 1/Å. Valid during the call only
     * @param first the first neighbour, counted from the first entry of the centre
     * @param last the neighbour after the last
     */
    void take(int invariant, double[] gradient, int first, int last);
  }

  /**
   * The values and the gradients of all invariants.
   *
   * @param batch the atoms; not modified
   * @param atom the centre
   * @param invariants {@code [size]}, the values, overwritten
   * @param receiver hears of the gradients, of some neighbours after the other
   */
  public void compute(AtomBatch batch, int atom, double[] invariants, Receiver receiver) {
    values(batch, atom, invariants);
    RadialBasis[] bases = functions.radialBases(batch.speciesOfAtom[atom]);
    for (int a = 0; a < basis.species(); a++) {
      if (start(a) < start(a + 1)) {
        GradientProgram program = basis.gradientProgram(a);
        rows = atLeast(rows, program.rows * width);
        coefficients = atLeast(coefficients, program.terms());
        program.coefficients(values, coefficients);
        for (int first = start(a); first < start(a + 1); first += sums.neighbours()) {
          int last = Math.min(start(a + 1), first + sums.neighbours());
          differentiate(bases[a], a, program, first, last);
          run(program, first, last, receiver);
        }
      }
    }
  }

  /**
   * The values of all invariants alone, the same bits as with their gradients and much cheaper.
   *
   * @param batch the atoms; not modified
   * @param atom the centre
   * @param invariants {@code [size]}, overwritten
   */
  public void values(AtomBatch batch, int atom, double[] invariants) {
    this.batch = batch;
    this.centre = atom;
    Arrays.fill(values, 0);
    RadialBasis[] bases = functions.radialBases(batch.speciesOfAtom[atom]);
    for (int a = 0; a < basis.species(); a++) {
      for (int k = start(a); k < start(a + 1); k++) {
        evaluate(bases[a], k, 0);
        addDensities(a);
      }
    }
    addPairs();
    for (int q = 0; q < invariants.length; q++) {
      invariants[q] = invariant(q);
    }
  }

  private static double[] atLeast(double[] array, int needed) {
    return array.length < needed ? new double[needed] : array;
  }

  /** The first neighbour of an element, counted from the first neighbour of the centre. */
  private int start(int element) {
    return batch.start(centre, element) - batch.start(centre, 0);
  }

  private void evaluate(RadialBasis base, int neighbour, int lane) {
    int entry = batch.start(centre, 0) + neighbour;
    base.evaluate(batch.distances[entry], radial[lane], slopes[lane]);
    harmonics.evaluate(
        batch.directions[3 * entry],
        batch.directions[3 * entry + 1],
        batch.directions[3 * entry + 2],
        angular[lane],
        angularGradients[lane]);
  }

  private void addDensities(int element) {
    for (int l = 0; l <= basis.lMax(); l++) {
      int block = element * (basis.lMax() + 1) + l;
      int component = basis.blockStart[block];
      for (int n = 0; n < basis.blockFunctions[block]; n++) {
        for (int lm = l * l; lm < (l + 1) * (l + 1); lm++) {
          values[component++] += radial[0][n] * angular[0][lm];
        }
      }
    }
  }

  private void addPairs() {
    for (int c = basis.densityComponents; c < basis.components; c++) {
      int pair = c - basis.densityComponents;
      double sum = 0;
      for (int term = basis.termStart[pair]; term < basis.termStart[pair + 1]; term++) {
        sum +=
            basis.termFactor[term] * values[basis.termLeft[term]] * values[basis.termRight[term]];
      }
      values[c] = sum;
    }
  }

  private double invariant(int q) {
    int x = basis.tensorStart[basis.left[q]];
    if (basis.right[q] < 0) {
      return values[x];
    }
    int y = basis.tensorStart[basis.right[q]];
    double sum = 0;
    for (int m = 0; m <= 2 * basis.tensorL[basis.left[q]]; m++) {
      sum += values[x + m] * values[y + m];
    }
    return sum;
  }

  /** The rows of the densities of an element for some of its neighbours. */
  private void differentiate(
      RadialBasis base, int element, GradientProgram program, int first, int last) {
    if (last - first < sums.neighbours()) {
      Arrays.fill(rows, 0, program.densities * width, 0);
    }
    for (int k = first; k < last; k++) {
      int lane = k - first;
      evaluate(base, k, lane);
      int entry = batch.start(centre, 0) + k;
      double x = batch.directions[3 * entry];
      double y = batch.directions[3 * entry + 1];
      double z = batch.directions[3 * entry + 2];
      double inverse = 1 / batch.distances[entry];
      int to = 3 * lane;
      for (int l = 0; l <= basis.lMax(); l++) {
        int functionsOfL = basis.blockFunctions[element * (basis.lMax() + 1) + l];
        for (int n = 0; n < functionsOfL; n++) {
          double turned = radial[lane][n] * inverse;
          for (int lm = l * l; lm < (l + 1) * (l + 1); lm++, to += width) {
            double along = slopes[lane][n] * angular[lane][lm];
            rows[to] = along * x + turned * angularGradients[lane][3 * lm];
            rows[to + 1] = along * y + turned * angularGradients[lane][3 * lm + 1];
            rows[to + 2] = along * z + turned * angularGradients[lane][3 * lm + 2];
          }
        }
      }
    }
  }

  private void run(GradientProgram program, int first, int last, Receiver receiver) {
    int pairs = program.rows - program.densities;
    for (int p = 0; p < pairs; p++) {
      sums.combine(program, p, coefficients, rows, rows, (program.densities + p) * width);
    }
    for (int i = 0; i < program.invariants.length; i++) {
      sums.combine(program, pairs + i, coefficients, rows, out, 0);
      receiver.take(program.invariants[i], out, first, last);
    }
  }
}
