package vane.network;

import vane.InputException;

/**
 * How a network is trained.
 *
 * @param epochs how often each frame is seen
 * @param batchAtoms frames are put together until there are about this many atoms
 * @param rate the step of Adam at its highest, relative to the spread of weights at the start
 * @param seed where random numbers begin
 */
public record TrainingSettings(int epochs, int batchAtoms, double rate, long seed) {
  /**
   * Checks the settings.
   *
   * @throws InputException if a number is out of range
   */
  public TrainingSettings {
    if (epochs < 1 || batchAtoms < 1) {
      throw new InputException(
          "found " + epochs + " epochs of " + batchAtoms + " atoms a step, expected at least 1");
    }
    if (!(rate > 0 && rate < 1)) {
      throw new InputException("found a rate of " + rate + ", expected above 0 and below 1");
    }
  }
}
