package vane.spark.output;

import java.io.Serializable;
import java.util.Iterator;
import java.util.Map;
import vane.io.xyz.Frame;
import vane.model.AtomStatus;

/** What a task does with its frames. */
@FunctionalInterface
public interface FrameWork extends Serializable {
  /** Frames as they are. */
  FrameWork NONE = (frames, statuses) -> frames;

  /**
   * Does the work on a worker.
   *
   * @param frames the frames of a part, read as they are asked for
   * @param statuses takes how many atoms have each status, where the work gives them one
   * @return one frame for each, in the same order, made as they are asked for
   */
  Iterator<Frame> on(Iterator<Frame> frames, Map<AtomStatus, Long> statuses);
}
