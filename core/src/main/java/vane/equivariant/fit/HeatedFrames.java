package vane.equivariant.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import vane.equivariant.invariant.MahalanobisDistance;
import vane.structure.LabelledStructure;
import vane.structure.Structure;

/**
 * Structures hotter than those of training: what the atoms of some frames do in the first moments
 * after they are hit. A trajectory of training goes on in vibrations, so what it does when hotter
 * is not what atoms do that are moved at random.
 *
 * <p>Each frame gets velocities of another temperature, from about 230 to 4600 K, and moves on by
 * the forces of some weights for 60 steps, 30 fs where there is hydrogen and longer where all atoms
 * are heavier. It ends where a force is twice the largest of training.
 */
final class HeatedFrames {
  /** Frames are taken until they have so many atoms. */
  private static final int ATOMS = 1000;

  private static final double COLDEST_EV = 0.02;
  private static final double HOTTEST_OVER_COLDEST = 20;

  /** Successive frames differ in temperature: multiples of the golden ratio, modulo one. */
  private static final double GOLDEN = 0.6180339887498949;

  /** For atoms of mass 1; with the root of the mass. */
  private static final double STEP_FS = 0.5;

  private static final int STEPS = 60;

  /** Each time after so many steps structures are looked at. */
  private static final int LOOK = 20;

  /** The most that a force may be, relative to the largest of training. */
  private static final double LARGEST_FORCE = 2;

  /** One eV/(Å u) in Å/fs². */
  private static final double ACCELERATION = 9.648533212e-3;

  private static final long SEED = 1;

  private final FrameEvaluator evaluator;
  private final double[] weights;
  private final MahalanobisDistance[] metrics;
  private final double largestForce;

  /**
   * What moves atoms.
   *
   * @param evaluator gives forces
   * @param weights {@code [features]} in eV; not modified
   * @param metrics the distance of each element
   * @param largestForceEvPerAngstrom of training, in eV/Å
   */
  HeatedFrames(
      FrameEvaluator evaluator,
      double[] weights,
      MahalanobisDistance[] metrics,
      double largestForceEvPerAngstrom) {
    this.evaluator = evaluator;
    this.weights = weights;
    this.metrics = metrics;
    this.largestForce = LARGEST_FORCE * largestForceEvPerAngstrom;
  }

  /**
   * Heats frames.
   *
   * @param frames at least one frame to begin with; some are taken, spread evenly
   * @return structures on the way, without forces
   */
  List<ChosenFrame> of(List<ChosenFrame> frames) {
    List<Moving> moving = begun(frames);
    List<ChosenFrame> seen = new ArrayList<>();
    for (int step = 1; step <= STEPS; step++) {
      List<ChosenFrame> now = moving.stream().map(Moving::frame).toList();
      List<FrameEvaluator.Result> results = evaluator.evaluate(now, weights, metrics);
      List<Moving> left = new ArrayList<>();
      for (int f = 0; f < results.size(); f++) {
        double[] forces = results.get(f).forces();
        if (largestNorm(forces) <= largestForce) {
          moving.get(f).move(forces, step == 1);
          left.add(moving.get(f));
        }
      }
      moving = left;
      if (step % LOOK == 0) {
        moving.forEach(each -> seen.add(each.frame()));
      }
    }
    return seen;
  }

  private static List<Moving> begun(List<ChosenFrame> frames) {
    long atoms = frames.stream().mapToLong(each -> each.frame().structure().size()).sum();
    int count = (int) Math.max(1, frames.size() * Math.min(1, ATOMS / Math.max(1.0, atoms)));
    Random random = new Random(SEED);
    return IntStream.range(0, count)
        .mapToObj(
            f -> {
              double hot = Math.pow(HOTTEST_OVER_COLDEST, (f + 0.5) * GOLDEN % 1);
              ChosenFrame first = frames.get((int) ((long) f * frames.size() / count));
              return new Moving(first, COLDEST_EV * hot, random);
            })
        .toList();
  }

  /** The largest norm of a force; infinite if one is not a number. */
  private static double largestNorm(double[] forces) {
    double largest = 0;
    for (int i = 0; i < forces.length; i += 3) {
      double norm =
          Math.sqrt(
              forces[i] * forces[i]
                  + forces[i + 1] * forces[i + 1]
                  + forces[i + 2] * forces[i + 2]);
      // Not a number is no force to go on with.
      largest = norm >= 0 ? Math.max(largest, norm) : Double.POSITIVE_INFINITY;
    }
    return largest;
  }

  /** A frame on its way. */
  private static final class Moving {
    private final ChosenFrame first;
    private final double[] positions;
    private final double[] velocities;
    private final double[] masses;
    private final double time;

    Moving(ChosenFrame first, double temperatureEv, Random random) {
      this.first = first;
      Structure structure = first.frame().structure();
      this.positions = structure.positions();
      this.velocities = new double[positions.length];
      this.masses = new double[structure.size()];
      Arrays.setAll(masses, i -> structure.element(i).massU());
      for (int i = 0; i < velocities.length; i++) {
        velocities[i] =
            Math.sqrt(temperatureEv * ACCELERATION / masses[i / 3]) * random.nextGaussian();
      }
      this.time = STEP_FS * Math.sqrt(Arrays.stream(masses).min().orElse(1));
    }

    /** A leap of positions, after one of velocities, which are half a step behind. */
    void move(double[] forces, boolean begins) {
      for (int i = 0; i < forces.length; i++) {
        velocities[i] += (begins ? 0.5 : 1) * time * ACCELERATION * forces[i] / masses[i / 3];
        positions[i] += time * velocities[i];
      }
    }

    ChosenFrame frame() {
      Structure from = first.frame().structure();
      Structure moved =
          from.cell()
              .map(cell -> Structure.of(from.elements(), positions, cell))
              .orElseGet(() -> Structure.of(from.elements(), positions));
      LabelledStructure unknown = new LabelledStructure(moved, new double[positions.length], 0);
      return new ChosenFrame(unknown, first.elements(), first.use());
    }
  }
}
