package vane.equivariant.invariant;

import java.util.Arrays;

/**
 * How many functions a {@link TensorBasis} has, without making them.
 *
 * <p>Degrees that are somewhat too high give millions of functions, which would fill the memory
 * before anybody could say so.
 */
final class BasisSize {
  private final BasisSettings settings;
  private final long most;
  private final int lMax;
  private final double[] degrees;
  private final int[] ls;
  private long count;

  private BasisSize(BasisSettings settings, int species, long most) {
    this.settings = settings;
    this.most = most;
    this.lMax = settings.highestL();
    int densities = 0;
    for (int l = 0; l <= lMax; l++) {
      densities += species * (settings.nMax(l) + 1);
    }
    double[][] found = new double[densities][];
    int next = 0;
    for (int a = 0; a < species; a++) {
      for (int l = 0; l <= lMax; l++) {
        for (int n = 0; n <= settings.nMax(l); n++) {
          found[next++] = new double[] {settings.degree(n, l), l};
        }
      }
    }
    // Ties of degree as TensorBasis has them, as pairs of four depend on the order.
    Arrays.sort(found, (x, y) -> x[0] == y[0] ? Double.compare(x[1], y[1]) : x[0] < y[0] ? -1 : 1);
    degrees = Arrays.stream(found).mapToDouble(density -> density[0]).toArray();
    ls = Arrays.stream(found).mapToInt(density -> (int) density[1]).toArray();
  }

  /**
   * Counts the functions.
   *
   * @param settings which functions
   * @param species how many elements a neighbour can be of
   * @param most where counting stops
   * @return the number of functions, or a number above {@code most} if there are more than that
   */
  static long of(BasisSettings settings, int species, long most) {
    BasisSize size = new BasisSize(settings, species, most);
    size.addSinglesAndPairs();
    size.addTriples();
    size.addQuadruples();
    return size.count;
  }

  private boolean within(double degree, double limit) {
    return count <= most && BasisSettings.within(degree, limit);
  }

  private void addSinglesAndPairs() {
    for (int i = 0; i < degrees.length; i++) {
      count += ls[i] == 0 && within(degrees[i], settings.degree1()) ? 1 : 0;
      for (int j = i; j < degrees.length; j++) {
        count += ls[i] == ls[j] && within(degrees[i] + degrees[j], settings.degree2()) ? 1 : 0;
      }
    }
  }

  private void addTriples() {
    double limit = settings.degree3();
    for (int i = 0; i < degrees.length && within(3 * degrees[i], limit); i++) {
      for (int j = i; j < degrees.length && within(degrees[i] + 2 * degrees[j], limit); j++) {
        for (int k = j; k < degrees.length; k++) {
          if (!within(degrees[i] + degrees[j] + degrees[k], limit)) {
            break;
          }
          count += GauntCoefficients.couple(ls[i], ls[j], ls[k]) ? 1 : 0;
        }
      }
    }
  }

  private void addQuadruples() {
    double limit = settings.degree4();
    for (int i = 0; i < degrees.length && within(4 * degrees[i], limit); i++) {
      for (int j = i; j < degrees.length && within(degrees[i] + 3 * degrees[j], limit); j++) {
        for (int k = j; k < degrees.length; k++) {
          double three = degrees[i] + degrees[j] + degrees[k];
          if (!within(three + degrees[k], limit)) {
            break;
          }
          for (int m = k; m < degrees.length && within(three + degrees[m], limit); m++) {
            addCouplings(i, j, k, m);
          }
        }
      }
    }
  }

  private void addCouplings(int i, int j, int k, int m) {
    int most = Math.min(lMax, Math.min(ls[i] + ls[j], ls[k] + ls[m]));
    for (int l = 0; l <= most; l++) {
      boolean couples =
          GauntCoefficients.couple(ls[i], ls[j], l) && GauntCoefficients.couple(ls[k], ls[m], l);
      count += couples ? 1 : 0;
    }
  }
}
