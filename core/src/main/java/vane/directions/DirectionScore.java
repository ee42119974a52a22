package vane.directions;

import java.util.Arrays;
import vane.mlm.PredictionStatus;
import vane.mlm.reference.Environments;

/**
 * How near predicted directions are to known ones.
 *
 * @param rows how many rows were compared
 * @param meanAngleDeg the mean angle in degrees; NaN if no row was compared
 * @param medianAngleDeg the median angle in degrees; likewise
 * @param meanCosine the mean cosine of the angle; likewise
 * @param withoutPrediction rows for which no direction was predicted; not compared
 * @param zeroVectors rows whose vector is zero; not compared
 */
public record DirectionScore(
    int rows,
    double meanAngleDeg,
    double medianAngleDeg,
    double meanCosine,
    int withoutPrediction,
    int zeroVectors) {

  static DirectionScore of(DirectionPredictions predictions, Environments known, int zeroVectors) {
    double[] angles = new double[predictions.size()];
    double cosines = 0;
    int count = 0;
    for (int i = 0; i < predictions.size(); i++) {
      if (predictions.status(i) == PredictionStatus.NONE) {
        continue;
      }
      double dot = 0;
      double difference = 0;
      double sum = 0;
      for (int c = 0; c < predictions.dimension(); c++) {
        double u = predictions.direction(i, c);
        double v = known.vector(i, c);
        dot += u * v;
        difference += (u - v) * (u - v);
        sum += (u + v) * (u + v);
      }
      cosines += dot;
      // Exact for small angles, where the arc cosine is not.
      angles[count++] = Math.toDegrees(2 * Math.atan2(Math.sqrt(difference), Math.sqrt(sum)));
    }
    double[] sorted = Arrays.copyOf(angles, count);
    Arrays.sort(sorted);
    return new DirectionScore(
        count,
        Arrays.stream(sorted).average().orElse(Double.NaN),
        median(sorted),
        count == 0 ? Double.NaN : cosines / count,
        predictions.size() - count,
        zeroVectors);
  }

  private static double median(double[] sorted) {
    int n = sorted.length;
    return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }
}
