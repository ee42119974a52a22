package vane.equivariant;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import vane.structure.Cell;
import vane.structure.Element;
import vane.structure.LabelledStructure;
import vane.structure.Structure;

/** Structures that no symmetry helps, and forces on them that are the gradient of an energy. */
public final class Clusters {
  private Clusters() {}

  /** Atoms about 1.5 Å apart, some nearer: elements 1, 2, … one after the other. */
  public static Structure cluster(Random random, int atoms, int elements) {
    List<Element> species = new ArrayList<>();
    double[] positions = new double[3 * atoms];
    for (int i = 0; i < atoms; i++) {
      species.add(Element.of(1 + i % elements));
      positions[3 * i] = 1.4 * (i % 3) + 0.5 * random.nextDouble();
      positions[3 * i + 1] = 1.4 * (i / 3 % 3) + 0.5 * random.nextDouble();
      positions[3 * i + 2] = 1.4 * (i / 9) + 0.5 * random.nextDouble();
    }
    return Structure.of(species, positions);
  }

  /** Nine atoms of two elements in a triclinic cell, smaller than twice a cutoff of 3 Å. */
  public static Structure crystal(Random random) {
    Structure molecule = cluster(random, 9, 2);
    double[] vectors = {4.3, 0.2, -0.3, 0.5, 4.4, 0.1, -0.2, 0.4, 3.1};
    return Structure.of(
        molecule.elements(), molecule.positions(), Cell.of(vectors, true, true, true));
  }

  /** Frames with forces, twenty to a trajectory. */
  public static List<LabelledStructure> frames(int count, int atoms) {
    List<LabelledStructure> frames = new ArrayList<>();
    for (int f = 0; f < count; f++) {
      Structure structure = cluster(new Random(f), atoms, 2);
      frames.add(new LabelledStructure(structure, forces(structure), f / 20));
    }
    return frames;
  }

  /**
   * The forces of pair energies ε (1 − r / 3)³ / r², ε = 1 eV Å² between unlike, 2 between like.
   */
  public static double[] forces(Structure structure) {
    double[] forces = new double[3 * structure.size()];
    for (int i = 0; i < structure.size(); i++) {
      for (int j = 0; j < structure.size(); j++) {
        double[] d = new double[3];
        double r2 = 0;
        for (int axis = 0; axis < 3; axis++) {
          d[axis] = structure.position(j, axis) - structure.position(i, axis);
          r2 += d[axis] * d[axis];
        }
        double r = Math.sqrt(r2);
        if (i != j && r < 3) {
          double strength = structure.element(i).equals(structure.element(j)) ? 2 : 1;
          double near = 1 - r / 3;
          double slope = strength * near * near * (-1 / r2 - 2 * near / (r * r2));
          for (int axis = 0; axis < 3; axis++) {
            forces[3 * i + axis] += slope * d[axis] / r;
          }
        }
      }
    }
    return forces;
  }
}
