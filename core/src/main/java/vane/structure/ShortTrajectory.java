package vane.structure;

import java.util.Arrays;
import java.util.List;

/**
 * Whether frames are of one short trajectory, so that all of them are alike.
 *
 * <p>Frames that are held out of such a trajectory resemble those that were learnt from, and errors
 * on them say little about other structures. Three signs must come together: the frames are one
 * {@linkplain TimeSeries series}; there are few of them; and atoms move less from one frame to the
 * next than half of what they do between frames far apart, which tells a trajectory from a
 * collection of single structures of one molecule.
 */
public final class ShortTrajectory {
  /** Fewer frames than this are a short trajectory. */
  public static final int SHORT = 200;

  /** Of fewer frames nothing can be said. */
  private static final int FEWEST = 8;

  private static final double ALIKE = 0.5;

  private ShortTrajectory() {}

  /**
   * Whether all frames are of one short trajectory.
   *
   * @param frames the frames, those of one trajectory one after the other
   * @return true if held-out frames among them are too good to be true
   */
  public static boolean is(List<LabelledStructure> frames) {
    int count = frames.size();
    if (count < FEWEST || count >= SHORT) {
      return false;
    }
    boolean oneSeries = Arrays.stream(TimeSeries.of(frames)).allMatch(series -> series == 0);
    return oneSeries && typicalMove(frames, 1) < ALIKE * typicalMove(frames, count / 2);
  }

  /**
   * The median distance of atoms in frames so far apart. A median does not mind the few atoms that
   * leave a cell on one side and come back on the other.
   */
  private static double typicalMove(List<LabelledStructure> frames, int apart) {
    int atoms = frames.get(0).structure().size();
    double[] moves = new double[(frames.size() - apart) * atoms];
    for (int i = 0; i < moves.length; i++) {
      Structure earlier = frames.get(i / atoms).structure();
      Structure later = frames.get(i / atoms + apart).structure();
      double square = 0;
      for (int axis = 0; axis < 3; axis++) {
        double step = later.position(i % atoms, axis) - earlier.position(i % atoms, axis);
        square += step * step;
      }
      moves[i] = Math.sqrt(square);
    }
    Arrays.sort(moves);
    return moves[moves.length / 2];
  }
}
