package vane.engines.learning;

import java.util.List;

/** Where labelled frames are kept, so that no call of the engine is lost when a run is stopped. */
public interface FrameStore {
  /**
   * The frames of a run that goes on.
   *
   * @return in the order in which they were added; empty for a new run
   */
  List<LearntFrame> frames();

  /**
   * Keeps a frame, at once.
   *
   * @param frame the frame
   */
  void add(LearntFrame frame);
}
