package vane.io.xyz;

import java.util.Optional;

/** What a column of an extended XYZ file holds. */
public enum ColumnType {
  /** Real numbers, {@code R}. */
  REAL('R'),
  /** Whole numbers of up to 64 bits, {@code I}. */
  INTEGER('I'),
  /** True or false, {@code L}. */
  LOGICAL('L'),
  /** Words without spaces, {@code S}. */
  STRING('S');

  private final char letter;

  ColumnType(char letter) {
    this.letter = letter;
  }

  /**
   * The letter that stands for the type in {@code Properties}.
   *
   * @return R, I, L or S
   */
  public char letter() {
    return letter;
  }

  static Optional<ColumnType> parse(String text) {
    for (ColumnType type : values()) {
      if (text.length() == 1 && text.charAt(0) == type.letter) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
