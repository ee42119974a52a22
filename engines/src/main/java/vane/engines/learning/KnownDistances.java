package vane.engines.learning;

import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import vane.structure.Element;
import vane.structure.NeighbourList;
import vane.structure.Structure;

/**
 * The shortest distances between elements in some frames. The uncertainty of a model of these
 * frames says little about shorter ones: there its functions are at rest.
 *
 * <p>Immutable.
 */
final class KnownDistances {
  /** In Å: what is shorter by less is left to the potential, whose repulsion begins below 0.1. */
  static final double TOLERANCE = 0.05;

  /** In Å: what is shorter by more is not worth a call of an engine. */
  static final double SENSELESS = 0.3;

  private final List<Element> elements;
  private final double[] shortest;
  private final double reach;

  private KnownDistances(List<Element> elements, double[] shortest, double reach) {
    this.elements = elements;
    this.shortest = shortest;
    this.reach = reach;
  }

  /** The distances in frames, up to a cutoff in Å, which stands for elements that do not meet. */
  static KnownDistances of(List<Structure> frames, double cutoffAngstrom) {
    SortedSet<Element> composition = new TreeSet<>();
    frames.forEach(frame -> composition.addAll(frame.composition()));
    List<Element> elements = List.copyOf(composition);
    double[] shortest = new double[elements.size() * elements.size()];
    Arrays.fill(shortest, cutoffAngstrom);
    KnownDistances known = new KnownDistances(elements, shortest, cutoffAngstrom);
    for (Structure frame : frames) {
      known.visit(frame, (pair, distance) -> shortest[pair] = Math.min(shortest[pair], distance));
    }
    return new KnownDistances(
        elements, shortest, Arrays.stream(shortest).max().orElse(cutoffAngstrom));
  }

  private interface Visitor {
    void accept(int pair, double distance);
  }

  private void visit(Structure frame, Visitor visitor) {
    NeighbourList pairs = NeighbourList.within(frame, reach);
    for (int i = 0; i < pairs.rows(); i++) {
      int row = elements.size() * elements.indexOf(frame.element(i));
      for (int e = pairs.start(i); e < pairs.start(i + 1); e++) {
        int other = elements.indexOf(frame.element(pairs.neighbour(e)));
        visitor.accept(row + other, pairs.distance(e));
      }
    }
  }

  /** By how much two atoms are nearer than any of their elements were, in Å; 0 if none are. */
  double lack(Structure structure) {
    double[] lack = new double[1];
    visit(structure, (pair, distance) -> lack[0] = Math.max(lack[0], shortest[pair] - distance));
    return lack[0];
  }
}
