package vane.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vane.InputException;
import vane.structure.Element;
import vane.structure.LabelledStructure;
import vane.structure.NeighbourList;
import vane.structure.Structure;

/**
 * How many atoms of each element a preset learns from: as many as it says, but fewer where each has
 * many neighbours, as these cost the time; and never so few that there are no whole frames.
 */
final class EnvironmentLimit {
  private static final double PAIRS_OF_AN_ELEMENT = 350_000;

  /** Enough to hold some out. */
  private static final int FEWEST_FRAMES = 8;

  private static final int SAMPLED_FRAMES = 20;

  private EnvironmentLimit() {}

  /**
   * The limit for some frames.
   *
   * @param frames structures with forces
   * @param cutoffAngstrom how far atoms see, in Å
   * @param usual the number of the preset, 0 for no limit
   * @return a number of atoms; 0 for no limit
   */
  static int of(List<LabelledStructure> frames, double cutoffAngstrom, int usual) {
    if (usual == 0) {
      return 0;
    }
    double neighbours = meanNeighbours(frames, cutoffAngstrom);
    long wanted = (long) Math.min(usual, PAIRS_OF_AN_ELEMENT / Math.max(1, neighbours));
    return (int) Math.min(Integer.MAX_VALUE, Math.max(wanted, FEWEST_FRAMES * largest(frames)));
  }

  private static double meanNeighbours(List<LabelledStructure> frames, double cutoffAngstrom) {
    long entries = 0;
    long atoms = 0;
    int step = Math.max(1, frames.size() / SAMPLED_FRAMES);
    for (int f = 0; f < frames.size(); f += step) {
      Structure structure = frames.get(f).structure();
      try {
        entries += NeighbourList.within(structure, cutoffAngstrom).entries();
        atoms += structure.size();
      } catch (InputException atOnePlace) {
        // Training refuses such a frame, with its place.
        continue;
      }
    }
    return atoms == 0 ? 0 : (double) entries / atoms;
  }

  /** The most atoms of one element in a frame. */
  private static long largest(List<LabelledStructure> frames) {
    long largest = 0;
    for (LabelledStructure frame : frames) {
      Map<Element, Long> counts = new HashMap<>();
      for (int i = 0; i < frame.structure().size(); i++) {
        largest = Math.max(largest, counts.merge(frame.structure().element(i), 1L, Long::sum));
      }
    }
    return largest;
  }
}
