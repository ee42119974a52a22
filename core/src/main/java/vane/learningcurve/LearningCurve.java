package vane.learningcurve;

import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import vane.evaluation.Evaluation;
import vane.structure.Element;

/**
 * Errors against the number of frames that were learnt from.
 *
 * @param frames the frames that there are
 * @param heldOutFrames those that are held out of all trainings
 * @param points from the fewest frames to the most
 */
public record LearningCurve(int frames, int heldOutFrames, List<Point> points) {
  /**
   * One training.
   *
   * @param frames the frames that were given to it
   * @param givenEnvironments how many atoms of each element with a known force they hold
   * @param trainingEnvironments how many atoms of each element the model learnt from
   * @param heldOut the errors on the frames that are held out
   * @param training the errors on frames that were given to it: as many as are held out at most,
   *     spread evenly
   * @param seconds how long the training took by the clock on the wall
   * @param cpuSeconds the time of processors that it took, if the system tells
   */
  public record Point(
      int frames,
      SortedMap<Element, Long> givenEnvironments,
      SortedMap<Element, Long> trainingEnvironments,
      Evaluation heldOut,
      Evaluation training,
      double seconds,
      OptionalDouble cpuSeconds) {
    /** Copies the maps. */
    public Point {
      givenEnvironments = Collections.unmodifiableSortedMap(new TreeMap<>(givenEnvironments));
      trainingEnvironments = Collections.unmodifiableSortedMap(new TreeMap<>(trainingEnvironments));
    }
  }

  /** Copies the list. */
  public LearningCurve {
    points = List.copyOf(points);
  }

  /**
   * The elements of the curve.
   *
   * @return those that errors on held-out frames are known of, by atomic number
   */
  public SortedSet<Element> elements() {
    SortedSet<Element> elements = new TreeSet<>();
    points.forEach(point -> elements.addAll(point.heldOut().elements().keySet()));
    return elements;
  }

  /**
   * Which error the curve is of: of forces if the models give forces, else of their directions.
   *
   * @return the error
   */
  public CurveError error() {
    boolean forces =
        points.stream()
            .allMatch(point -> CurveError.FORCE_RMSE.of(point.heldOut().all()).isPresent());
    return forces ? CurveError.FORCE_RMSE : CurveError.WEIGHTED_ANGLE;
  }

  /**
   * Elements of which the last model learnt from fewer atoms than its frames hold, as the settings
   * limit them: for these the curve ends earlier than its frames do.
   *
   * @return by atomic number
   */
  public SortedSet<Element> limitedElements() {
    Point last = points.get(points.size() - 1);
    SortedSet<Element> limited = new TreeSet<>();
    last.givenEnvironments()
        .forEach(
            (element, given) -> {
              if (last.trainingEnvironments().getOrDefault(element, 0L) < given) {
                limited.add(element);
              }
            });
    return limited;
  }
}
