package vane.engines.learning;

/** The cheap forces that lead to the frames to begin with failed, or the motion exploded. */
public final class SeedsFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SeedsFailedException(RuntimeException cause) {
    super("found no frames to begin with: " + cause.getMessage(), cause);
  }
}
