package vane.descriptor;

import java.util.List;
import vane.InputException;
import vane.structure.Element;

/** A structure holds an element that the descriptor was not set up for. */
public final class UnknownSpeciesException extends InputException {
  private static final long serialVersionUID = 1L;

  /** The element that was found. */
  private final transient Element element;

  /** Index of the first atom of that element. */
  private final int atom;

  /** The elements that are allowed. */
  private final transient List<Element> species;

  /**
   * An error with its facts.
   *
   * @param element the element that was found
   * @param atom index of the first atom of that element
   * @param species the elements that are allowed
   */
  public UnknownSpeciesException(Element element, int atom, List<Element> species) {
    super(
        "atom "
            + atom
            + " is "
            + element
            + ", expected one of the descriptor's species "
            + species
            + " (atoms count from 0)");
    this.element = element;
    this.atom = atom;
    this.species = List.copyOf(species);
  }

  /**
   * The element that was found.
   *
   * @return the element
   */
  public Element element() {
    return element;
  }

  /**
   * The first atom of that element.
   *
   * @return its index from zero
   */
  public int atom() {
    return atom;
  }

  /**
   * The elements that are allowed.
   *
   * @return by atomic number
   */
  public List<Element> species() {
    return species;
  }
}
