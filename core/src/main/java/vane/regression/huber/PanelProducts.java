package vane.regression.huber;

import vane.linalg.Matrix;
import vane.linalg.SerialMultiply;
import vane.linalg.SingleMatrix;

/**
 * The two matrix products of an iteration for the columns of a panel. A row of the panel's memory
 * is one column of the regression.
 *
 * <p>Both directions are of the inputs with a column of ones, for the intercepts, and a column of
 * zeros, for the scales, which no product touches: [N × K + 2].
 */
sealed interface PanelProducts extends AutoCloseable {
  /** Sets the vector [K + 2] that {@link #forward} takes for a row. */
  void setDirection(int row, double[] direction);

  /** Multiplies the first rows' vectors with the inputs. */
  void forward(int rows);

  /** What {@link #forward} gave for a row, [N]. */
  void getImage(int row, double[] image);

  /** Sets the vector [N] that {@link #backward} takes for a row. */
  void setWeights(int row, double[] weights);

  /** Multiplies the first rows' vectors with the transposed of the inputs. */
  void backward(int rows);

  /** What {@link #backward} gave for a row, [K + 2]. */
  void getGradient(int row, double[] gradient);

  @Override
  void close();

  /** In double precision. */
  final class OfDoubles implements PanelProducts {
    private final Matrix inputs;
    private final Matrix near;
    private final Matrix far;

    /** Products with extended inputs [N × K + 2] for so many columns. */
    OfDoubles(Matrix inputs, int width) {
      this.inputs = inputs;
      this.near = Matrix.zeros(width, inputs.columns());
      this.far = Matrix.zeros(width, inputs.rows());
    }

    /** The inputs with a column of ones and one of zeros. */
    static Matrix extend(Matrix inputs) {
      int k = inputs.columns();
      Matrix extended = Matrix.zeros(inputs.rows(), k + 2);
      double[] row = new double[k + 2];
      row[k] = 1;
      for (int i = 0; i < inputs.rows(); i++) {
        inputs.getRow(i, row, 0);
        extended.setRow(i, row, 0);
      }
      return extended;
    }

    @Override
    public void setDirection(int row, double[] direction) {
      near.setRow(row, direction, 0);
    }

    @Override
    public void forward(int rows) {
      SerialMultiply.multiply(near.rows(0, rows), inputs, true, far.rows(0, rows));
    }

    @Override
    public void getImage(int row, double[] image) {
      far.getRow(row, image, 0);
    }

    @Override
    public void setWeights(int row, double[] weights) {
      far.setRow(row, weights, 0);
    }

    @Override
    public void backward(int rows) {
      SerialMultiply.multiply(far.rows(0, rows), inputs, false, near.rows(0, rows));
    }

    @Override
    public void getGradient(int row, double[] gradient) {
      near.getRow(row, gradient, 0);
    }

    @Override
    public void close() {
      near.close();
      far.close();
    }
  }

  /** In single precision. */
  final class OfSingles implements PanelProducts {
    private static final HuberKernel KERNEL = HuberKernel.best();

    private final SingleMatrix inputs;
    private final SingleMatrix near;
    private final SingleMatrix far;
    private final float[] row;

    /** Products with extended inputs [N × K + 2] for so many columns. */
    OfSingles(SingleMatrix inputs, int width) {
      this.inputs = inputs;
      this.near = SingleMatrix.zeros(width, inputs.columns());
      this.far = SingleMatrix.zeros(width, inputs.rows());
      this.row = new float[Math.max(inputs.columns(), inputs.rows())];
    }

    /** The inputs with a column of ones and one of zeros, rounded. */
    static SingleMatrix extend(Matrix inputs) {
      int k = inputs.columns();
      SingleMatrix extended = SingleMatrix.zeros(inputs.rows(), k + 2);
      double[] exact = new double[k];
      float[] rounded = new float[k + 2];
      rounded[k] = 1;
      for (int i = 0; i < inputs.rows(); i++) {
        inputs.getRow(i, exact, 0);
        KERNEL.round(exact, k, rounded);
        extended.setRow(i, rounded);
      }
      return extended;
    }

    @Override
    public void setDirection(int index, double[] direction) {
      KERNEL.round(direction, near.columns(), row);
      near.setRow(index, row);
    }

    @Override
    public void forward(int rows) {
      SerialMultiply.multiply(near.rows(0, rows), inputs, true, far.rows(0, rows));
    }

    @Override
    public void getImage(int index, double[] image) {
      far.getRow(index, row);
      KERNEL.widen(row, far.columns(), image);
    }

    @Override
    public void setWeights(int index, double[] weights) {
      KERNEL.round(weights, far.columns(), row);
      far.setRow(index, row);
    }

    @Override
    public void backward(int rows) {
      SerialMultiply.multiply(far.rows(0, rows), inputs, false, near.rows(0, rows));
    }

    @Override
    public void getGradient(int index, double[] gradient) {
      near.getRow(index, row);
      KERNEL.widen(row, near.columns(), gradient);
    }

    @Override
    public void close() {
      near.close();
      far.close();
    }
  }
}
