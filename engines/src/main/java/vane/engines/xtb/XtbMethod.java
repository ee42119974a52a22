package vane.engines.xtb;

/** How xtb calculates energies. */
public enum XtbMethod {
  /** Tight binding with monopoles: quick. */
  GFN1("GFN1-xTB"),

  /** Tight binding with multipoles: the standard of xtb. */
  GFN2("GFN2-xTB"),

  /** A force field without electrons: its bonds are those of the first structure. */
  GFN_FF("GFN-FF");

  private final String title;

  XtbMethod(String title) {
    this.title = title;
  }

  /** Whether the method has electrons, whose number matters. */
  boolean hasElectrons() {
    return this != GFN_FF;
  }

  @Override
  public String toString() {
    return title;
  }
}
