package vane.alignment;

import java.util.Arrays;
import java.util.Locale;
import vane.InputException;

/** Which matrices may turn a reference neighbourhood. */
public enum RotationGroup {
  /** Rotations and reflections, as equation (1) of the method is written. */
  ORTHOGONAL,
  /** Rotations only (determinant +1), with the correction of Arun et al. (1987). */
  PROPER;

  /**
   * The word for the command line and model files.
   *
   * @return {@code orthogonal} or {@code proper}
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The group that a word names.
   *
   * @param label {@code orthogonal} or {@code proper}
   * @return the group
   * @throws InputException if it is another word
   */
  public static RotationGroup parse(String label) {
    return Arrays.stream(values())
        .filter(group -> group.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "found rotations '" + label + "', expected orthogonal or proper"));
  }
}
