package vane.structure;

/** Where the neighbours of the structures of one call after the other come from. */
public interface NeighbourSource {
  /**
   * The neighbours of all atoms of a structure.
   *
   * @param index the place of the structure among those of the call
   * @param structure the structure
   * @return what {@link NeighbourList#within} gives, bit for bit
   * @throws CoincidentAtomsException if two atoms are at the same place
   */
  NeighbourList of(int index, Structure structure);

  /**
   * Neighbours that are searched for anew each time.
   *
   * @param cutoffAngstrom neighbours are at this distance or nearer, in Å
   * @return a source that remembers nothing; safe for use by several threads
   */
  static NeighbourSource searching(double cutoffAngstrom) {
    return (index, structure) -> NeighbourList.within(structure, cutoffAngstrom);
  }
}
