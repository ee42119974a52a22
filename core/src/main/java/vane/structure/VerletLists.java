package vane.structure;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Neighbours of structures that move little from one call to the next (Verlet, Phys. Rev. 159,
 * 1967, DOI 10.1103/PhysRev.159.98): the pairs within the cutoff and a skin are kept until an atom
 * has moved by half of the skin, and only these pairs are measured in between. The lists are the
 * same as those of a new search, bit for bit, so it cannot be seen when one was made.
 *
 * <p>One list for each place among the structures of a call. Where another structure comes to a
 * place, a list is made anew, so a result is never wrong. Safe for use by several threads.
 */
public final class VerletLists implements NeighbourSource {
  /**
   * Thicker makes new lists rarer and each step slower; the best is flat (docs/design-notes.md).
   */
  static final double SKIN_ANGSTROM = 0.6;

  private final double cutoffAngstrom;
  private final Map<Integer, VerletList> lists = new ConcurrentHashMap<>();

  /**
   * Empty lists.
   *
   * @param cutoffAngstrom neighbours are at this distance or nearer, in Å
   */
  public VerletLists(double cutoffAngstrom) {
    this.cutoffAngstrom = cutoffAngstrom;
  }

  @Override
  public NeighbourList of(int index, Structure structure) {
    return lists
        .computeIfAbsent(index, any -> new VerletList(cutoffAngstrom, SKIN_ANGSTROM))
        .of(structure);
  }
}
