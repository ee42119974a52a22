package vane.io.xyz;

import java.util.Optional;
import vane.structure.Cell;
import vane.structure.StressComponents;

/**
 * The stress of a frame, from the keys that programs write it to.
 *
 * <p>{@code stress} holds a stress in eV/Å³ with the sign of ASE, positive under tension: six
 * numbers (xx, yy, zz, yz, xz, xy) or the nine of a matrix. {@code virial} holds the nine numbers
 * of −V times that, in eV. If there are both, {@code stress} counts.
 */
public final class StressKeys {
  private static final String STRESS = "stress";
  private static final String VIRIAL = "virial";

  private StressKeys() {}

  /**
   * The stress of a frame that is periodic in all three directions.
   *
   * @param frame the frame
   * @return {@code [6]} in eV/Å³: xx, yy, zz, yz, xz, xy, positive under tension; empty if the
   *     frame has neither key, or is not periodic in all three directions
   * @throws XyzFormatException if the value that counts is not as many finite numbers as it must be
   */
  public static Optional<double[]> of(Frame frame) {
    Optional<Cell> cell = frame.structure().cell().filter(Cell::isFullyPeriodic);
    if (cell.isEmpty()) {
      return Optional.empty();
    }
    InfoValue stress = frame.info().get(STRESS);
    if (stress != null) {
      double[] numbers = stress.reals().orElse(new double[0]);
      return switch (numbers.length) {
        case StressComponents.COUNT -> Optional.of(numbers);
        case 9 -> Optional.of(StressComponents.ofMatrix(numbers));
        default ->
            throw malformed(
                frame, STRESS, stress, "six finite numbers (xx yy zz yz xz xy) or nine, in eV/Å³");
      };
    }
    InfoValue virial = frame.info().get(VIRIAL);
    if (virial != null) {
      double[] numbers = virial.reals().orElse(new double[0]);
      if (numbers.length != 9) {
        throw malformed(frame, VIRIAL, virial, "nine finite numbers in eV");
      }
      return Optional.of(StressComponents.ofVirial(numbers, cell.get()));
    }
    return Optional.empty();
  }

  private static XyzFormatException malformed(
      Frame frame, String key, InfoValue value, String expected) {
    return XyzFormatException.atKey(
        frame.location(), key, XyzFormatException.quote(value.text()), expected);
  }
}
