package vane.structure;

import java.util.List;
import java.util.Optional;

/**
 * Which frames of trajectories follow each other in time, so that neighbours are nearly the same.
 *
 * <p>A series ends with its trajectory. It ends as well where the atoms change or the cell jumps:
 * collections of single structures come in one file, too, and are no time series.
 */
public final class TimeSeries {
  /** Larger steps of a lattice vector than this share of its length are jumps. */
  private static final double CELL_STEP = 0.03;

  private TimeSeries() {}

  /**
   * The series of each frame.
   *
   * @param frames the frames, those of one trajectory one after the other
   * @return one number per frame, from zero; frames of one series follow each other
   */
  public static int[] of(List<LabelledStructure> frames) {
    int[] series = new int[frames.size()];
    for (int f = 1; f < series.length; f++) {
      boolean follows =
          frames.get(f).trajectory() == frames.get(f - 1).trajectory()
              && follows(frames.get(f).structure(), frames.get(f - 1).structure());
      series[f] = series[f - 1] + (follows ? 0 : 1);
    }
    return series;
  }

  private static boolean follows(Structure later, Structure earlier) {
    if (later.size() != earlier.size()) {
      return false;
    }
    for (int i = 0; i < later.size(); i++) {
      if (!later.element(i).equals(earlier.element(i))) {
        return false;
      }
    }
    Optional<Cell> cell = periodic(later);
    Optional<Cell> before = periodic(earlier);
    return cell.isPresent() == before.isPresent()
        && (cell.isEmpty() || follows(cell.get(), before.get()));
  }

  /** The cell, if it repeats: others bound nothing. */
  private static Optional<Cell> periodic(Structure structure) {
    return structure.cell().filter(Cell::isPeriodic);
  }

  /** Whether the vectors that repeat are about the same. */
  private static boolean follows(Cell later, Cell earlier) {
    for (int vector = 0; vector < 3; vector++) {
      if (later.isPeriodic(vector) != earlier.isPeriodic(vector)) {
        return false;
      }
      double step = 0;
      double length = 0;
      for (int axis = 0; axis < 3 && later.isPeriodic(vector); axis++) {
        step = Math.hypot(step, later.get(vector, axis) - earlier.get(vector, axis));
        length = Math.hypot(length, earlier.get(vector, axis));
      }
      if (step > CELL_STEP * length) {
        return false;
      }
    }
    return true;
  }
}
