package vane.equivariant;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeSet;
import vane.equivariant.sums.DistanceTask;
import vane.equivariant.sums.TrainingFrames;
import vane.structure.Element;
import vane.validation.HeldOutBlocks.Use;

/**
 * Two elements that come nearer in some frames than a potential knows.
 *
 * @param one an element
 * @param other an element, of no lower atomic number
 * @param knownAngstrom the shortest distance that the potential knows, in Å; its cutoff if they
 *     never met
 * @param foundAngstrom the shortest distance in the frames, in Å, found in the same way
 */
public record NearerPair(Element one, Element other, double knownAngstrom, double foundAngstrom) {

  /**
   * The pairs of elements that come nearer in some frames.
   *
   * @param potential the potential
   * @param frames frames of its elements
   * @param byAngstrom how much nearer they must come, in Å
   * @return the pairs, by atomic numbers
   */
  public static List<NearerPair> of(
      EquivariantPotential potential, TrainingFrames frames, double byAngstrom) {
    List<Element> elements = List.copyOf(potential.parts().keySet());
    double[] known = potential.shortestDistances();
    double[] found;
    try (DistanceTask.Found distances =
        frames.gather(
            new DistanceTask(new TreeSet<>(elements), potential.settings().cutoffAngstrom()),
            EnumSet.allOf(Use.class),
            "measuring distances")) {
      found = distances.distances().shortest();
    }
    List<NearerPair> nearer = new ArrayList<>();
    for (int a = 0; a < elements.size(); a++) {
      for (int b = a; b < elements.size(); b++) {
        int pair = a * elements.size() + b;
        if (found[pair] < known[pair] - byAngstrom) {
          nearer.add(new NearerPair(elements.get(a), elements.get(b), known[pair], found[pair]));
        }
      }
    }
    return nearer;
  }
}
