package vane.mlm;

import vane.linalg.Matrix;
import vane.mlm.reference.Comparison;
import vane.regression.huber.HuberInputs;

/**
 * The matrices of training: D_x, and D_c and D_g side by side, for all training environments.
 *
 * <p>Several models can be trained on them. They lie outside the Java heap; close them when done.
 */
public final class TrainingMatrices implements AutoCloseable {
  private final Comparison comparison;
  private final Matrix input;
  private final Matrix output;
  private final HuberInputs huberInputs;

  TrainingMatrices(Comparison comparison, Matrix input, Matrix output) {
    this.comparison = comparison;
    this.input = input;
    this.output = output;
    this.huberInputs = new HuberInputs(input);
  }

  /**
   * The comparison with the references that the matrices come from.
   *
   * @return the comparison
   */
  public Comparison comparison() {
    return comparison;
  }

  /**
   * D_x. Not to be modified or closed.
   *
   * @return {@code [N × K]}
   */
  public Matrix input() {
    return input;
  }

  /**
   * D_c and D_g side by side. Not to be modified or closed.
   *
   * @return {@code [N × 2K]}
   */
  public Matrix output() {
    return output;
  }

  /** D_x with what all Huber regressions on it share. */
  HuberInputs huberInputs() {
    return huberInputs;
  }

  /** Frees the matrices. */
  @Override
  public void close() {
    huberInputs.close();
    input.close();
    output.close();
  }
}
