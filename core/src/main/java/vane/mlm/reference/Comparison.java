package vane.mlm.reference;

import java.util.Arrays;
import vane.alignment.FitRow;
import vane.alignment.FitSettings;
import vane.alignment.NeighbourhoodFitter;
import vane.alignment.ReferenceNeighbourhoods;

/**
 * Environments held against all references: the one idea that training and prediction share.
 *
 * <p>For environment i and every reference j it gives the distance of the descriptions D_x, the
 * goodness of fit D_g, and the reference's vector turned by the fit, t̂_j R_ij, whose product with
 * v̂_i is D_c. Without points (M = 0) there is nothing to fit: R is the identity and g is zero. It
 * works on a few rows at a time, so the N × K matrices are nobody's business here.
 *
 * <p>Immutable; safe for use by several threads, each with its own {@link FitRow}.
 */
public final class Comparison {
  /** References a tile: with 156 features a tile of this width fills a third of a megabyte. */
  private static final int TILE = 256;

  private final Environments references;
  private final RowFitter fitter;
  private final ComparisonPrecision precision;

  /** The reference descriptions by tile, then feature, then reference within the tile. */
  private final double[] tiles;

  /**
   * Prepares the references.
   *
   * @param references the references, with their descriptions, points and vectors
   * @param settings how neighbourhoods are fitted
   */
  public Comparison(Environments references, FitSettings settings) {
    this(references, settings, ComparisonPrecision.DOUBLE);
  }

  /**
   * Prepares the references.
   *
   * @param references the references, with their descriptions, points and vectors
   * @param settings how neighbourhoods are fitted
   * @param precision how many digits are kept
   */
  public Comparison(Environments references, FitSettings settings, ComparisonPrecision precision) {
    this.references = references;
    this.precision = precision;
    this.fitter =
        references.neighbours() == 0 ? unturned(references) : fitted(references, settings);
    int d = references.features();
    int tileCount = (references.size() + TILE - 1) / TILE;
    this.tiles = new double[tileCount * TILE * d];
    double[] q = references.sharedDescriptions();
    for (int j = 0; j < references.size(); j++) {
      int base = (j / TILE) * TILE * d + j % TILE;
      for (int f = 0; f < d; f++) {
        tiles[base + f * TILE] = q[j * d + f];
      }
    }
  }

  /** Fits all references on one environment. */
  private interface RowFitter {
    void fit(Environments environments, int row, FitRow destination);
  }

  private static RowFitter fitted(Environments references, FitSettings settings) {
    NeighbourhoodFitter fitter =
        NeighbourhoodFitter.create(
            ReferenceNeighbourhoods.of(
                references.neighbours(),
                references.sharedPoints(),
                references.sharedKinds(),
                references.sharedVectors()),
            settings);
    return (environments, row, destination) -> {
      int m = environments.neighbours();
      fitter.fit(
          environments.sharedPoints(),
          row * 3 * m,
          environments.sharedKinds(),
          row * m,
          0,
          references.size(),
          destination);
    };
  }

  /** Without points: every reference lies as the environment does, as far as anyone can tell. */
  private static RowFitter unturned(Environments references) {
    return (environments, row, destination) -> {
      Arrays.fill(destination.goodness(), 0);
      for (int j = 0; j < references.size(); j++) {
        destination.rotatedX()[j] = references.vector(j, 0);
        destination.rotatedY()[j] = references.vector(j, 1);
        destination.rotatedZ()[j] = references.vector(j, 2);
      }
    };
  }

  /**
   * The references.
   *
   * @return the same object that the comparison was made with
   */
  public Environments references() {
    return references;
  }

  /**
   * Space for one row of fits.
   *
   * @return a workspace for {@link #fit}
   */
  public FitRow newFitRow() {
    return new FitRow(references.size());
  }

  /**
   * Fits every reference neighbourhood on one environment: a row of D_g and the turned vectors.
   *
   * @param environments the environments
   * @param row which of them
   * @param destination overwritten
   */
  public void fit(Environments environments, int row, FitRow destination) {
    fitter.fit(environments, row, destination);
    int k = references.size();
    precision.round(destination.goodness(), k);
    precision.round(destination.rotatedX(), k);
    precision.round(destination.rotatedY(), k);
    precision.round(destination.rotatedZ(), k);
  }

  /**
   * The distances |x_i − q_j| of some rows from all references: rows of D_x.
   *
   * @param environments the environments
   * @param from the first row
   * @param to one past the last row
   * @param destination {@code [(to − from) × K]}, overwritten
   */
  public void distances(Environments environments, int from, int to, double[] destination) {
    int d = references.features();
    int k = references.size();
    double[] x = environments.sharedDescriptions();
    double[] sums = new double[TILE];
    for (int first = 0; first < k; first += TILE) {
      int width = Math.min(TILE, k - first);
      for (int i = from; i < to; i++) {
        squaredDistances(x, i * d, d, first * d, sums);
        int out = (i - from) * k + first;
        for (int j = 0; j < width; j++) {
          destination[out + j] = Math.sqrt(sums[j]);
        }
      }
    }
    precision.round(destination, (to - from) * k);
  }

  /** The inner loop runs over references, so the compiler can use whole vectors. */
  private void squaredDistances(double[] x, int xStart, int d, int tileStart, double[] sums) {
    Arrays.fill(sums, 0);
    for (int f = 0; f < d; f++) {
      double value = x[xStart + f];
      int base = tileStart + f * TILE;
      for (int j = 0; j < TILE; j++) {
        double e = value - tiles[base + j];
        sums[j] += e * e;
      }
    }
  }
}
