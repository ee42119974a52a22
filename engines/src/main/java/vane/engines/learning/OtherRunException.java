package vane.engines.learning;

import vane.InputException;

/** Frames that are kept are not those that this run would have labelled. */
public final class OtherRunException extends InputException {
  private static final long serialVersionUID = 1L;

  /** The call of the engine that gave the first frame that does not belong. */
  private final int call;

  OtherRunException(int call, int round) {
    super(
        "found a frame of call "
            + call
            + " that round "
            + round
            + " of this run does not ask for, expected the frames of this run");
    this.call = call;
  }

  /**
   * The call of the engine that gave the first frame that does not belong.
   *
   * @return from one
   */
  public int call() {
    return call;
  }
}
