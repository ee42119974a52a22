package vane.equivariant.sums;

import java.util.List;
import java.util.SortedSet;
import vane.InputException;
import vane.structure.Element;
import vane.structure.LabelledStructure;
import vane.structure.StructureException;

/** Refuses frames of elements that a fit does not know. */
final class KnownElements {
  private KnownElements() {}

  static void require(List<LabelledStructure> frames, SortedSet<Element> elements) {
    for (int f = 0; f < frames.size(); f++) {
      for (Element element : frames.get(f).structure().composition()) {
        if (!elements.contains(element)) {
          throw new StructureException(
              f, new InputException("found " + element + ", expected one of " + elements));
        }
      }
    }
  }
}
