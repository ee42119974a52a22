package vane.evaluation;

import java.util.OptionalDouble;

/**
 * The errors of stresses.
 *
 * @param frames the frames that were compared
 * @param rmseGpa the root mean square error of their six components (xx, yy, zz, yz, xz, xy) in
 *     GPa; empty if there are none
 */
public record StressSummary(long frames, OptionalDouble rmseGpa) {

  /**
   * The summary of no frame.
   *
   * @return zero, and no error
   */
  public static StressSummary nothing() {
    return new StressSummary(0, OptionalDouble.empty());
  }
}
