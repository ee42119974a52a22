package vane.equivariant.invariant;

import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import vane.structure.Element;
import vane.structure.NeighbourList;
import vane.structure.NeighbourSource;
import vane.structure.Structure;

/**
 * The atoms of some structures one after the other, with their neighbours ordered by element.
 *
 * <p>Immutable.
 */
public final class AtomBatch {
  private final int species;

  /** The first atom of each structure, and the number of all atoms. */
  final int[] firstAtom;

  /** For each atom the number of its element. */
  final int[] speciesOfAtom;

  /** The neighbours of element a of an atom begin at {@code start[atom · species + a]}. */
  private final int[] start;

  /** Per entry: the neighbour's number in the batch, its distance in Å, the unit vector to it. */
  final int[] atoms;

  final double[] distances;
  final double[] directions;

  /**
   * The atoms of some structures, whose neighbours are searched for.
   *
   * @param structures the structures; each of their elements must be one of {@code elements}
   * @param elements the elements, which are numbered in this order
   * @param cutoffAngstrom neighbours are nearer than this, in Å
   * @throws vane.structure.CoincidentAtomsException if two atoms are at the same place
   */
  public AtomBatch(List<Structure> structures, SortedSet<Element> elements, double cutoffAngstrom) {
    this(structures, elements, NeighbourSource.searching(cutoffAngstrom), 0);
  }

  /**
   * The atoms of some structures.
   *
   * @param structures the structures; each of their elements must be one of {@code elements}
   * @param elements the elements, which are numbered in this order
   * @param neighbours where their neighbours come from
   * @param first the place of the first structure among those of the call
   * @throws vane.structure.CoincidentAtomsException if two atoms are at the same place
   */
  public AtomBatch(
      List<Structure> structures,
      SortedSet<Element> elements,
      NeighbourSource neighbours,
      int first) {
    species = elements.size();
    firstAtom = new int[structures.size() + 1];
    NeighbourList[] lists = new NeighbourList[structures.size()];
    int entries = 0;
    for (int s = 0; s < lists.length; s++) {
      lists[s] = neighbours.of(first + s, structures.get(s));
      firstAtom[s + 1] = firstAtom[s] + structures.get(s).size();
      entries += lists[s].entries();
    }
    speciesOfAtom = new int[size()];
    start = new int[size() * species + 1];
    atoms = new int[entries];
    distances = new double[entries];
    directions = new double[3 * entries];
    Element[] known = elements.toArray(new Element[0]);
    for (int s = 0; s < lists.length; s++) {
      Structure structure = structures.get(s);
      for (int i = 0; i < structure.size(); i++) {
        speciesOfAtom[firstAtom[s] + i] = Arrays.binarySearch(known, structure.element(i));
      }
    }
    int next = 0;
    for (int s = 0; s < lists.length; s++) {
      for (int i = 0; i < structures.get(s).size(); i++) {
        next = take(lists[s], i, firstAtom[s], next);
      }
    }
  }

  private int take(NeighbourList list, int row, int offset, int firstEntry) {
    int next = firstEntry;
    for (int a = 0; a < species; a++) {
      start[(offset + row) * species + a] = next;
      for (int e = list.start(row); e < list.start(row + 1); e++) {
        int neighbour = offset + list.neighbour(e);
        if (speciesOfAtom[neighbour] == a) {
          double distance = list.distance(e);
          atoms[next] = neighbour;
          distances[next] = distance;
          for (int axis = 0; axis < 3; axis++) {
            directions[3 * next + axis] = list.displacement(e, axis) / distance;
          }
          next++;
        }
      }
    }
    start[(offset + row + 1) * species] = next;
    return next;
  }

  /**
   * The number of atoms of all structures.
   *
   * @return zero or more
   */
  public int size() {
    return firstAtom[firstAtom.length - 1];
  }

  /**
   * The number of structures.
   *
   * @return zero or more
   */
  public int structures() {
    return firstAtom.length - 1;
  }

  /**
   * The number of elements.
   *
   * @return at least 1
   */
  public int species() {
    return species;
  }

  /**
   * The first entry of the neighbours of one element.
   *
   * @param atom the centre
   * @param element the number of the element; the number of elements gives the end of the last
   * @return the number of the entry
   */
  public int start(int atom, int element) {
    return start[atom * species + element];
  }

  /**
   * The first atom of a structure.
   *
   * @param structure its place in the list; the number of structures gives the end of the last
   * @return its number in the batch
   */
  public int firstAtom(int structure) {
    return firstAtom[structure];
  }

  /**
   * The element of an atom.
   *
   * @param atom its number in the batch
   * @return the number of the element
   */
  public int speciesOf(int atom) {
    return speciesOfAtom[atom];
  }

  /**
   * Who the neighbour is.
   *
   * @param entry from {@link #start}
   * @return its number in the batch
   */
  public int neighbour(int entry) {
    return atoms[entry];
  }

  /**
   * How far the neighbour is.
   *
   * @param entry from {@link #start}
   * @return in Å
   */
  public double distance(int entry) {
    return distances[entry];
  }

  /**
   * One component of the way to the neighbour.
   *
   * @param entry from {@link #start}
   * @param axis 0, 1 or 2
   * @return in Å
   */
  public double displacement(int entry, int axis) {
    return distances[entry] * directions[3 * entry + axis];
  }
}
