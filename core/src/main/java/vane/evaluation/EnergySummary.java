package vane.evaluation;

import java.util.OptionalDouble;

/**
 * The errors of energies per atom.
 *
 * <p>The zero of a learnt energy is arbitrary. So of the errors of all frames of one chemical
 * formula their mean is taken off first: what is left are the errors of differences.
 *
 * @param frames the frames that were compared
 * @param framesAlone frames that were not, as each is the only one of its formula: nothing is left
 *     to compare
 * @param rmseMevPerAtom the root mean square over the compared frames in meV/atom; empty if there
 *     are none
 * @param maeMevPerAtom the mean of the absolute values over them in meV/atom; empty if there are
 *     none
 */
public record EnergySummary(
    long frames, long framesAlone, OptionalDouble rmseMevPerAtom, OptionalDouble maeMevPerAtom) {

  /**
   * The summary of no frame.
   *
   * @return zeros, and no errors
   */
  public static EnergySummary nothing() {
    return new EnergySummary(0, 0, OptionalDouble.empty(), OptionalDouble.empty());
  }
}
