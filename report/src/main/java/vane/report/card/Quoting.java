package vane.report.card;

/** Names of files in lines that people copy. */
final class Quoting {
  private Quoting() {}

  /** As a word of a POSIX shell. */
  static String shell(String name) {
    String word = name.startsWith("-") ? "./" + name : name;
    return word.matches("[A-Za-z0-9._/+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /** As a string of Python. */
  static String python(String name) {
    return "'" + name.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
