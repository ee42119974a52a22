package vane.audit;

/**
 * What is done with frames as they are read.
 *
 * @param skipBadFrames whether frames that are not as they must be are left out, with a count; else
 *     the first of them ends the reading
 * @param removeNetForce whether the mean force of the atoms of each frame is taken off
 */
public record FrameChoices(boolean skipBadFrames, boolean removeNetForce) {
  /** Frames are taken as they are, and a bad one is an error. */
  public static final FrameChoices AS_THEY_ARE = new FrameChoices(false, false);
}
