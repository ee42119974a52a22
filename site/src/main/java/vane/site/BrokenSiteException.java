package vane.site;

import java.util.List;

/** The files do not make a site: a link leads nowhere, or a page is listed nowhere. */
final class BrokenSiteException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> faults;

  BrokenSiteException(List<String> faults) {
    super(String.join(System.lineSeparator(), faults));
    this.faults = List.copyOf(faults);
  }

  /** One line each: the file, what was found, what was expected. */
  List<String> faults() {
    return faults;
  }
}
