package vane.mlm.reference;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import vane.alignment.FitRow;
import vane.alignment.FitSettings;
import vane.linalg.FactoredMatrix;
import vane.linalg.Matrix;
import vane.linalg.Multiply;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;

/**
 * The idea that all readings of the OA-MLM share: references, the {@link Comparison} of an
 * environment with them, and a linear map from what the comparison tells ({@link MapInputs}) to
 * what is expected of the references. What the expected numbers mean, and how a vector comes from
 * them, is for a reading ({@code vane.mlm.Reading}).
 *
 * <p>Immutable; safe for use by several threads. The weights lie outside the Java heap; {@link
 * #close} frees them, and so does the end of a map that is garbage.
 */
public final class ReferenceMap implements AutoCloseable {
  /** Rows that go through the matrix product together. */
  private static final int BLOCK = 1024;

  private final Comparison comparison;
  private final FitSettings fit;
  private final MapInputs inputs;
  private final FactoredMatrix weights;
  private final double[] intercepts;

  /**
   * A map from a comparison that is there already.
   *
   * @param comparison the references, compared by {@code fit}
   * @param fit how neighbourhoods are fitted
   * @param inputs what the linear map is told
   * @param weights the linear map {@code [inputs × outputs]}; this map takes it over
   * @param intercepts {@code [outputs]}; this map takes it over
   * @throws IllegalArgumentException if the shapes do not belong together
   */
  public ReferenceMap(
      Comparison comparison,
      FitSettings fit,
      MapInputs inputs,
      FactoredMatrix weights,
      double[] intercepts) {
    int k = comparison.references().size();
    int count = inputs.count(comparison.references().features(), k);
    if (weights.rows() != count || weights.columns() != intercepts.length) {
      throw new IllegalArgumentException(
          String.format(
              "weights [%d × %d] and %d intercepts, expected [%d × outputs] and one per output"
                  + " for %d references",
              weights.rows(), weights.columns(), intercepts.length, count, k));
    }
    this.comparison = comparison;
    this.fit = fit;
    this.inputs = inputs;
    this.weights = weights;
    this.intercepts = intercepts;
  }

  /**
   * A map from its parts, as a model file holds them.
   *
   * @param references the K references: Q, S and T
   * @param fit how neighbourhoods are fitted
   * @param inputs what the linear map is told
   * @param weights the linear map {@code [inputs × outputs]}; this map takes it over
   * @param intercepts {@code [outputs]}; copied
   * @return the map
   * @throws IllegalArgumentException if the shapes do not belong together
   */
  public static ReferenceMap of(
      Environments references,
      FitSettings fit,
      MapInputs inputs,
      FactoredMatrix weights,
      double[] intercepts) {
    return new ReferenceMap(
        new Comparison(references, fit), fit, inputs, weights, intercepts.clone());
  }

  /**
   * The references: Q, S and T.
   *
   * @return K environments
   */
  public Environments references() {
    return comparison.references();
  }

  /**
   * How neighbourhoods are fitted.
   *
   * @return the settings
   */
  public FitSettings fitSettings() {
    return fit;
  }

  /**
   * What the linear map is told of an environment.
   *
   * @return its inputs
   */
  public MapInputs inputs() {
    return inputs;
  }

  /**
   * The number of numbers that the linear map gives per environment.
   *
   * @return at least one
   */
  public int outputs() {
    return intercepts.length;
  }

  /**
   * The linear map. Not to be modified or closed.
   *
   * @return {@code [inputs × outputs]}
   */
  public FactoredMatrix weights() {
    return weights;
  }

  /**
   * What is added to the outputs; zeros for all but Huber regression.
   *
   * @return {@code [outputs]} (a copy)
   */
  public double[] intercepts() {
    return intercepts.clone();
  }

  /** Frees the weights. Nothing can be predicted then. */
  @Override
  public void close() {
    weights.close();
  }

  /** Takes what the map says of one environment. Each thread has its own reader. */
  public interface RowReader {
    /**
     * Takes a row.
     *
     * @param row the environment
     * @param expected {@code [outputs]}, what the linear map gives; overwritten afterwards
     * @param fits the fits of all references; overwritten afterwards
     * @param nearest the distance of the descriptor from the nearest reference
     */
    void read(int row, double[] expected, FitRow fits, double nearest);
  }

  /**
   * Compares environments with the references and maps what that tells, block by block.
   *
   * @param environments the environments; isolated ones are left out
   * @param pool the threads
   * @param progress hears of each environment done
   * @param readers makes a reader for each task
   * @throws IllegalArgumentException if the environments have other numbers of features or points
   *     than the references
   */
  public void read(
      Environments environments,
      WorkerPool pool,
      ProgressListener progress,
      Supplier<RowReader> readers) {
    readTogether(List.of(this), environments, pool, progress, List.of(readers));
  }

  /**
   * Reads several maps of the same references. The comparison, which takes most of the time, is
   * made once.
   *
   * @param maps one map at least; all share one {@link Comparison}
   * @param environments the environments; isolated ones are left out
   * @param pool the threads
   * @param progress hears of each environment done
   * @param readers for each map, what makes a reader for each task
   * @throws IllegalArgumentException if the maps have other references or inputs than each other,
   *     or the environments other numbers of features or points than the references
   */
  public static void readTogether(
      List<ReferenceMap> maps,
      Environments environments,
      WorkerPool pool,
      ProgressListener progress,
      List<Supplier<RowReader>> readers) {
    ReferenceMap first = maps.get(0);
    if (maps.stream().anyMatch(m -> m.comparison != first.comparison || m.inputs != first.inputs)) {
      throw new IllegalArgumentException("found maps of other references, expected the same");
    }
    first.requireSameShape(environments);
    for (int from = 0; from < environments.size(); from += BLOCK) {
      int to = Math.min(environments.size(), from + BLOCK);
      first.readBlock(maps, environments, from, to, pool, progress, readers);
    }
  }

