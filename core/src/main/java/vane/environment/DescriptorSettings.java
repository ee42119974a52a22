package vane.environment;

import vane.InputException;
import vane.descriptor.SoapSettings;

/**
 * How an atom's environment is described.
 *
 * @param soap the invariant description x
 * @param neighbours the number M of nearest neighbours whose points y are kept, 1 to 6
 */
public record DescriptorSettings(SoapSettings soap, int neighbours) {

  /**
   * Checks the settings.
   *
   * @throws InputException if a number is out of range
   */
  public DescriptorSettings {
    checkNeighbours(neighbours);
  }

  /**
   * Checks a number of neighbours.
   *
   * @param neighbours M
   * @throws InputException if it is not 1 to 6
   */
  public static void checkNeighbours(int neighbours) {
    if (neighbours < 1 || neighbours > 6) {
      throw new InputException("found " + neighbours + " neighbours, expected 1 to 6");
    }
  }
}
