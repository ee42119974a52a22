package vane.io.xyz;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A value of the comment line of a frame.
 *
 * <p>Immutable. It keeps the text of the file exactly as it was, quotes and brackets included, so
 * that a value which nothing here understands is written again unchanged. The views are for those
 * who know what the value should be.
 */
public final class InfoValue {
  private static final String JSON_PREFIX = "_JSON";

  /** The text behind the equals sign; empty for a flag, a key that stands alone. */
  private final String source;

  private InfoValue(String source) {
    this.source = source;
  }

  /**
   * A text.
   *
   * @param text any text; it is quoted where the format needs it
   * @return the value
   */
  public static InfoValue of(String text) {
    return new InfoValue(encoded(text));
  }

  /**
   * A real number.
   *
   * @param value a finite number
   * @return the value
   */
  public static InfoValue of(double value) {
    StringBuilder text = new StringBuilder();
    Decimal.append(text, value);
    return new InfoValue(text.toString());
  }

  /**
   * A whole number.
   *
   * @param value the number
   * @return the value
   */
  public static InfoValue of(long value) {
    return new InfoValue(Long.toString(value));
  }

  /**
   * True or false.
   *
   * @param value the flag
   * @return the value
   */
  public static InfoValue of(boolean value) {
    return new InfoValue(value ? "T" : "F");
  }

  /**
   * Real numbers.
   *
   * @param values finite numbers, at least one
   * @return the value
   */
  public static InfoValue of(double... values) {
    StringBuilder text = new StringBuilder("\"");
    for (double value : values) {
      text.append(text.length() > 1 ? " " : "");
      Decimal.append(text, value);
    }
    return new InfoValue(text.append('"').toString());
  }

  /**
   * What a key has that stands alone, which ASE reads as true.
   *
   * @return the value
   */
  public static InfoValue flag() {
    return new InfoValue("");
  }

  /**
   * The value whose text in a file, quotes and all, is this; never a flag.
   *
   * @param source as {@link #source()} gives it
   * @return the value
   */
  public static InfoValue ofSource(String source) {
    boolean quoted = source.length() > 1 && "\"'{[".indexOf(source.charAt(0)) >= 0;
    // A backslash at the end of a line would swallow the space that follows in what is written.
    if (source.isEmpty() || (!quoted && source.endsWith("\\"))) {
      return of(source);
    }
    return new InfoValue(source);
  }

  /**
   * The text as the file holds it.
   *
   * @return with quotes, brackets and escapes; empty for a flag
   */
  public String source() {
    return source;
  }

  /**
   * Whether the key stands alone, without an equals sign.
   *
   * @return true if it does
   */
  public boolean isFlag() {
    return source.isEmpty();
  }

  /**
   * The text without its quotes or braces and with escapes undone. Square brackets stay.
   *
   * @return the text; {@code T} for a flag
   */
  public String text() {
    if (isFlag()) {
      return "T";
    }
    char first = source.charAt(0);
    int last = source.length() - 1;
    if (first == '"' && last > 0 || first == '\'' && last > 0 && source.charAt(last) == '\'') {
      return unescaped(source.substring(1, last));
    }
    if (first == '{' && source.charAt(last) == '}') {
      return source.substring(1, last);
    }
    return first == '[' ? source : unescapedBare(source);
  }

  /**
   * The value as one real number.
   *
   * @return the number, or nothing if the value is something else or not finite
   */
  public OptionalDouble real() {
    double value = Decimal.parseReal(text().strip());
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /**
   * The value as real numbers, whatever brackets are around and between them.
   *
   * @return the numbers in order, or nothing if something else is among them
   */
  public Optional<double[]> reals() {
    String[] words = words();
    double[] values = new double[words.length];
    for (int i = 0; i < words.length; i++) {
      values[i] = Decimal.parseReal(words[i]);
      if (Double.isNaN(values[i])) {
        return Optional.empty();
      }
    }
    return Optional.of(values);
  }

  /**
   * The JSON text of a value that begins with {@code _JSON}.
   *
   * @return the JSON, or nothing if the value is none
   */
  public Optional<String> json() {
    String text = text();
    return text.startsWith(JSON_PREFIX)
        ? Optional.of(text.substring(JSON_PREFIX.length()).strip())
        : Optional.empty();
  }

  /** The words of the text, without brackets and commas. */
  String[] words() {
    String plain = text().replaceAll("[\\[\\]{},\\s]+", " ").strip();
    return plain.isEmpty() ? new String[0] : plain.split(" ");
  }

  /** A key or value as the format needs it: bare if it can be, otherwise quoted. */
  static String encoded(String text) {
    boolean bare =
        !text.isEmpty()
            && text.chars().allMatch(c -> c > ' ' && c != 0x7F && "=\",'{}[]\\".indexOf(c) < 0);
    if (bare) {
      return text;
    }
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  private static String unescaped(String quoted) {
    if (quoted.indexOf('\\') < 0) {
      return quoted;
    }
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < quoted.length(); i++) {
      char c = quoted.charAt(i);
      if (c == '\\' && i + 1 < quoted.length()) {
        i++;
        c = quoted.charAt(i) == 'n' ? '\n' : quoted.charAt(i);
      }
      plain.append(c);
    }
    return plain.toString();
  }

  /** In a bare text a backslash escapes only what may not stand there by itself. */
  private static String unescapedBare(String bare) {
    return bare.replaceAll("\\\\([\\s=\",{}\\[\\]\\\\])", "$1");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof InfoValue value && source.equals(value.source);
  }

  @Override
  public int hashCode() {
    return source.hashCode();
  }

  @Override
  public String toString() {
    return source;
  }
}
