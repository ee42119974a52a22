package vane.audit;

import java.util.BitSet;
import vane.io.xyz.Frame;

/**
 * A frame with its forces.
 *
 * @param frame the frame
 * @param forces {@code [nAtoms × 3]} in eV/Å; not copied
 * @param held atoms that constraints hold, whose forces are zero and mean nothing; not copied
 */
public record LabelledFrame(Frame frame, double[] forces, BitSet held) {}