  private void requireSameShape(Environments environments) {
    Environments references = references();
    if (environments.features() != references.features()
        || environments.neighbours() != references.neighbours()) {
      throw new IllegalArgumentException(
          String.format(
              "environments with %d features and %d points, expected %d and %d as in the model",
              environments.features(),
              environments.neighbours(),
              references.features(),
              references.neighbours()));
    }
  }

  private void readBlock(
      List<ReferenceMap> maps,
      Environments environments,
      int from,
      int to,
      WorkerPool pool,
      ProgressListener progress,
      List<Supplier<RowReader>> readers) {
    try (Matrix input = Matrix.zeros(to - from, weights.rows());
        MappedRows mapped = new MappedRows(maps, to - from);
        KeptFits kept = new KeptFits(inputs.fromFits() ? to - from : 0, references().size())) {
      double[] nearest = new double[to - from];
      if (inputs.fromFits()) {
        inputs.fill(
            pool,
            comparison,
            environments,
            from,
            to,
            input,
            (i, fits, distance) -> {
              kept.put(i - from, fits);
              nearest[i - from] = distance;
            });
      } else {
        distances(environments, from, to, pool, input, nearest);
      }
      mapped.fill(pool, input);
      MapInputs.forRows(
          pool,
          from,
          to,
          (first, last) -> {
            double[][] expected = mapped.newRows();
            FitRow fits = comparison.newFitRow();
            List<RowReader> taskReaders = readers.stream().map(Supplier::get).toList();
            for (int i = first; i < last; i++) {
              if (environments.isIsolated(i)) {
                continue;
              }
              if (inputs.fromFits()) {
                kept.get(i - from, fits);
              } else {
                comparison.fit(environments, i, fits);
              }
              for (int m = 0; m < expected.length; m++) {
                mapped.get(m, i - from, expected[m]);
                taskReaders.get(m).read(i, expected[m], fits, nearest[i - from]);
              }
            }
            progress.advance(last - first);
          });
    }
  }

  /** What each of some maps gives for a block. */
  private static final class MappedRows implements AutoCloseable {
    private final List<ReferenceMap> maps;
    private final List<Matrix> outputs;

    MappedRows(List<ReferenceMap> maps, int rows) {
      this.maps = maps;
      this.outputs = maps.stream().map(map -> Matrix.zeros(rows, map.outputs())).toList();
    }

    /** Multiplies. A left factor that several maps share is multiplied with once. */
    void fill(WorkerPool pool, Matrix input) {
      Map<Matrix, Matrix> coordinates = new IdentityHashMap<>();
      try {
        for (int m = 0; m < maps.size(); m++) {
          FactoredMatrix weights = maps.get(m).weights;
          Matrix first =
              weights
                  .left()
                  .map(left -> coordinates.computeIfAbsent(left, v -> product(pool, input, v)))
                  .orElse(input);
          Multiply.multiply(pool, first, weights.right(), outputs.get(m));
        }
      } finally {
        coordinates.values().forEach(Matrix::close);
      }
    }

    private static Matrix product(WorkerPool pool, Matrix a, Matrix b) {
      Matrix product = Matrix.zeros(a.rows(), b.columns());
      Multiply.multiply(pool, a, b, product);
      return product;
    }

    double[][] newRows() {
      return maps.stream().map(map -> new double[map.outputs()]).toArray(double[][]::new);
    }

    void get(int map, int row, double[] expected) {
      outputs.get(map).getRow(row, expected, 0);
      double[] intercepts = maps.get(map).intercepts;
      for (int j = 0; j < expected.length; j++) {
        expected[j] += intercepts[j];
      }
    }

    @Override
    public void close() {
      outputs.forEach(Matrix::close);
    }
  }

  /** Distances alone: the fits can wait, so that they need not be kept. */
  private void distances(
      Environments environments,
      int from,
      int to,
      WorkerPool pool,
      Matrix input,
      double[] nearest) {
    int k = references().size();
    MapInputs.forRows(
        pool,
        from,
        to,
        (first, last) -> {
          double[] distances = new double[(last - first) * k];
          comparison.distances(environments, first, last, distances);
          input.setRows(first - from, last - first, distances, 0);
          for (int i = first; i < last; i++) {
            nearest[i - from] = MapInputs.least(distances, (i - first) * k, k);
          }
        });
  }

  /** The fits of a block, between the matrix product that needs them and the reading. */
  private static final class KeptFits implements AutoCloseable {
    private final int references;
    private final Matrix rows;

    KeptFits(int rows, int references) {
      this.references = references;
      this.rows = Matrix.zeros(rows, 4 * references);
    }

    void put(int row, FitRow fits) {
      rows.setRowPart(row, 0, references, fits.goodness(), 0);
      rows.setRowPart(row, references, references, fits.rotatedX(), 0);
      rows.setRowPart(row, 2 * references, references, fits.rotatedY(), 0);
      rows.setRowPart(row, 3 * references, references, fits.rotatedZ(), 0);
    }

    void get(int row, FitRow fits) {
      rows.getRowPart(row, 0, references, fits.goodness(), 0);
      rows.getRowPart(row, references, references, fits.rotatedX(), 0);
      rows.getRowPart(row, 2 * references, references, fits.rotatedY(), 0);
      rows.getRowPart(row, 3 * references, references, fits.rotatedZ(), 0);
    }

    @Override
    public void close() {
      rows.close();
    }
  }
}
