package vane.evaluation;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The errors of energies per atom.
 *
 * <p>The zero of an energy that was learnt from forces alone is arbitrary. So of the errors of all
 * frames of one chemical formula their mean is taken off first: what is left are the errors of
 * differences. Of a model that has learnt energies the errors themselves are known, too.
 *
 * @param frames the frames that were compared
 * @param framesAlone frames that were not, as each is the only one of its formula: nothing is left
 *     to compare
 * @param rmseMevPerAtom the root mean square over the compared frames in meV/atom; empty if there
 *     are none
 * @param maeMevPerAtom the mean of the absolute values over them in meV/atom; empty if there are
 *     none
 * @param absolute the errors without anything taken off; empty if the model's zero is arbitrary
 */
public record EnergySummary(
    long frames,
    long framesAlone,
    OptionalDouble rmseMevPerAtom,
    OptionalDouble maeMevPerAtom,
    Optional<Absolute> absolute) {

  /**
   * Errors without anything taken off.
   *
   * @param frames all frames with an energy, at least one
   * @param rmseMevPerAtom the root mean square over them in meV/atom
   * @param maeMevPerAtom the mean of the absolute values over them in meV/atom
   */
  public record Absolute(long frames, double rmseMevPerAtom, double maeMevPerAtom) {}

  /**
   * The summary of no frame.
   *
   * @return zeros, and no errors
   */
  public static EnergySummary nothing() {
    return new EnergySummary(
        0, 0, OptionalDouble.empty(), OptionalDouble.empty(), Optional.empty());
  }
}
