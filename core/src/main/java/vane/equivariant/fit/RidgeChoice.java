package vane.equivariant.fit;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import vane.InputException;
import vane.parallel.ProgressListener;
import vane.regression.PenaltyTooSmallException;

/**
 * Chooses the ridge λ on held-out frames: the largest one whose mean absolute error is within a
 * percent of the least. Squared errors would let a few odd contacts decide for all atoms.
 */
public final class RidgeChoice {
  /** λ where no frame can be held out to choose it. */
  public static final double OF_FEW = 1e-8;

  /** The decades of λ that are tried, relative to the mean square of a feature. */
  private static final int[] DECADES = {-12, -11, -10, -9, -8, -7, -6, -5, -4};

  /** Mean absolute errors on held-out frames so near the least are taken for as good. */
  private static final double AS_GOOD = 1.01;

  private RidgeChoice() {}

  /**
   * The best ridge.
   *
   * @param heldOut what the weights for a ridge say about the held-out frames; may throw a {@link
   *     PenaltyTooSmallException} if there are none
   * @param progress hears of the ridges tried
   * @return λ
   * @throws InputException if there are weights for none
   */
  public static double best(
      DoubleFunction<List<FrameEvaluator.Result>> heldOut, ProgressListener progress) {
    progress.stage("choosing the ridge", DECADES.length);
    double[] errors = new double[DECADES.length];
    for (int i = 0; i < errors.length; i++) {
      try {
        errors[i] = meanAbsoluteError(heldOut.apply(Math.pow(10, DECADES[i])));
      } catch (PenaltyTooSmallException singular) {
        errors[i] = Double.POSITIVE_INFINITY;
      }
      progress.advance(1);
    }
    double least = Arrays.stream(errors).min().orElseThrow();
    for (int i = errors.length - 1; i >= 0; i--) {
      if (errors[i] <= least * AS_GOOD && errors[i] < Double.POSITIVE_INFINITY) {
        return Math.pow(10, DECADES[i]);
      }
    }
    throw new InputException("no ridge up to 1e-4 makes the normal equations solvable");
  }

  private static double meanAbsoluteError(List<FrameEvaluator.Result> frames) {
    double sum = 0;
    long count = 0;
    for (FrameEvaluator.Result frame : frames) {
      for (int i = 0; i < frame.size(); i++) {
        for (int axis = 0; axis < 3 && frame.isWanted(i); axis++) {
          sum += Math.abs(frame.error(i, axis));
          count++;
        }
      }
    }
    return sum / count;
  }
}
