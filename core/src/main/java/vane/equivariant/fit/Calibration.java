package vane.equivariant.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import vane.equivariant.range.ErrorGrowth;
import vane.equivariant.range.ErrorModel;

/** Sets the error models of the elements by weights that have not seen the held-out frames. */
public final class Calibration {
  /** With fewer held-out atoms of an element its errors are not calibrated on their own. */
  private static final int FEWEST = 10;

  private Calibration() {}

  /**
   * Where the training range begins to end: the median distances of held-out atoms.
   *
   * @param heldOut the held-out frames
   * @param elements how many elements there are
   * @param cutoffAngstrom the cutoff, in Å
   * @return {@code [elements]}; 1 for an element without held-out atoms
   */
  public static double[] bends(
      List<FrameEvaluator.Result> heldOut, int elements, double cutoffAngstrom) {
    double[] bends = new double[elements];
    Arrays.setAll(
        bends,
        a -> {
          double[] sorted = distances(heldOut, a, cutoffAngstrom);
          Arrays.sort(sorted);
          double median = sorted.length == 0 ? 0 : sorted[sorted.length / 2];
          return median > 0 ? median : 1;
        });
    return bends;
  }

  /**
   * The error models of a linear potential.
   *
   * @param heldOut what the weights say about the held-out frames
   * @param heated for each element, how errors grow outside of the training range
   * @param cutoffAngstrom the cutoff, in Å
   * @return one per element; empty where there are too few atoms
   */
  public static List<Optional<ErrorModel>> of(
      List<FrameEvaluator.Result> heldOut, List<HeatedErrors> heated, double cutoffAngstrom) {
    return models(heldOut, heated.size(), cutoffAngstrom, (a, inRange) -> heated.get(a).growth());
  }

  /**
   * The error models of a mixture with networks.
   *
   * @param heldOut what the mixture says about the held-out frames
   * @param linearResults what its linear part says about them
   * @param linear the error models of its linear part
   * @param heated for each element, how errors of the linear part grow outside of the training
   *     range
   * @param cutoffAngstrom the cutoff, in Å
   * @return one per element; empty where there are too few atoms
   */
  public static List<Optional<ErrorModel>> ofMixture(
      List<FrameEvaluator.Result> heldOut,
      List<FrameEvaluator.Result> linearResults,
      List<ErrorModel> linear,
      List<HeatedErrors> heated,
      double cutoffAngstrom) {
    List<Optional<ErrorModel>> byDistance =
        models(
            heldOut,
            heated.size(),
            cutoffAngstrom,
            (a, inRange) -> heated.get(a).growthOfMixture(linear.get(a), inRange));
    return IntStream.range(0, heated.size())
        .mapToObj(
            a ->
                byDistance
                    .get(a)
                    .map(
                        model ->
                            model.withDifferences(
                                distances(heldOut, a, cutoffAngstrom),
                                differences(heldOut, linearResults, a),
                                errors(heldOut, a))))
        .toList();
  }

  /** How far the forces wanted of an element are from others, as a root mean square. */
  private static double[] differences(
      List<FrameEvaluator.Result> frames, List<FrameEvaluator.Result> others, int element) {
    DoubleStream.Builder differences = DoubleStream.builder();
    for (int f = 0; f < frames.size(); f++) {
      FrameEvaluator.Result one = frames.get(f);
      for (int i = 0; i < one.size(); i++) {
        if (one.speciesOf(i) == element && one.isWanted(i)) {
          double sum = 0;
          for (int axis = 0; axis < 3; axis++) {
            double apart = one.force(i, axis) - others.get(f).force(i, axis);
            sum += apart * apart;
          }
          differences.add(Math.sqrt(sum / 3));
        }
      }
    }
    return differences.build().toArray();
  }

  /** How errors of an element grow that are known in the training range. */
  @FunctionalInterface
  private interface Growth {
    ErrorGrowth of(int element, ErrorModel inRange);
  }

  private static List<Optional<ErrorModel>> models(
      List<FrameEvaluator.Result> heldOut, int elements, double cutoffAngstrom, Growth growth) {
    List<Optional<ErrorModel>> models = new ArrayList<>();
    for (int a = 0; a < elements; a++) {
      double[] distances = distances(heldOut, a, cutoffAngstrom);
      if (distances.length < FEWEST) {
        models.add(Optional.empty());
      } else {
        double[] errors = errors(heldOut, a);
        ErrorModel inRange = ErrorModel.fit(distances, errors);
        models.add(Optional.of(ErrorModel.fit(distances, errors, growth.of(a, inRange))));
      }
    }
    return models;
  }

  /** The distances of the forces wanted of an element. */
  static double[] distances(
      List<FrameEvaluator.Result> frames, int element, double cutoffAngstrom) {
    DoubleStream.Builder distances = DoubleStream.builder();
    for (FrameEvaluator.Result frame : frames) {
      for (int i = 0; i < frame.size(); i++) {
        if (frame.speciesOf(i) == element && frame.isWanted(i)) {
          distances.add(frame.distance(i, cutoffAngstrom));
        }
      }
    }
    return distances.build().toArray();
  }

  /** The errors of their components, {@code [atoms × 3]}. */
  private static double[] errors(List<FrameEvaluator.Result> frames, int element) {
    DoubleStream.Builder errors = DoubleStream.builder();
    for (FrameEvaluator.Result frame : frames) {
      for (int i = 0; i < frame.size(); i++) {
        for (int axis = 0; axis < 3; axis++) {
          if (frame.speciesOf(i) == element && frame.isWanted(i)) {
            errors.add(frame.error(i, axis));
          }
        }
      }
    }
    return errors.build().toArray();
  }
}
