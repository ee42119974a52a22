package vane.equivariant.fit;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import vane.structure.LabelledStructure;
import vane.structure.StressComponents;

/**
 * The errors of some weights on frames that they have not seen.
 *
 * @param forceMae the mean absolute error of a force component, in eV/Å; infinite if there are no
 *     weights
 * @param forceRms the root mean square error of a force component, in eV/Å
 * @param energyRms the root mean square of the errors of energies in eV, each divided by the root
 *     of its number of atoms; empty if too few are known
 * @param virialRms the same of the components of virials
 * @param energyRmsPerAtom the root mean square error of energies, in eV/atom
 * @param stressRms the root mean square error of the components of stresses, in eV/Å³
 */
public record HeldOutErrors(
    double forceMae,
    double forceRms,
    OptionalDouble energyRms,
    OptionalDouble virialRms,
    OptionalDouble energyRmsPerAtom,
    OptionalDouble stressRms) {
  /** With fewer frames their error is chance. */
  private static final int FEWEST = 3;

  /** Weights differ from one by this factor at most, so that exact data do no harm. */
  static final double LARGEST_WEIGHT = 1e6;

  /**
   * No weights were found.
   *
   * @return an infinite error
   */
  public static HeldOutErrors none() {
    return new HeldOutErrors(
        Double.POSITIVE_INFINITY,
        Double.POSITIVE_INFINITY,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty());
  }

  /**
   * The errors of frames.
   *
   * @param frames what the weights say about them
   * @param references the reference energies; empty if no energy was learnt
   * @return the errors
   */
  public static HeldOutErrors of(
      List<FrameEvaluator.Result> frames, Optional<ReferenceEnergies> references) {
    Mean absolute = new Mean();
    Mean forces = new Mean();
    Mean energies = new Mean();
    Mean virials = new Mean();
    Mean energiesPerAtom = new Mean();
    Mean stresses = new Mean();
    for (FrameEvaluator.Result frame : frames) {
      for (int i = 0; i < frame.size(); i++) {
        for (int axis = 0; axis < 3 && frame.isWanted(i); axis++) {
          double error = frame.error(i, axis);
          absolute.add(Math.abs(error));
          forces.add(error * error);
        }
      }
      LabelledStructure known = frame.known();
      int atoms = frame.size();
      if (known.energy().isPresent()
          && atoms > 0
          && references.map(each -> each.determine(known.structure())).orElse(false)) {
        double reference = references.orElseThrow().of(known.structure());
        double error = frame.energy() + reference - known.energy().getAsDouble();
        energies.add(error * error / atoms);
        energiesPerAtom.add(error * error / atoms / atoms);
      }
      if (frame.virialErrors().isPresent()) {
        double volume = known.structure().cell().orElseThrow().volume();
        for (double error : frame.virialErrors().get()) {
          virials.add(error * error / atoms);
          stresses.add(error * error / volume / volume);
        }
      }
    }
    return new HeldOutErrors(
        absolute.sum / absolute.count,
        Math.sqrt(forces.sum / forces.count),
        energies.root(FEWEST),
        virials.root(FEWEST * StressComponents.COUNT),
        energiesPerAtom.root(1),
        stresses.root(1));
  }

  /** Weights by which errors of all kinds count alike: the inverse squares of what is left. */
  ObservationWeights weights() {
    return new ObservationWeights(
        energyRms.isPresent()
            ? weight(energyRms.getAsDouble())
            : ObservationWeights.OF_FEW.energy(),
        virialRms.isPresent()
            ? weight(virialRms.getAsDouble())
            : ObservationWeights.OF_FEW.stress());
  }

  /** The errors of energies, times those of virials, over others; 1 if there are none. */
  double observationRatio(HeldOutErrors others) {
    return ratio(energyRms, others.energyRms) * ratio(virialRms, others.virialRms);
  }

  private static double ratio(OptionalDouble found, OptionalDouble before) {
    return found.isPresent() && before.isPresent() && before.getAsDouble() > 0
        ? found.getAsDouble() / before.getAsDouble()
        : 1;
  }

  private double weight(double error) {
    double ratio = forceRms * forceRms / (error * error);
    return Double.isNaN(ratio) ? 1 : Math.max(1 / LARGEST_WEIGHT, Math.min(LARGEST_WEIGHT, ratio));
  }

  private static final class Mean {
    private double sum;
    private long count;

    void add(double number) {
      sum += number;
      count++;
    }

    OptionalDouble root(int fewest) {
      return count < fewest ? OptionalDouble.empty() : OptionalDouble.of(Math.sqrt(sum / count));
    }
  }
}
