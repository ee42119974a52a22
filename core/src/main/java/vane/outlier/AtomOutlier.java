package vane.outlier;

import java.util.List;

/**
 * An atom whose force disagrees with other frames.
 *
 * @param atom its index in the frame, from zero
 * @param element its symbol
 * @param read the force that the file has, {@code [3]} in eV/Å
 * @param expected the force that other frames say, {@code [3]} in eV/Å
 * @param ratio how many times as large as usual the difference is
 */
public record AtomOutlier(
    int atom, String element, List<Double> read, List<Double> expected, double ratio) {
  /** Copies the lists. */
  public AtomOutlier {
    read = List.copyOf(read);
    expected = List.copyOf(expected);
  }
}
