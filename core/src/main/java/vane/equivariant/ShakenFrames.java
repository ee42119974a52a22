package vane.equivariant;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import vane.structure.LabelledStructure;
import vane.structure.Structure;

/**
 * Structures just beyond what frames show: frames whose atoms have been moved at random, with the
 * forces that a linear potential gives them. Polynomials with a smooth prior go on sensibly there,
 * networks do not, so these guide them.
 */
final class ShakenFrames {
  /** One guide for so many frames. */
  private static final int FRAMES_A_GUIDE = 8;

  /** The most that a coordinate moves, as a standard deviation over the shortest distance. */
  private static final double LARGEST_MOVE = 0.15;

  /** Guides whose forces are larger than the largest of the frames by this factor are left out. */
  private static final double LARGEST_FORCE = 2;

  private ShakenFrames() {}

  /**
   * Shakes frames.
   *
   * @param frames structures with forces
   * @param shortestAngstrom the shortest distance of two atoms in them, in Å
   * @param seed where random numbers begin
   * @param teacher gives forces, {@code [nAtoms × 3]} in eV/Å, to structures
   * @return shaken structures with forces of a size that the frames show
   */
  static List<LabelledStructure> of(
      List<LabelledStructure> frames,
      double shortestAngstrom,
      long seed,
      Function<List<Structure>, List<double[]>> teacher) {
    double largest = 0;
    for (LabelledStructure frame : frames) {
      largest = Math.max(largest, largestForce(frame));
    }
    Random random = new Random(seed);
    List<Structure> shaken = new ArrayList<>();
    for (int f = 0; f < frames.size(); f += FRAMES_A_GUIDE) {
      Structure structure = frames.get(f).structure();
      double move = LARGEST_MOVE * shortestAngstrom * random.nextDouble();
      double[] positions = structure.positions();
      for (int i = 0; i < positions.length; i++) {
        positions[i] += move * random.nextGaussian();
      }
      shaken.add(
          structure.cell().isPresent()
              ? Structure.of(structure.elements(), positions, structure.cell().get())
              : Structure.of(structure.elements(), positions));
    }
    List<double[]> forces = teacher.apply(shaken);
    List<LabelledStructure> guides = new ArrayList<>();
    for (int s = 0; s < shaken.size(); s++) {
      LabelledStructure guide = new LabelledStructure(shaken.get(s), forces.get(s), 0);
      if (largestForce(guide) <= LARGEST_FORCE * largest) {
        guides.add(guide);
      }
    }
    return guides;
  }

  private static double largestForce(LabelledStructure frame) {
    double largest = 0;
    for (int i = 0; i < frame.structure().size(); i++) {
      largest = Math.max(largest, frame.forceNorm(i));
    }
    return largest;
  }
}
