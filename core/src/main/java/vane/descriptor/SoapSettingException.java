package vane.descriptor;

import vane.InputException;

/** A setting of the descriptor is out of its range. */
public final class SoapSettingException extends InputException {
  private static final long serialVersionUID = 1L;

  /** Name of the setting. */
  private final String setting;

  /** What was given. */
  private final String found;

  /** What is allowed. */
  private final String expected;

  /**
   * An error with its facts.
   *
   * @param setting name of the setting
   * @param found what was given
   * @param expected what is allowed
   */
  public SoapSettingException(String setting, String found, String expected) {
    super("SOAP setting " + setting + " is " + found + ", expected " + expected);
    this.setting = setting;
    this.found = found;
    this.expected = expected;
  }

  /**
   * Which setting.
   *
   * @return its name
   */
  public String setting() {
    return setting;
  }

  /**
   * What was given.
   *
   * @return the value as text
   */
  public String found() {
    return found;
  }

  /**
   * What is allowed.
   *
   * @return the range as text
   */
  public String expected() {
    return expected;
  }
}
