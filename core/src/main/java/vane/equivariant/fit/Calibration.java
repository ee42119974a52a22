package vane.equivariant.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import vane.equivariant.range.ErrorModel;

/** Sets the error models of the elements by weights that have not seen the held-out frames. */
public final class Calibration {
  /** With fewer held-out atoms of an element its errors are not calibrated on their own. */
  private static final int FEWEST = 10;

  private Calibration() {}

  /**
   * The error models.
   *
   * @param heldOut what the weights say about the held-out frames
   * @param elements how many elements there are
   * @param cutoffAngstrom the cutoff, in Å
   * @return one per element; empty where there are too few atoms
   */
  public static List<Optional<ErrorModel>> of(
      List<FrameEvaluator.Result> heldOut, int elements, double cutoffAngstrom) {
    List<Optional<ErrorModel>> models = new ArrayList<>();
    for (int a = 0; a < elements; a++) {
      DoubleStream.Builder distances = DoubleStream.builder();
      DoubleStream.Builder errors = DoubleStream.builder();
      int count = 0;
      for (FrameEvaluator.Result frame : heldOut) {
        for (int i = 0; i < frame.size(); i++) {
          if (frame.speciesOf(i) == a && frame.isWanted(i)) {
            distances.add(frame.distance(i, cutoffAngstrom));
            for (int axis = 0; axis < 3; axis++) {
              errors.add(frame.error(i, axis));
            }
            count++;
          }
        }
      }
      models.add(
          count < FEWEST
              ? Optional.empty()
              : Optional.of(ErrorModel.fit(distances.build().toArray(), errors.build().toArray())));
    }
    return models;
  }
}
