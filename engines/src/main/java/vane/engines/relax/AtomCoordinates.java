package vane.engines.relax;

import java.util.Arrays;
import vane.engines.ForceEvaluation;
import vane.structure.Structure;

/** The atoms alone; some of them may be fixed. */
final class AtomCoordinates implements Coordinates {
  private final Structure start;
  private final RelaxationSettings settings;
  private final double[] place;

  AtomCoordinates(Structure start, RelaxationSettings settings) {
    this.start = start;
    this.settings = settings;
    this.place = start.positions();
  }

  @Override
  public double[] place() {
    return place;
  }

  @Override
  public void move(double[] displacement) {
    Rows.add(place, 1, displacement);
  }

  @Override
  public Structure structure() {
    return start.cell().isPresent()
        ? Structure.of(start.elements(), place, start.cell().get())
        : Structure.of(start.elements(), place);
  }

  @Override
  public double[] forces(ForceEvaluation evaluation) {
    double[] forces = evaluation.forces();
    for (int atom : settings.fixedAtoms()) {
      Arrays.fill(forces, 3 * atom, 3 * atom + 3, 0);
    }
    return forces;
  }
}
