package vane.structure;

import java.util.Map;
import java.util.TreeMap;

/** Chemical formulas. */
public final class ChemicalFormula {
  private ChemicalFormula() {}

  /**
   * The formula in the order of E. A. Hill (J. Am. Chem. Soc. 22, 478, 1900): carbon, hydrogen,
   * then the others by their symbols; without carbon all by their symbols.
   *
   * @param structure the atoms
   * @return such as {@code C2H6}; empty if there are no atoms
   */
  public static String hill(Structure structure) {
    Map<String, Integer> counts = new TreeMap<>();
    structure.elements().forEach(element -> counts.merge(element.symbol(), 1, Integer::sum));
    StringBuilder formula = new StringBuilder();
    if (counts.containsKey("C")) {
      append(formula, "C", counts.remove("C"));
      if (counts.containsKey("H")) {
        append(formula, "H", counts.remove("H"));
      }
    }
    counts.forEach((symbol, count) -> append(formula, symbol, count));
    return formula.toString();
  }

  private static void append(StringBuilder formula, String symbol, int count) {
    formula.append(symbol);
    if (count > 1) {
      formula.append(count);
    }
  }
}
