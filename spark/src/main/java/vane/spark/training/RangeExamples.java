package vane.spark.training;

import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import vane.InputException;
import vane.audit.FrameBatches;
import vane.audit.LabelledFrame;
import vane.io.xyz.Frame;
import vane.io.xyz.FrameLabels;
import vane.io.xyz.FrameLocation;
import vane.io.xyz.MissingColumnException;
import vane.model.TrainingData;
import vane.spark.frames.BadFrame;
import vane.spark.frames.FrameRange;
import vane.spark.frames.FrameReader;
import vane.structure.LabelledStructure;

/**
 * The frames of a range that something can be learnt from. Reading the range again gives the same
 * ones, so a number among them names a frame.
 */
final class RangeExamples {
  private final List<LabelledStructure> examples = new ArrayList<>();
  private final List<FrameLocation> locations = new ArrayList<>();
  private long withoutForces;
  private String firstWithoutForces = "";
  private long bad;
  private String firstBad = "";

  private RangeExamples() {}

  /**
   * Reads a range.
   *
   * @throws InputException if a frame is not as it must be and bad frames are not skipped
   */
  static RangeExamples read(FrameRange range, LabelNames names, Configuration hadoop) {
    RangeExamples found = new RangeExamples();
    FrameLabels labels = names.labels();
    new FrameReader(hadoop, names.skipBadFrames())
        .read(range, frame -> found.add(frame, names, labels), found::leaveOut);
    return found;
  }

  private void add(Frame frame, LabelNames names, FrameLabels labels) {
    try {
      LabelledFrame labelled = FrameBatches.labelled(frame, labels.forces(), names.choices());
      int last = locations.size() - 1;
      boolean goesOn = last >= 0 && locations.get(last).file().equals(frame.location().file());
      int trajectory = last < 0 ? 0 : examples.get(last).trajectory() + (goesOn ? 0 : 1);
      examples.add(TrainingData.example(labelled, trajectory, labels));
      locations.add(frame.location());
    } catch (MissingColumnException error) {
      firstWithoutForces = withoutForces++ == 0 ? error.getMessage() : firstWithoutForces;
    } catch (InputException error) {
      if (!names.skipBadFrames()) {
        throw error;
      }
      leaveOut(error.getMessage());
    }
  }

  private void leaveOut(BadFrame frame) {
    leaveOut(frame.message());
  }

  private void leaveOut(String reason) {
    firstBad = bad++ == 0 ? reason : firstBad;
  }

  /** The frames, those of one trajectory numbered alike. */
  List<LabelledStructure> examples() {
    return examples;
  }

  /** Where the frames are. */
  List<FrameLocation> locations() {
    return locations;
  }

  /** How many frames had no forces. */
  long withoutForces() {
    return withoutForces;
  }

  /** Why the first of these had none; empty if all had some. */
  String firstWithoutForces() {
    return firstWithoutForces;
  }

  /** How many frames were not as they must be. */
  long bad() {
    return bad;
  }

  /** What was wrong with the first of these; empty if there was none. */
  String firstBad() {
    return firstBad;
  }
}
