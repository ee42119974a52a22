package vane.equivariant.fit;

import java.util.Arrays;
import java.util.stream.IntStream;
import vane.equivariant.range.ErrorGrowth;
import vane.equivariant.range.ErrorModel;

/**
 * How errors of the forces on one element grow in heated frames, beyond a distance from training:
 * what {@link WeightSpread} found for atoms there. Immutable.
 */
public final class HeatedErrors {
  /** With fewer atoms beyond the bend nothing is said. */
  private static final int FEWEST = 10;

  private final double bend;
  private final double[] distances;
  private final double[] squares;

  /**
   * The atoms of heated frames that are beyond the bend.
   *
   * @param bend the distance from which atoms count
   * @param distances {@code [n]}, of all atoms; not modified
   * @param squares {@code [n]}: expected squared errors of their forces, in any unit; not modified
   */
  HeatedErrors(double bend, double[] distances, double[] squares) {
    int[] beyond = IntStream.range(0, distances.length).filter(i -> distances[i] > bend).toArray();
    this.bend = bend;
    this.distances = IntStream.of(beyond).mapToDouble(i -> distances[i]).toArray();
    this.squares = IntStream.of(beyond).mapToDouble(i -> squares[i]).toArray();
  }

  /**
   * What is known if nothing was heated.
   *
   * @return errors of no atoms
   */
  public static HeatedErrors none() {
    return new HeatedErrors(1, new double[0], new double[0]);
  }

  /** How errors grow; with power zero where too little is known. */
  ErrorGrowth growth() {
    return distances.length < FEWEST
        ? new ErrorGrowth(bend, 0)
        : ErrorGrowth.fit(bend, distances, squares);
  }

  /**
   * How errors of a mixture with networks grow: so that those of its linear part are reached far
   * away. Networks follow the linear part there, and are hardly better.
   *
   * @param linear the errors of the linear part, as in held-out frames and {@link #growth} beyond
   * @param mixture those of the mixture in held-out frames
   * @return with power zero where too little is known
   */
  ErrorGrowth growthOfMixture(ErrorModel linear, ErrorModel mixture) {
    ErrorGrowth growth = growth();
    double sum = 0;
    for (int i = 0; i < distances.length; i++) {
      sum += squares[i] * Math.pow(distances[i] / bend, -2 * growth.power());
    }
    if (distances.length < FEWEST || !(sum > 0)) {
      return new ErrorGrowth(bend, 0);
    }
    double atBend = linear.expected(bend);
    double unit = atBend * atBend * distances.length / sum;
    double[] expected = Arrays.stream(squares).map(each -> unit * each).toArray();
    return ErrorGrowth.fit(bend, mixture.expected(bend), distances, expected);
  }
}
