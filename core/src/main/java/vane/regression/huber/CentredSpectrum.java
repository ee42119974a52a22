package vane.regression.huber;

import vane.linalg.Matrix;
import vane.linalg.Multiply;
import vane.linalg.SymmetricEigen;
import vane.parallel.WorkerPool;

/**
 * The one factorisation that all columns and iterations share: with D − 1 μᵀ the centred inputs, (D
 * − 1 μᵀ)ᵀ (D − 1 μᵀ) = Vᵀ Λ V and Z = (D − 1 μᵀ) Vᵀ, so that Zᵀ Z = Λ and a ridge of any strength
 * is a division.
 */
final class CentredSpectrum implements AutoCloseable {
  private final double[] means;
  private final Matrix scores;
  private final Matrix vectors;
  private final double[] values;
  private final double threshold;

  private CentredSpectrum(double[] means, Matrix scores, Matrix vectors, double[] values) {
    this.means = means;
    this.scores = scores;
    this.vectors = vectors;
    this.values = values;
    // Squaring the inputs rounds their eigenvalues by about the machine's epsilon times the
    // largest, whatever their size.
    this.threshold =
        Math.ulp(1.0) * Math.max(scores.rows(), values.length) * values[values.length - 1];
  }

  static CentredSpectrum of(WorkerPool pool, Matrix inputs) {
    int n = inputs.rows();
    int k = inputs.columns();
    double[] means = means(inputs);
    Matrix vectors = Matrix.zeros(k, k);
    Matrix scores = Matrix.zeros(n, k);
    try (Matrix centred = inputs.copy()) {
      double[] row = new double[k];
      for (int i = 0; i < n; i++) {
        centred.getRow(i, row, 0);
        for (int j = 0; j < k; j++) {
          row[j] -= means[j];
        }
        centred.setRow(i, row, 0);
      }
      Multiply.multiply(pool, 1.0, centred, true, centred, false, 0.0, vectors);
      SymmetricEigen eigen = SymmetricEigen.decomposeInPlace(vectors);
      Multiply.multiply(pool, 1.0, centred, false, vectors, true, 0.0, scores);
      return new CentredSpectrum(means, scores, vectors, eigen.values());
    }
  }

  private static double[] means(Matrix inputs) {
    double[] means = new double[inputs.columns()];
    double[] row = new double[inputs.columns()];
    for (int i = 0; i < inputs.rows(); i++) {
      inputs.getRow(i, row, 0);
      for (int j = 0; j < row.length; j++) {
        means[j] += row[j] / inputs.rows();
      }
    }
    return means;
  }

  /** Z [N × K]. */
  Matrix scores() {
    return scores;
  }

  /** V [K × K]. */
  Matrix vectors() {
    return vectors;
  }

  /** μ [K]. */
  double[] means() {
    return means;
  }

  /** One over the eigenvalue plus a ridge; 0 for an eigenvalue that is nothing but rounding. */
  double inverse(int i, double ridge) {
    return values[i] > threshold ? 1 / (values[i] + ridge) : 0;
  }

  @Override
  public void close() {
    scores.close();
    vectors.close();
  }
}
