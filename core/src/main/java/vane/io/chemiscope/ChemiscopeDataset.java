package vane.io.chemiscope;

import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import vane.structure.Structure;

/**
 * Structures with properties of their own, properties of some of their atoms, and arrows. Immutable
 * as long as nobody changes the sets of atoms that it was given.
 */
public final class ChemiscopeDataset {
  private final String name;
  private final String description;
  private final List<String> references;
  private final List<Structure> structures;
  private final List<BitSet> points;
  private final List<ChemiscopeProperty> properties;
  private final List<ChemiscopeArrows> arrows;
  private final ChemiscopeView view;

  /**
   * A dataset.
   *
   * @param name its title
   * @param description what it is; chemiscope reads it as Markdown
   * @param references what to cite, one text each
   * @param structures the structures
   * @param points for each structure the atoms that are points of the map; not copied
   * @param properties those of atoms hold one value for each point, structure by structure and by
   *     the number of the atom
   * @param arrows each holds one vector for each atom of each structure
   * @param view what is shown first
   * @throws IllegalArgumentException if the sizes do not fit together, a name is there twice, or
   *     the view names what is not there
   */
  public ChemiscopeDataset(
      String name,
      String description,
      List<String> references,
      List<Structure> structures,
      List<BitSet> points,
      List<ChemiscopeProperty> properties,
      List<ChemiscopeArrows> arrows,
      ChemiscopeView view) {
    this.name = name;
    this.description = description;
    this.references = List.copyOf(references);
    this.structures = List.copyOf(structures);
    this.points = List.copyOf(points);
    this.properties = List.copyOf(properties);
    this.arrows = List.copyOf(arrows);
    this.view = view;
    requireSizes();
    requireNames();
  }

  private void requireSizes() {
    require("sets of points", points.size(), structures.size());
    int atoms = structures.stream().mapToInt(Structure::size).sum();
    int pointCount = points.stream().mapToInt(BitSet::cardinality).sum();
    for (int s = 0; s < structures.size(); s++) {
      if (points.get(s).length() > structures.get(s).size()) {
        throw new IllegalArgumentException(
            "structure "
                + s
                + ": found the point "
                + (points.get(s).length() - 1)
                + ", expected one below "
                + structures.get(s).size());
      }
    }
    for (ChemiscopeProperty property : properties) {
      int expected = property.target() == ChemiscopeTarget.ATOM ? pointCount : structures.size();
      require("values of " + property.name(), property.size(), expected);
    }
    arrows.forEach(each -> require("arrows of " + each.name(), each.atoms(), atoms));
  }

  private static void require(String what, int found, int expected) {
    if (found != expected) {
      throw new IllegalArgumentException(what + ": found " + found + ", expected " + expected);
    }
  }

  private void requireNames() {
    long names = properties.stream().map(ChemiscopeProperty::name).distinct().count();
    require("different names of properties", (int) names, properties.size());
    requireProperty(view.x(), property -> true);
    requireProperty(view.y(), property -> true);
    requireProperty(view.colour(), property -> true);
    view.symbol().ifPresent(symbol -> requireProperty(symbol, each -> !each.isNumeric()));
    for (String shown : view.arrows()) {
      if (arrows.stream().noneMatch(each -> each.name().equals(shown))) {
        throw new IllegalArgumentException("found no arrows '" + shown + "', expected them");
      }
    }
  }

  private void requireProperty(String shown, Predicate<ChemiscopeProperty> fits) {
    if (properties.stream()
        .filter(each -> each.target() == ChemiscopeTarget.ATOM && fits.test(each))
        .noneMatch(each -> each.name().equals(shown))) {
      throw new IllegalArgumentException(
          "found no fitting property '" + shown + "' of atoms, expected it");
    }
  }

  /**
   * How many structures there are.
   *
   * @return zero or more
   */
  public int size() {
    return structures.size();
  }

  String name() {
    return name;
  }

  String description() {
    return description;
  }

  List<String> references() {
    return references;
  }

  List<Structure> structures() {
    return structures;
  }

  List<BitSet> points() {
    return points;
  }

  List<ChemiscopeProperty> properties() {
    return properties;
  }

  List<ChemiscopeArrows> arrows() {
    return arrows;
  }

  ChemiscopeView view() {
    return view;
  }
}
