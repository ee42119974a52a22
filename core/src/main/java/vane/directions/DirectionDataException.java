package vane.directions;

import vane.InputException;

/** An array of directions is not what it must be. */
public final class DirectionDataException extends InputException {
  private static final long serialVersionUID = 1L;

  private final String array;
  private final String found;
  private final String expected;

  /**
   * An error with its facts.
   *
   * @param array the array, as a {@link DirectionArray} is named
   * @param found what was found, with its row
   * @param expected what was expected, or what to do next
   */
  public DirectionDataException(String array, String found, String expected) {
    super(array + ": found " + found + ", expected " + expected);
    this.array = array;
    this.found = found;
    this.expected = expected;
  }

  /**
   * The array.
   *
   * @return its name
   */
  public String array() {
    return array;
  }

  /**
   * What was found.
   *
   * @return a few words
   */
  public String found() {
    return found;
  }

  /**
   * What was expected.
   *
   * @return a few words
   */
  public String expected() {
    return expected;
  }
}
