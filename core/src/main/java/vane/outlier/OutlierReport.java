package vane.outlier;

import java.util.List;
import java.util.Optional;
import vane.Plural;

/**
 * What a search for outliers found.
 *
 * @param frames how many frames were looked at
 * @param learntFrames how many of them were learnt from
 * @param notCompared how many others were not looked at, as too few frames have their elements
 * @param rmseEvPerAngstrom the root mean square error of a force component as other frames have it,
 *     of the frames that agree, in eV/Å
 * @param relativeError the same over the root mean square force component
 * @param outliers the frames that disagree, the worst first
 */
public record OutlierReport(
    int frames,
    int learntFrames,
    int notCompared,
    double rmseEvPerAngstrom,
    double relativeError,
    List<FrameOutlier> outliers) {
  /** Copies the list. */
  public OutlierReport {
    outliers = List.copyOf(outliers);
  }

  /**
   * What looks wrong.
   *
   * @return a sentence, if any frame disagrees; frames that are unlike all others are no fault
   */
  public Optional<String> warning() {
    List<FrameOutlier> wrong = outliers.stream().filter(each -> !each.isUnlike()).toList();
    if (wrong.isEmpty()) {
      return Optional.empty();
    }
    FrameOutlier first = wrong.get(0);
    return Optional.of(
        "the forces of "
            + Plural.of(wrong.size(), "frame")
            + " disagree with those of all others (the worst: "
            + first.location()
            + ", atom "
            + first.worst().atom()
            + ")");
  }
}
