package vane.network;

import vane.InputException;

/**
 * What the data says before any weight is learnt.
 *
 * @param shortestAngstrom the shortest distance between atoms in training, in Å
 * @param neighbours how many neighbours an atom has on average
 */
public record NetworkScale(double shortestAngstrom, double neighbours) {
  /**
   * Checks the numbers.
   *
   * @throws InputException if one is not above zero
   */
  public NetworkScale {
    if (!(shortestAngstrom > 0 && shortestAngstrom < 100)) {
      throw new InputException(
          "found a shortest distance of " + shortestAngstrom + " Å, expected above 0, below 100");
    }
    if (!(neighbours > 0 && neighbours < 1e6)) {
      throw new InputException("found " + neighbours + " neighbours, expected above 0");
    }
  }
}
