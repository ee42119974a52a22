package vane.network;

import java.util.List;
import vane.InputException;
import vane.structure.LabelledStructure;
import vane.structure.NeighbourList;

/**
 * How a network is trained.
 *
 * @param epochs how often each frame is seen
 * @param batchAtoms frames are put together until there are about this many atoms
 * @param rate the step of Adam at its highest, relative to the spread of weights at the start
 * @param seed where random numbers begin
 */
public record TrainingSettings(int epochs, int batchAtoms, double rate, long seed) {
  private static final int LARGEST_EPOCHS = 100_000;

  /** What more of them teach is noise. */
  private static final int ENOUGH_EPOCHS = 400;

  /** Small steps of few atoms each. */
  public static final TrainingSettings STANDARD = new TrainingSettings(200, 54, 0.015, 1);

  /**
   * Checks the settings.
   *
   * @throws InputException if a number is out of range
   */
  public TrainingSettings {
    if (epochs < 1 || epochs > LARGEST_EPOCHS || batchAtoms < 1) {
      throw new InputException(
          "found "
              + epochs
              + " epochs of "
              + batchAtoms
              + " atoms a step, expected 1 to "
              + LARGEST_EPOCHS
              + " epochs of at least 1");
    }
    if (!(rate > 0 && rate < 1)) {
      throw new InputException("found a rate of " + rate + ", expected above 0 and below 1");
    }
  }

  /**
   * As many epochs as cost about some processor time on the machine that the costs were measured
   * on. The clock is not asked, so the same frames always get the same number of epochs.
   *
   * @param seconds of all threads together
   * @param shape the shape of the network
   * @param frames what it will be trained on
   * @return at least one epoch, and no more than are of use
   */
  public TrainingSettings withNominalSeconds(
      double seconds, NetworkSettings shape, List<LabelledStructure> frames) {
    double cost = 0;
    for (LabelledStructure frame : frames) {
      int entries = NeighbourList.within(frame.structure(), shape.cutoffAngstrom()).entries();
      cost += nominalSeconds(shape, frame.structure().size(), entries / 2);
    }
    int chosen = (int) Math.max(1, Math.min(ENOUGH_EPOCHS, seconds / cost));
    return new TrainingSettings(chosen, batchAtoms, rate, seed);
  }

  /**
   * The same settings with another seed.
   *
   * @param other the seed
   * @return new settings
   */
  public TrainingSettings withSeed(long other) {
    return new TrainingSettings(epochs, batchAtoms, rate, other);
  }

  /** How many frames make a step. */
  int batch(double meanAtoms) {
    return (int) Math.max(1, Math.round(batchAtoms / meanAtoms));
  }

  /** How many steps there are. */
  long steps(List<LabelledStructure> frames) {
    double mean = frames.stream().mapToInt(f -> f.structure().size()).average().orElse(1);
    int batch = batch(mean);
    return (long) epochs * ((frames.size() + batch - 1) / batch);
  }

  /** What a structure costs an epoch: energy, forces and gradient, on one core of a Zen 3. */
  static double nominalSeconds(NetworkSettings shape, int atoms, long pairs) {
    double channels = shape.channels();
    double products = (shape.order() == 4 ? 0.7e-6 : 0.45e-6) * channels;
    double mixing = 16 * 5 * channels * (channels + 4 * shape.radialFunctions()) / 2e10;
    double messages = channels * (4e-8 + 4e-9 * shape.radialFunctions());
    // As measured in whole trainings, with what a step costs beside its structures.
    return 1.6 * (atoms * (products + mixing) + pairs * messages);
  }
}
