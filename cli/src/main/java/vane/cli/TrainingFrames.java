package vane.cli;

import java.util.List;
import vane.io.xyz.FrameLocation;
import vane.structure.Structure;

/**
 * The frames to train on, in order of time.
 *
 * @param structures the structures
 * @param forces the forces of each, {@code [nAtoms × 3]} in eV/Å
 * @param locations where each was read
 */
record TrainingFrames(
    List<Structure> structures, List<double[]> forces, List<FrameLocation> locations) {}
