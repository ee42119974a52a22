package vane.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vane.InputException;
import vane.io.xyz.Frame;
import vane.structure.Element;
import vane.structure.NeighbourList;
import vane.structure.Structure;

/** The shortest distance of each pair of elements. Not safe for use by several threads. */
final class ClosestContacts {
  /** Farther apart nothing is a contact, in Å. */
  private static final double CUTOFF_ANGSTROM = 4;

  private final Map<String, AuditReport.Contact> contacts = new TreeMap<>();

  void add(Frame frame) {
    Structure structure = frame.structure();
    NeighbourList neighbours;
    try {
      neighbours = NeighbourList.within(structure, CUTOFF_ANGSTROM);
    } catch (InputException samePlace) {
      throw new InputException(frame.location() + ": " + samePlace.getMessage(), samePlace);
    }
    for (int i = 0; i < structure.size(); i++) {
      for (int n = neighbours.start(i); n < neighbours.start(i + 1); n++) {
        int j = neighbours.neighbour(n);
        double distance = neighbours.distance(n);
        if (j >= i) {
          String pair = pair(structure.element(i), structure.element(j));
          AuditReport.Contact before = contacts.get(pair);
          if (before == null || distance < before.distanceAngstrom()) {
            contacts.put(pair, new AuditReport.Contact(pair, distance, frame.location(), i, j));
          }
        }
      }
    }
  }

  private static String pair(Element a, Element b) {
    return a.compareTo(b) <= 0 ? a + "-" + b : b + "-" + a;
  }

  List<AuditReport.Contact> list() {
    return new ArrayList<>(contacts.values());
  }
}
