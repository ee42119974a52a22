package vane.audit;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import vane.InputException;
import vane.io.xyz.ForceColumn;
import vane.io.xyz.Frame;
import vane.io.xyz.FrameLocation;

/**
 * A pass over one trajectory whose forces are wanted: what the frames hold, which of them are left
 * out, and whether enough is left. Not safe for use by several threads.
 */
public final class ForceAudit {
  private final String trajectory;
  private final ForceColumn column;
  private final DataAudit audit;
  private long frames;
  private long without;
  private String firstWithout = "";
  private Optional<InputException> missing = Optional.empty();
  private Optional<InputException> unreadable = Optional.empty();
  private List<String> others = List.of();

  /**
   * A pass that has seen nothing.
   *
   * @param trajectory what messages call it
   * @param column where its forces are
   * @param audit sees all frames
   */
  public ForceAudit(String trajectory, ForceColumn column, DataAudit audit) {
    this.trajectory = trajectory;
    this.column = column;
    this.audit = audit;
  }

  /**
   * Takes a frame as it was read, before its forces.
   *
   * @param frame the frame
   */
  public void addFrame(Frame frame) {
    audit.addFrame(frame);
  }

  /**
   * Takes the forces of a frame.
   *
   * @param labelled the frame with its forces
   * @param otherColumns gives the columns that may be the forces in place of those read; asked for
   *     the first frame
   */
  public void addForces(LabelledFrame labelled, Supplier<List<String>> otherColumns) {
    others = frames++ == 0 ? otherColumns.get() : others;
    audit.addForces(labelled);
  }

  /**
   * Takes a frame that has no forces, and is left out.
   *
   * @param location where it was read
   * @param error what there is to say if no frame has any
   */
  public void addWithout(FrameLocation location, InputException error) {
    if (without++ == 0) {
      missing = Optional.of(error);
      firstWithout = location.toString();
    }
  }

  /**
   * Takes a frame that could be read, but not its forces, and is left out.
   *
   * @param error what is wrong with them
   */
  public void addUnreadable(InputException error) {
    unreadable = unreadable.isPresent() ? unreadable : Optional.of(error);
    addBad(1, error.getMessage());
  }

  /**
   * Takes frames that are not as they must be, and are left out.
   *
   * @param count how many, at least one
   * @param first what is wrong with the first of them
   */
  public void addBad(long count, String first) {
    audit.leaveOut(count, "not as a frame must be", first);
  }

  /**
   * Ends the pass.
   *
   * @return the number of frames with forces
   * @throws InputException if no frame has forces, all forces are zero, or all are the same vector
   */
  public long end() {
    if (frames == 0 && missing.isPresent()) {
      throw missing.get();
    }
    if (frames == 0 && unreadable.isPresent()) {
      throw unreadable.get();
    }
    if (without > 0) {
      audit.leaveOut(without, "no column " + column, firstWithout);
    }
    if (frames > 0) {
      audit.requireForces(trajectory, column.name(), others);
    }
    return frames;
  }

  /**
   * What was noticed.
   *
   * @return a sentence for each suspicion, which names the trajectory; empty if all looks well
   */
  public List<String> warnings() {
    return audit.warnings().stream().map(warning -> trajectory + ": " + warning).toList();
  }
}
