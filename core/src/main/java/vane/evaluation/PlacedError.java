package vane.evaluation;

import vane.io.xyz.FrameLocation;

/**
 * The error of the force on one atom, and where it is.
 *
 * @param normEvPerAngstrom the norm of the difference between predicted and true force in eV/Å
 * @param frame the frame
 * @param atom the index of the atom in it, from zero
 */
public record PlacedError(double normEvPerAngstrom, FrameLocation frame, int atom) {
  /** The place, as messages name it: {@code test.xyz: frame 3, atom 0}. */
  @Override
  public String toString() {
    return frame + ", atom " + atom;
  }
}
