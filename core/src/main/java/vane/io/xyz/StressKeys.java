package vane.io.xyz;

import java.util.Locale;
import java.util.Optional;
import vane.structure.Cell;
import vane.structure.StressComponents;

/**
 * The stress of a frame, from the keys that programs write it to.
 *
 * <p>{@code stress} holds a stress in eV/Å³ with the sign of ASE, positive under tension: six
 * numbers (xx, yy, zz, yz, xz, xy) or the nine of a matrix. {@code virial} holds the nine numbers
 * of −V times that, in eV. If there are both, {@code stress} counts. A key of another name holds a
 * stress, too, or a virial if its name says so, as {@code REF_virials} does. Immutable.
 */
public final class StressKeys {
  private static final String STRESS = "stress";
  private static final String VIRIAL = "virial";

  private final Optional<String> name;

  private StressKeys(Optional<String> name) {
    this.name = name;
  }

  /**
   * The keys {@code stress} and {@code virial}; a frame may be without them.
   *
   * @return the default
   */
  public static StressKeys byDefault() {
    return new StressKeys(Optional.empty());
  }

  /**
   * A key that every frame must have that is periodic in all three directions, looked up exactly.
   *
   * @param name such as {@code REF_stress}; one that contains "virial" holds a virial
   * @return the key
   */
  public static StressKeys named(String name) {
    return new StressKeys(Optional.of(name));
  }

  /**
   * The stress of a frame that is periodic in all three directions.
   *
   * @param frame the frame
   * @return {@code [6]} in eV/Å³: xx, yy, zz, yz, xz, xy, positive under tension; empty if the
   *     frame has neither of the default keys, or is not periodic in all three directions
   * @throws XyzFormatException if the value that counts is not as many finite numbers as it must
   *     be, or if the frame lacks a key that was named
   */
  public Optional<double[]> of(Frame frame) {
    Optional<Cell> cell = frame.structure().cell().filter(Cell::isFullyPeriodic);
    if (cell.isEmpty()) {
      return Optional.empty();
    }
    if (name.isPresent()) {
      return Optional.of(named(frame, name.get(), cell.get()));
    }
    InfoValue stress = frame.info().get(STRESS);
    if (stress != null) {
      return Optional.of(stress(frame, STRESS, stress));
    }
    InfoValue virial = frame.info().get(VIRIAL);
    return Optional.ofNullable(virial).map(found -> virial(frame, VIRIAL, found, cell.get()));
  }

  private static double[] named(Frame frame, String name, Cell cell) {
    InfoValue value = frame.info().get(name);
    if (value == null) {
      String found =
          frame.info().isEmpty()
              ? "no keys"
              : "other keys only: " + String.join(", ", frame.info().keySet());
      throw XyzFormatException.atKey(frame.location(), name, found, "a stress or virial");
    }
    return name.toLowerCase(Locale.ROOT).contains(VIRIAL)
        ? virial(frame, name, value, cell)
        : stress(frame, name, value);
  }

  private static double[] stress(Frame frame, String key, InfoValue value) {
    double[] numbers = value.reals().orElse(new double[0]);
    return switch (numbers.length) {
      case StressComponents.COUNT -> numbers;
      case 9 -> StressComponents.ofMatrix(numbers);
      default ->
          throw malformed(
              frame, key, value, "six finite numbers (xx yy zz yz xz xy) or nine, in eV/Å³");
    };
  }

  private static double[] virial(Frame frame, String key, InfoValue value, Cell cell) {
    double[] numbers = value.reals().orElse(new double[0]);
    if (numbers.length != 9) {
      throw malformed(frame, key, value, "nine finite numbers in eV");
    }
    return StressComponents.ofVirial(numbers, cell);
  }

  private static XyzFormatException malformed(
      Frame frame, String key, InfoValue value, String expected) {
    return XyzFormatException.atKey(
        frame.location(), key, XyzFormatException.quote(value.text()), expected);
  }

  @Override
  public String toString() {
    return name.orElse(STRESS + " or " + VIRIAL);
  }
}
