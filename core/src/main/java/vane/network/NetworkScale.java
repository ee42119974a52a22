package vane.network;

import java.util.List;
import vane.InputException;

/**
 * What the data says before any weight is learnt.
 *
 * @param shortestAngstrom the shortest distance between atoms in training, in Å
 * @param neighbours how many neighbours an atom has on average
 * @param innerAngstrom {@code [elements × elements]}, row-major: the shortest distance between two
 *     elements in training, in Å, or the cutoff if they never met. Below it the network sees a
 *     distance that lags behind and comes to rest: it is not asked about what it has not seen
 */
public record NetworkScale(double shortestAngstrom, double neighbours, List<Double> innerAngstrom) {
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
    innerAngstrom = List.copyOf(innerAngstrom);
    for (double inner : innerAngstrom) {
      if (!(inner >= shortestAngstrom && inner < 100)) {
        throw new InputException(
            "found an inner distance of "
                + inner
                + " Å, expected "
                + shortestAngstrom
                + " or more, below 100");
      }
    }
  }
}
