package vane.io.chemiscope;

import java.util.List;
import java.util.Optional;

/**
 * What chemiscope shows first: a map of atoms, and the structure of one of them.
 *
 * @param x the property on the axis to the right
 * @param y the property on the axis upward
 * @param logarithmic whether both axes are logarithmic
 * @param colour the property that colours the points
 * @param symbol the property of words that gives the points their symbols; empty for one symbol
 * @param arrows the names of the arrows that are drawn
 */
public record ChemiscopeView(
    String x,
    String y,
    boolean logarithmic,
    String colour,
    Optional<String> symbol,
    List<String> arrows) {

  /** Copies the list. */
  public ChemiscopeView {
    arrows = List.copyOf(arrows);
  }
}
