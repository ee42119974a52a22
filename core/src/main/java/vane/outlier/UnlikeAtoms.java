package vane.outlier;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vane.equivariant.ExpectedForces;
import vane.structure.Element;
import vane.structure.LabelledStructure;
import vane.structure.NeighbourList;
import vane.structure.Structure;

/**
 * Atoms whose neighbourhoods are unlike all that others have: farther from what is learnt, or with
 * a contact of two elements that is shorter than any other.
 */
final class UnlikeAtoms {
  /** Longer contacts are none, in Å. */
  private static final double CONTACT_ANGSTROM = 3;

  private final Map<Element, Double> farthest = new HashMap<>();
  private final Map<List<Element>, Double> shortest = new HashMap<>();

  /**
   * Looks at the frames that agree.
   *
   * @param frames all frames
   * @param expected the forces expected on them, which are all known
   * @param odd those that do not agree
   */
  UnlikeAtoms(List<LabelledStructure> frames, List<ExpectedForces> expected, BitSet odd) {
    for (int f = odd.nextClearBit(0); f < frames.size(); f = odd.nextClearBit(f + 1)) {
      Structure structure = frames.get(f).structure();
      for (int i = 0; i < structure.size(); i++) {
        farthest.merge(structure.element(i), expected.get(f).distance(i), Math::max);
      }
      NeighbourList contacts = NeighbourList.within(structure, CONTACT_ANGSTROM);
      for (int i = 0; i < structure.size(); i++) {
        for (int n = contacts.start(i); n < contacts.start(i + 1); n++) {
          shortest.merge(
              pair(structure, i, contacts.neighbour(n)), contacts.distance(n), Math::min);
        }
      }
    }
  }

  /** Whether each atom of a frame is unlike all others. */
  BitSet of(LabelledStructure frame, ExpectedForces expected) {
    Structure structure = frame.structure();
    NeighbourList contacts = NeighbourList.within(structure, CONTACT_ANGSTROM);
    BitSet unlike = new BitSet();
    for (int i = 0; i < structure.size(); i++) {
      if (expected.distance(i) > farthest.getOrDefault(structure.element(i), 0.0)) {
        unlike.set(i);
      }
      for (int n = contacts.start(i); n < contacts.start(i + 1); n++) {
        List<Element> pair = pair(structure, i, contacts.neighbour(n));
        if (contacts.distance(n) < shortest.getOrDefault(pair, Double.POSITIVE_INFINITY)) {
          unlike.set(i);
        }
      }
    }
    return unlike;
  }

  private static List<Element> pair(Structure structure, int i, int j) {
    Element a = structure.element(i);
    Element b = structure.element(j);
    return a.compareTo(b) <= 0 ? List.of(a, b) : List.of(b, a);
  }
}
