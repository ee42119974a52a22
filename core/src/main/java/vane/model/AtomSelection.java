package vane.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.IntStream;
import vane.structure.Cell;
import vane.structure.Element;
import vane.structure.Structure;

/**
 * Some of the atoms of a structure: those of the elements that a model knows, and the way back to
 * the whole structure.
 *
 * <p>The atoms left out are invisible to the model: the others are predicted as if they were not
 * there. Immutable.
 */
public final class AtomSelection {
  private final Structure all;
  private final Structure known;
  private final int[] kept;

  private AtomSelection(Structure all, Structure known, int[] kept) {
    this.all = all;
    this.known = known;
    this.kept = kept;
  }

  /**
   * Selects the atoms of some elements.
   *
   * @param structure a structure
   * @param elements the elements that the model knows
   * @return the atoms of these elements
   */
  public static AtomSelection ofElements(Structure structure, SortedSet<Element> elements) {
    int[] kept =
        IntStream.range(0, structure.size())
            .filter(a -> elements.contains(structure.element(a)))
            .toArray();
    if (kept.length == structure.size()) {
      return new AtomSelection(structure, structure, kept);
    }
    List<Element> species = new ArrayList<>();
    double[] positions = new double[3 * kept.length];
    for (int i = 0; i < kept.length; i++) {
      species.add(structure.element(kept[i]));
      for (int axis = 0; axis < 3; axis++) {
        positions[3 * i + axis] = structure.position(kept[i], axis);
      }
    }
    Structure known =
        structure
            .cell()
            .map((Cell cell) -> Structure.of(species, positions, cell))
            .orElseGet(() -> Structure.of(species, positions));
    return new AtomSelection(structure, known, kept);
  }

  /**
   * The structure of the known atoms alone.
   *
   * @return a structure, perhaps without any atom
   */
  public Structure structure() {
    return known;
  }

  /**
   * How many atoms were left out.
   *
   * @return zero or more
   */
  public int skipped() {
    return all.size() - kept.length;
  }

  /**
   * A prediction for all atoms: those left out get zeros and {@link AtomStatus#UNKNOWN_ELEMENT}. If
   * there are any, there is no energy and no stress, since those of a part mean nothing.
   *
   * @param prediction for {@link #structure()}
   * @return the prediction for the whole structure
   */
  public ForcePrediction expand(ForcePrediction prediction) {
    if (skipped() == 0) {
      return prediction;
    }
    AtomStatus[] statuses = new AtomStatus[all.size()];
    Arrays.fill(statuses, AtomStatus.UNKNOWN_ELEMENT);
    for (int i = 0; i < kept.length; i++) {
      statuses[kept[i]] = prediction.status(i);
    }
    double[] directions = spread(prediction.directions(), 3);
    if (prediction.forces().isEmpty() || prediction.uncertainties().isEmpty()) {
      return ForcePrediction.ofDirections(directions, statuses);
    }
    return ForcePrediction.ofForces(
        directions,
        spread(prediction.forces().get(), 3),
        spread(prediction.uncertainties().get(), 1),
        statuses);
  }

  private double[] spread(double[] values, int width) {
    double[] spread = new double[width * all.size()];
    for (int i = 0; i < kept.length; i++) {
      System.arraycopy(values, width * i, spread, width * kept[i], width);
    }
    return spread;
  }
}
