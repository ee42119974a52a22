package vane.model;

import vane.InputException;
import vane.mlm.reference.TooFewEnvironmentsException;
import vane.structure.Element;

/** The data hold too few environments of an element. */
public final class ElementTrainingException extends InputException {
  private static final long serialVersionUID = 1L;

  private final String symbol;

  /**
   * An error with its facts.
   *
   * @param element the element
   * @param cause what it lacks
   */
  public ElementTrainingException(Element element, TooFewEnvironmentsException cause) {
    super("element " + element + ": " + cause.getMessage(), cause);
    this.symbol = element.symbol();
  }

  /**
   * The element.
   *
   * @return its symbol
   */
  public String symbol() {
    return symbol;
  }
}
