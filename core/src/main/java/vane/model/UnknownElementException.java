package vane.model;

import java.util.SortedSet;
import java.util.stream.Collectors;
import vane.InputException;
import vane.structure.Element;

/** A structure holds an element that the model was not trained on. */
public final class UnknownElementException extends InputException {
  private static final long serialVersionUID = 1L;

  private final String symbol;
  private final int atom;

  /**
   * An error with its facts.
   *
   * @param where the file and frame, or whatever names the structure
   * @param element the element found
   * @param atom the first atom of that element
   * @param known the elements that the model knows
   */
  public UnknownElementException(
      String where, Element element, int atom, SortedSet<Element> known) {
    super(
        String.format(
            "%s: atom %d is %s, expected one of the elements the model was trained on: %s (atoms"
                + " count from 0)",
            where,
            atom,
            element,
            known.stream().map(Element::symbol).collect(Collectors.joining(", "))));
    this.symbol = element.symbol();
    this.atom = atom;
  }

  /**
   * The element found.
   *
   * @return its symbol
   */
  public String symbol() {
    return symbol;
  }

  /**
   * The first atom of that element.
   *
   * @return its index from zero
   */
  public int atom() {
    return atom;
  }
}
