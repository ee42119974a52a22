package vane.spark.training;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import vane.InputException;
import vane.audit.DataAudit;
import vane.audit.FrameBatches;
import vane.audit.LabelledFrame;
import vane.io.xyz.ForceColumn;
import vane.io.xyz.Frame;
import vane.spark.frames.FrameRange;
import vane.spark.frames.FrameReader;

/**
 * Looks at the first frames of each file for units that look wrong and forces that are none, before
 * a cluster works for hours. Runs on the driver.
 */
final class FirstFrames {
  /** More files than these are like the others. */
  private static final int FILES = 20;

  private FirstFrames() {}

  static void audit(
      List<FrameRange> ranges, LabelNames names, Configuration hadoop, Consumer<String> warnings) {
    ForceColumn column = names.labels().forces();
    List<FrameRange> firsts = new ArrayList<>();
    for (FrameRange range : ranges) {
      boolean known = !firsts.isEmpty() && firsts.get(firsts.size() - 1).uri().equals(range.uri());
      if (!known && firsts.size() < FILES) {
        firsts.add(range);
      }
    }
    for (FrameRange range : firsts) {
      DataAudit audit = new DataAudit(false);
      List<Frame> withForces = new ArrayList<>();
      new FrameReader(hadoop, names.skipBadFrames())
          .read(range, frame -> add(frame, column, names, audit, withForces), bad -> {});
      if (!withForces.isEmpty()) {
        audit.requireForces(range.file(), column.name(), column.others(withForces.get(0)));
      }
      audit.warnings().forEach(warning -> warnings.accept(range + ": " + warning));
    }
  }

  private static void add(
      Frame frame, ForceColumn column, LabelNames names, DataAudit audit, List<Frame> withForces) {
    audit.addFrame(frame);
    try {
      LabelledFrame labelled = FrameBatches.labelled(frame, column, names.choices());
      audit.addForces(labelled);
      if (withForces.isEmpty()) {
        withForces.add(frame);
      }
    } catch (InputException unreadable) {
      // What is wrong with frames is told when all of them are looked at.
    }
  }
}
