package vane.outlier;

import java.util.List;
import vane.io.xyz.FrameLocation;

/**
 * A frame whose forces disagree with other frames.
 *
 * @param location the frame
 * @param atoms how many atoms of it have a force
 * @param oddAtoms how many of them disagree on their own
 * @param isWhole whether the frame disagrees as a whole, and not a few of its atoms alone
 * @param isUnlike whether a neighbourhood in it is unlike those of all other frames, so that these
 *     may say little of its forces
 * @param worst the atom with the largest ratio
 * @param expected the forces that other frames say, of all atoms, {@code [nAtoms × 3]} in eV/Å
 */
public record FrameOutlier(
    FrameLocation location,
    int atoms,
    int oddAtoms,
    boolean isWhole,
    boolean isUnlike,
    AtomOutlier worst,
    List<Double> expected) {
  /** Copies the list. */
  public FrameOutlier {
    expected = List.copyOf(expected);
  }
}
