package vane.structure;

import java.util.Locale;
import java.util.Optional;

/** The isotopes that have symbols of their own. Their electrons are those of hydrogen. */
public enum Isotope {
  /** Hydrogen with one neutron. */
  DEUTERIUM("D", 2.01410177812),
  /** Hydrogen with two neutrons. */
  TRITIUM("T", 3.0160492779);

  private final String symbol;
  private final double massU;

  Isotope(String symbol, double massU) {
    this.symbol = symbol;
    this.massU = massU;
  }

  /**
   * Finds the isotope that a text names.
   *
   * @param text a symbol, in any case
   * @return the isotope, or nothing if the text names none
   */
  public static Optional<Isotope> parse(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    for (Isotope isotope : values()) {
      if (isotope.symbol.equals(upper)) {
        return Optional.of(isotope);
      }
    }
    return Optional.empty();
  }

  /**
   * The element that it is an isotope of.
   *
   * @return hydrogen
   */
  public Element element() {
    return Element.of(1);
  }

  /**
   * The symbol.
   *
   * @return D or T
   */
  public String symbol() {
    return symbol;
  }

  /**
   * The mass of an atom (Atomic Mass Evaluation 2016, doi:10.1088/1674-1137/41/3/030003).
   *
   * @return in u
   */
  public double massU() {
    return massU;
  }
}
