package vane.structure;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A chemical element, hydrogen to oganesson.
 *
 * <p>Immutable, one instance per element, ordered by atomic number.
 */
public final class Element implements Comparable<Element> {
  private static final String[] SYMBOLS =
      ("H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr "
              + "Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb Mo Tc Ru Rh "
              + "Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy "
              + "Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr "
              + "Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No Lr Rf Db Sg Bh Hs "
              + "Mt Ds Rg Cn Nh Fl Mc Lv Ts Og")
          .split(" ");

  private static final Element[] ELEMENTS = new Element[SYMBOLS.length + 1];
  private static final Map<String, Element> BY_LOWER_CASE_SYMBOL = new HashMap<>();

  static {
    for (int z = 1; z <= SYMBOLS.length; z++) {
      ELEMENTS[z] = new Element(z, SYMBOLS[z - 1]);
      BY_LOWER_CASE_SYMBOL.put(SYMBOLS[z - 1].toLowerCase(Locale.ROOT), ELEMENTS[z]);
    }
  }

  private final int atomicNumber;
  private final String symbol;

  private Element(int atomicNumber, String symbol) {
    this.atomicNumber = atomicNumber;
    this.symbol = symbol;
  }

  /**
   * The element with an atomic number.
   *
   * @param atomicNumber 1 to 118
   * @return the element
   * @throws IllegalArgumentException if there is no such element
   */
  public static Element of(int atomicNumber) {
    if (atomicNumber < 1 || atomicNumber > SYMBOLS.length) {
      throw new IllegalArgumentException(
          "atomic number " + atomicNumber + ", expected 1 to " + SYMBOLS.length);
    }
    return ELEMENTS[atomicNumber];
  }

  /**
   * The element that a text names, by its symbol in any case or by its atomic number.
   *
   * @param text such as {@code C}, {@code cl} or {@code 79}
   * @return the element, or nothing if the text names none
   */
  public static Optional<Element> parse(String text) {
    Element bySymbol = BY_LOWER_CASE_SYMBOL.get(text.toLowerCase(Locale.ROOT));
    if (bySymbol != null) {
      return Optional.of(bySymbol);
    }
    if (!text.isEmpty() && text.length() <= 3 && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      int number = Integer.parseInt(text);
      if (number >= 1 && number <= SYMBOLS.length) {
        return Optional.of(ELEMENTS[number]);
      }
    }
    return Optional.empty();
  }

  /**
   * The atomic number.
   *
   * @return 1 to 118
   */
  public int atomicNumber() {
    return atomicNumber;
  }

  /**
   * The symbol as it is written in formulas.
   *
   * @return such as {@code C} or {@code Cl}
   */
  public String symbol() {
    return symbol;
  }

  /**
   * The mass of an atom of the natural element, the standard atomic weight.
   *
   * @return in u; for elements without a stable isotope, that of one with a long life
   */
  public double massU() {
    return AtomicMasses.of(atomicNumber);
  }

  @Override
  public int compareTo(Element other) {
    return Integer.compare(atomicNumber, other.atomicNumber);
  }

  @Override
  public String toString() {
    return symbol;
  }
}
