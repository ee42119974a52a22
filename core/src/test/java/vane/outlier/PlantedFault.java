package vane.outlier;

import java.util.List;
import java.util.Random;
import vane.AtomicUnits;
import vane.structure.LabelledStructure;
import vane.structure.Structure;

/** Faults as data have them, planted into one frame of many. */
enum PlantedFault {
  UNIT("another unit") {
    @Override
    double[] change(List<LabelledStructure> frames, int frame, double typical, Random random) {
      return scaled(frames.get(frame).forces(), AtomicUnits.HARTREE_EV / AtomicUnits.BOHR_ANGSTROM);
    }
  },
  GRADIENTS("gradients") {
    @Override
    double[] change(List<LabelledStructure> frames, int frame, double typical, Random random) {
      return scaled(frames.get(frame).forces(), -1);
    }
  },
  NEXT_FRAME("of the next frame") {
    @Override
    double[] change(List<LabelledStructure> frames, int frame, double typical, Random random) {
      return frames.get(frame + 1).forces();
    }
  },
  SWAPPED("two atoms swapped") {
    @Override
    double[] change(List<LabelledStructure> frames, int frame, double typical, Random random) {
      double[] forces = frames.get(frame).forces();
      int atoms = forces.length / 3;
      int one = random.nextInt(atoms);
      int other = random.nextInt(atoms);
      for (int tries = 0; tries < TRIES && apart(forces, one, other) < typical; tries++) {
        one = random.nextInt(atoms);
        other = random.nextInt(atoms);
      }
      for (int axis = 0; axis < 3; axis++) {
        double kept = forces[3 * one + axis];
        forces[3 * one + axis] = forces[3 * other + axis];
        forces[3 * other + axis] = kept;
      }
      return forces;
    }
  },
  SIGN("a wrong sign") {
    @Override
    double[] change(List<LabelledStructure> frames, int frame, double typical, Random random) {
      double[] forces = frames.get(frame).forces();
      forces[component(forces, typical, random)] *= -1;
      return forces;
    }
  },
  NOISE("noise of 0.5 eV/Å") {
    @Override
    double[] change(List<LabelledStructure> frames, int frame, double typical, Random random) {
      double[] forces = frames.get(frame).forces();
      for (int i = 0; i < forces.length; i++) {
        forces[i] += 0.5 * random.nextGaussian();
      }
      return forces;
    }
  },
  DIGIT("a misplaced digit") {
    @Override
    double[] change(List<LabelledStructure> frames, int frame, double typical, Random random) {
      double[] forces = frames.get(frame).forces();
      forces[component(forces, typical, random)] *= 10;
      return forces;
    }
  },
  MOVED("an atom moved by 0.3 Å") {
    @Override
    double[] change(List<LabelledStructure> frames, int frame, double typical, Random random) {
      return frames.get(frame).forces();
    }

    @Override
    LabelledStructure in(List<LabelledStructure> frames, int frame, double typical, Random random) {
      LabelledStructure read = frames.get(frame);
      Structure structure = read.structure();
      double[] positions = structure.positions();
      int atom = random.nextInt(structure.size());
      double[] step = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
      double length = Math.hypot(Math.hypot(step[0], step[1]), step[2]);
      for (int axis = 0; axis < 3; axis++) {
        positions[3 * atom + axis] += 0.3 * step[axis] / length;
      }
      Structure moved =
          structure
              .cell()
              .map(cell -> Structure.of(structure.elements(), positions, cell))
              .orElseGet(() -> Structure.of(structure.elements(), positions));
      return new LabelledStructure(moved, read.forces(), read.trajectory());
    }
  };

  private static final int TRIES = 2000;

  private final String words;

  PlantedFault(String words) {
    this.words = words;
  }

  /** What it is, in a word or two. */
  String words() {
    return words;
  }

  /** The forces with the fault. */
  abstract double[] change(
      List<LabelledStructure> frames, int frame, double typical, Random random);

  /**
   * A frame with the fault.
   *
   * @param frames all frames, in order of time; not modified
   * @param frame the index of one of them
   * @param typical the root mean square of force components: smaller ones are left as they are
   * @param random chooses atoms
   */
  LabelledStructure in(List<LabelledStructure> frames, int frame, double typical, Random random) {
    LabelledStructure read = frames.get(frame);
    return new LabelledStructure(
        read.structure(), change(frames, frame, typical, random), read.trajectory());
  }

  /** Whether a frame can have the fault: its forces are not small, nor those of the next alike. */
  boolean fits(List<LabelledStructure> frames, int frame, double typical) {
    return LabelledStructure.rmsForce(List.of(frames.get(frame))) > typical / 2
        && (this != NEXT_FRAME
            || frame + 1 < frames.size()
                && frames
                    .get(frame)
                    .structure()
                    .elements()
                    .equals(frames.get(frame + 1).structure().elements()));
  }

  private static double[] scaled(double[] forces, double factor) {
    for (int i = 0; i < forces.length; i++) {
      forces[i] *= factor;
    }
    return forces;
  }

  private static double apart(double[] forces, int one, int other) {
    double sum = 0;
    for (int axis = 0; axis < 3; axis++) {
      sum += Math.abs(forces[3 * one + axis] - forces[3 * other + axis]);
    }
    return sum;
  }

  private static int component(double[] forces, double typical, Random random) {
    int component = random.nextInt(forces.length);
    for (int t = 0; t < TRIES && Math.abs(forces[component]) < typical / 2; t++) {
      component = random.nextInt(forces.length);
    }
    return component;
  }
}
