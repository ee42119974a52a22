package vane.mlm;

import java.util.List;
import java.util.function.Supplier;
import vane.mlm.reference.Environments;
import vane.mlm.reference.MapInputs;
import vane.mlm.reference.ReferenceMap;
import vane.mlm.reference.ReferenceMap.RowReader;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;

/**
 * The reading of the paper's follow-up (arXiv:2203.09788): directions as in {@link CosineReading},
 * and lengths by distance-based regression ({@link ReferenceLengths}).
 *
 * <p>The linear map gives, from the distances, the expected cosines (K), the expected goodness of
 * fit (K), and the expected distances of the sought length from those of the references (K). A
 * length lies between zero and the longest training vector. Farther from the references than the
 * reach, it falls off with the square of the distance.
 *
 * @param cosines how the direction is found
 * @param lengths the lengths of the references
 * @param longest the length of the longest training vector
 * @param reach the largest distance of a description from the nearest reference that still counts
 *     as known
 * @param errorScale how far off predictions are, by their length and that distance
 */
public record CosineAndLengthReading(
    CosineReading cosines,
    ReferenceLengths lengths,
    double longest,
    double reach,
    ErrorScale errorScale)
    implements Reading {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public CosineAndLengthReading {
    if (!(longest >= 0)
        || Double.isInfinite(longest)
        || !(reach >= 0)
        || Double.isInfinite(reach)) {
      throw new IllegalArgumentException(
          String.format(
              "longest vector %s and reach %s, expected finite numbers of at least 0",
              longest, reach));
    }
  }

  /** The same with another way to find directions. */
  CosineAndLengthReading with(CosineReading changed) {
    return new CosineAndLengthReading(changed, lengths, longest, reach, errorScale);
  }

  @Override
  public MapInputs inputs() {
    return MapInputs.DISTANCES;
  }

  @Override
  public int outputs(int references) {
    return cosines.outputs(references) + references;
  }

  @Override
  public Predictions read(
      ReferenceMap map, Environments environments, WorkerPool pool, ProgressListener progress) {
    return read(map, environments, pool, progress, new double[environments.size()]);
  }

  /**
   * Predicts, and tells how near the references are.
   *
   * @param nearestDistances the distance of each description from the nearest reference [N], filled
   *     in
   */
  Predictions read(
      ReferenceMap map,
      Environments environments,
      WorkerPool pool,
      ProgressListener progress,
      double[] nearestDistances) {
    Predictions directions = Predictions.ofDirections(environments.size());
    Predictions predictions = Predictions.ofVectors(environments.size(), map.references().size());
    int k = lengths.size();
    Supplier<RowReader> directionReaders =
        cosines.reader(environments, List.of(cosines.solver()), List.of(directions));
    map.read(
        environments,
        pool,
        progress,
        () -> {
          RowReader directionReader = directionReaders.get();
          return (row, expected, fits, nearest) -> {
            nearestDistances[row] = nearest;
            directionReader.read(row, expected, fits, nearest);
            double solved = Math.min(Math.max(lengths.solve(expected, 2 * k), 0), longest);
            // Continuous where the known range ends, and fading beyond.
            double length =
                nearest > reach ? solved * (reach / nearest) * (reach / nearest) : solved;
            predictions.setVector(
                row,
                directions,
                length,
                errorScale.of(length, nearest),
                status(directions.status(row), nearest));
          };
        });
    for (int i = 0; i < environments.size(); i++) {
      if (predictions.status(i) == PredictionStatus.NONE) {
        predictions.setNone(i, longest);
      }
    }
    return predictions;
  }

  private PredictionStatus status(PredictionStatus ofDirection, double nearest) {
    return ofDirection != PredictionStatus.NONE && nearest > reach
        ? PredictionStatus.EXTRAPOLATING
        : ofDirection;
  }
}
