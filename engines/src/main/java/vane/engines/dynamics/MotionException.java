package vane.engines.dynamics;

/** A motion that explodes: an atom went further in a step than atoms do, or onto another. */
public final class MotionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The step that failed. */
  private final long step;

  /** The replica, from zero. */
  private final int replica;

  /** The atom, from zero. */
  private final int atom;

  /**
   * An error with its facts.
   *
   * @param step the step that failed
   * @param replica the replica, from zero
   * @param replicas how many there are
   * @param atom the atom, from zero
   * @param found what happened to the atom
   */
  MotionException(long step, int replica, int replicas, int atom, String found) {
    super(
        "step "
            + step
            + (replicas > 1 ? " of replica " + replica : "")
            + ": atom "
            + atom
            + " "
            + found
            + ": the motion explodes, use a smaller time step or a start with smaller forces");
    this.step = step;
    this.replica = replica;
    this.atom = atom;
  }

  /**
   * The step that failed.
   *
   * @return from one
   */
  public long step() {
    return step;
  }

  /**
   * The replica that failed.
   *
   * @return from zero
   */
  public int replica() {
    return replica;
  }

  /**
   * The atom that went astray.
   *
   * @return from zero
   */
  public int atom() {
    return atom;
  }
}
