package vane.equivariant.sums;

import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;
import vane.InputException;
import vane.structure.Element;
import vane.structure.LabelledStructure;
import vane.structure.Structure;
import vane.structure.StructureException;

/** Refuses frames of elements that a fit does not know. */
final class KnownElements {
  private KnownElements() {}

  static void require(List<LabelledStructure> frames, SortedSet<Element> elements) {
    for (int f = 0; f < frames.size(); f++) {
      Structure structure = frames.get(f).structure();
      for (int i = 0; i < structure.size(); i++) {
        if (!elements.contains(structure.element(i))) {
          throw new StructureException(
              f,
              new InputException(
                  "atom "
                      + i
                      + ": found "
                      + structure.element(i)
                      + ", expected one of the elements of the training so far, "
                      + elements.stream().map(Element::symbol).collect(Collectors.joining(", "))
                      + " (atoms count from 0)"));
        }
      }
    }
  }
}
