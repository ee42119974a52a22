package vane.outlier;

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
 */
public record FrameOutlier(
    FrameLocation location,
    int atoms,
    int oddAtoms,
    boolean isWhole,
    boolean isUnlike,
    AtomOutlier worst) {}
