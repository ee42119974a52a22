package vane.engines.learning;

import java.util.Optional;
import java.util.OptionalDouble;
import vane.engines.ForceEvaluation;
import vane.engines.ForceSource;
import vane.structure.Element;
import vane.structure.NeighbourList;
import vane.structure.Structure;

/**
 * Springs between the atoms of a structure, at rest where it is: a rough picture of how far atoms
 * move, that costs no call of an engine. The spring between two atoms has the stiffness k₀ s⁻⁴, s
 * their distance over that of a bond between such atoms. So bonds are stiff, angles softer, and
 * torsions soft.
 */
public final class SpringForces implements ForceSource {
  private static final double BOND_STIFFNESS = 30;
  private static final double REACH_ANGSTROM = 6;

  /** Half of a bond in Å, by the row of the periodic table. */
  private static final double[] RADII = {0.35, 0.75, 1.05, 1.2, 1.4, 1.5, 1.6};

  private static final int[] NOBLE_GASES = {2, 10, 18, 36, 54, 86};

  private final NeighbourList pairs;
  private final double[] stiffness;
  private final double[] rest;

  /**
   * Springs at rest.
   *
   * @param atRest where they are at rest
   * @throws vane.structure.CoincidentAtomsException if two atoms are at the same place
   */
  public SpringForces(Structure atRest) {
    pairs = NeighbourList.within(atRest, REACH_ANGSTROM);
    stiffness = new double[pairs.entries()];
    rest = atRest.positions();
    for (int i = 0; i < pairs.rows(); i++) {
      for (int e = pairs.start(i); e < pairs.start(i + 1); e++) {
        double bond = radius(atRest.element(i)) + radius(atRest.element(pairs.neighbour(e)));
        stiffness[e] = BOND_STIFFNESS * Math.pow(bond / pairs.distance(e), 4);
      }
    }
  }

  private static double radius(Element element) {
    int row = 0;
    while (row < NOBLE_GASES.length && element.atomicNumber() > NOBLE_GASES[row]) {
      row++;
    }
    return RADII[row];
  }

  @Override
  public ForceEvaluation evaluate(Structure structure) {
    double[] forces = new double[3 * structure.size()];
    double energy = 0;
    double[] d = new double[3];
    for (int i = 0; i < pairs.rows(); i++) {
      for (int e = pairs.start(i); e < pairs.start(i + 1); e++) {
        int j = pairs.neighbour(e);
        double squared = 0;
        for (int axis = 0; axis < 3; axis++) {
          double moved =
              structure.position(j, axis)
                  - rest[3 * j + axis]
                  - structure.position(i, axis)
                  + rest[3 * i + axis];
          d[axis] = pairs.displacement(e, axis) + moved;
          squared += d[axis] * d[axis];
        }
        double distance = Math.max(Math.sqrt(squared), NeighbourList.SMALLEST_DISTANCE_ANGSTROM);
        double stretch = distance - pairs.distance(e);
        // Each pair is in the list twice, and an atom feels it once.
        energy += stiffness[e] * stretch * stretch / 4;
        for (int axis = 0; axis < 3; axis++) {
          forces[3 * i + axis] += stiffness[e] * stretch * d[axis] / distance;
        }
      }
    }
    return new ForceEvaluation(
        forces, OptionalDouble.of(energy), Optional.empty(), Optional.empty(), 0);
  }
}
