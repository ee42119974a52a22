package vane.io.xyz;

import java.util.OptionalDouble;

/**
 * Which key of a frame holds its energy.
 *
 * <p>Immutable. Energies are in eV, of the whole frame.
 */
public final class EnergyKey {
  private static final String DEFAULT_NAME = "energy";

  private final String name;
  private final boolean required;

  private EnergyKey(String name, boolean required) {
    this.name = name;
    this.required = required;
  }

  /**
   * The key {@code energy}; a frame may be without it.
   *
   * @return the default
   */
  public static EnergyKey byDefault() {
    return new EnergyKey(DEFAULT_NAME, false);
  }

  /**
   * A key that every frame must have, looked up exactly.
   *
   * @param name such as {@code REF_energy}
   * @return the key
   */
  public static EnergyKey named(String name) {
    return new EnergyKey(name, true);
  }

  /**
   * The energy of a frame.
   *
   * @param frame the frame
   * @return in eV if the file is; empty if the frame does not have the default key
   * @throws XyzFormatException if the value is no finite number, or if the frame lacks a key that
   *     was named
   */
  public OptionalDouble of(Frame frame) {
    InfoValue value = frame.info().get(name);
    if (value == null) {
      if (required) {
        String found =
            frame.info().isEmpty()
                ? "no keys"
                : "other keys only: " + String.join(", ", frame.info().keySet());
        throw XyzFormatException.atKey(frame.location(), name, found, "an energy in eV");
      }
      return OptionalDouble.empty();
    }
    OptionalDouble energy = value.real();
    if (energy.isEmpty()) {
      throw XyzFormatException.atKey(
          frame.location(),
          name,
          XyzFormatException.quote(value.text()),
          "an energy in eV, a finite real number");
    }
    return energy;
  }

  @Override
  public String toString() {
    return name;
  }
}
