package vane.spark.training;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import vane.InputException;
import vane.audit.DataAudit;
import vane.audit.FrameBatches;
import vane.audit.LabelledFrame;
import vane.io.xyz.ForceColumn;
import vane.io.xyz.Frame;
import vane.io.xyz.FrameLabels;
import vane.model.TrainingData;
import vane.spark.frames.FrameRange;
import vane.spark.frames.FrameReader;
import vane.structure.Element;
import vane.structure.LabelledStructure;

/**
 * Looks at the first frames of each file, before a cluster works for hours: for units that look
 * wrong, forces that are none, and what there is to learn. Runs on the driver.
 */
final class FirstFrames {
  /** More files than these are like the others. */
  private static final int FILES = 20;

  private final SortedSet<Element> elements = new TreeSet<>();
  private boolean energies;
  private boolean stresses;

  private FirstFrames() {}

  /** The elements that these frames hold. */
  int elements() {
    return elements.size();
  }

  /** How many kinds of equations these frames give: forces, and energies and stresses. */
  int kinds() {
    return 1 + (energies ? 1 : 0) + (stresses ? 1 : 0);
  }

  static FirstFrames audit(
      List<FrameRange> ranges, LabelNames names, Configuration hadoop, Consumer<String> warnings) {
    FirstFrames found = new FirstFrames();
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
          .read(range, frame -> found.add(frame, names, audit, withForces), bad -> {});
      if (!withForces.isEmpty()) {
        audit.requireForces(range.file(), column.name(), column.others(withForces.get(0)));
      }
      audit.warnings().forEach(warning -> warnings.accept(range + ": " + warning));
    }
    return found;
  }

  private void add(Frame frame, LabelNames names, DataAudit audit, List<Frame> withForces) {
    audit.addFrame(frame);
    try {
      FrameLabels labels = names.labels();
      LabelledFrame labelled = FrameBatches.labelled(frame, labels.forces(), names.choices());
      audit.addForces(labelled);
      if (withForces.isEmpty()) {
        withForces.add(frame);
      }
      LabelledStructure example = TrainingData.example(labelled, 0, labels);
      elements.addAll(frame.structure().composition());
      energies |= example.energy().isPresent();
      stresses |= example.stress().isPresent();
    } catch (InputException unreadable) {
      // What is wrong with frames is told when all of them are looked at.
    }
  }
}
