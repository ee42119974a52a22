package vane.engines.learning;

import vane.engines.EngineFailedException;

/** Hears how learning goes. */
public interface LearningListener {
  /**
   * A round has explored; its frames are labelled next.
   *
   * @param report what it saw
   */
  void explored(RoundReport report);

  /**
   * The engine failed on a frame, which is left out.
   *
   * @param call the number of the call, from one
   * @param failure what it said
   */
  void skipped(int call, EngineFailedException failure);
}
