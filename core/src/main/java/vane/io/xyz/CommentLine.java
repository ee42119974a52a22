package vane.io.xyz;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The second line of a frame, taken apart into keys and values.
 *
 * <p>Reads both what the specification writes ({@code "…"}, {@code […]}, {@code {…}}, bare words,
 * spaces around the equals sign, backslash escapes) and what ASE writes (keys that stand alone,
 * single quotes, values left empty).
 */
final class CommentLine {
  private static final Pattern NEXT_PAIR = Pattern.compile("[A-Za-z_][\\w-]*\\s*=.*");

  /** A line that is not a list of keys and values. */
  static final class SyntaxException extends Exception {
    private static final long serialVersionUID = 1L;
    private final String found;
    private final String expected;

    SyntaxException(String found, String expected) {
      super(found + ", " + expected);
      this.found = found;
      this.expected = expected;
    }

    String found() {
      return found;
    }

    String expected() {
      return expected;
    }
  }

  private final String line;
  private final Map<String, InfoValue> entries = new LinkedHashMap<>();
  private int at;

  private CommentLine(String line) {
    this.line = line;
  }

  /**
   * The keys and values of a line.
   *
   * @param line the line without its end
   * @return keys and values in the order of the line
   * @throws SyntaxException if the line cannot be read so
   */
  static Map<String, InfoValue> parse(String line) throws SyntaxException {
    CommentLine comment = new CommentLine(line);
    comment.parse();
    return comment.entries;
  }

  private void parse() throws SyntaxException {
    for (skipSpace(); at < line.length(); skipSpace()) {
      String key = key();
      skipSpace();
      if (at < line.length() && line.charAt(at) == '=') {
        at++;
        InfoValue value = value();
        if (entries.putIfAbsent(key, value) != null) {
          throw new SyntaxException(
              "the key " + XyzFormatException.quote(key) + " twice", "each key once");
        }
      } else {
        entries.putIfAbsent(key, InfoValue.flag());
      }
    }
  }

  private void skipSpace() {
    while (at < line.length() && isSpace(line.charAt(at))) {
      at++;
    }
  }

  private static boolean isSpace(char c) {
    return c <= ' ';
  }

  private String key() throws SyntaxException {
    int start = at;
    if (line.charAt(at) == '"') {
      skipQuoted();
      return InfoValue.ofSource(line.substring(start, at)).text();
    }
    while (at < line.length() && !isSpace(line.charAt(at)) && line.charAt(at) != '=') {
      at++;
    }
    if (at == start) {
      throw new SyntaxException("'=' with nothing before it in the comment line", "a key");
    }
    return line.substring(start, at);
  }

  private InfoValue value() throws SyntaxException {
    int equals = at;
    skipSpace();
    // "config= energy=1": an empty value, as ASE writes it, and not the value "energy=1".
    boolean empty =
        at == line.length()
            || at > equals && NEXT_PAIR.matcher(line).region(at, line.length()).matches();
    if (empty) {
      return InfoValue.ofSource("");
    }
    int start = at;
    char first = line.charAt(at);
    if (first == '"' || first == '\'' && closesLater()) {
      skipQuoted();
    } else if (first == '{' || first == '[') {
      skipBracketed();
    } else {
      skipBare();
    }
    if (at < line.length() && !isSpace(line.charAt(at))) {
      throw new SyntaxException(
          XyzFormatException.quote(line.substring(at)) + " right behind a value", "a space");
    }
    return InfoValue.ofSource(line.substring(start, at));
  }

  /** Whether a single quote is a quotation mark and not an apostrophe that begins a word. */
  private boolean closesLater() {
    int close = line.indexOf('\'', at + 1);
    return close >= 0 && (close + 1 == line.length() || isSpace(line.charAt(close + 1)));
  }

  private void skipQuoted() throws SyntaxException {
    int start = at;
    char quote = line.charAt(at);
    for (at++; at < line.length(); at++) {
      char c = line.charAt(at);
      if (c == '\\') {
        at++;
      } else if (c == quote) {
        at++;
        return;
      }
    }
    throw new SyntaxException(
        "an open quote: " + XyzFormatException.quote(line.substring(start)), "a closing " + quote);
  }

  private void skipBracketed() throws SyntaxException {
    int start = at;
    StringBuilder open = new StringBuilder();
    while (at < line.length()) {
      char c = line.charAt(at);
      if (c == '"') {
        skipQuoted();
        continue;
      }
      if (c == '\\') {
        at++;
      } else if (c == '[' || c == '{') {
        open.append(c == '[' ? ']' : '}');
      } else if (c == ']' || c == '}') {
        int last = open.length() - 1;
        if (open.charAt(last) != c) {
          break;
        }
        open.setLength(last);
        if (last == 0) {
          at++;
          return;
        }
      }
      at++;
    }
    throw new SyntaxException(
        "an open bracket: " + XyzFormatException.quote(line.substring(start)),
        "a closing " + open.charAt(open.length() - 1));
  }

  private void skipBare() {
    while (at < line.length() && !isSpace(line.charAt(at))) {
      at += line.charAt(at) == '\\' ? 2 : 1;
    }
    at = Math.min(at, line.length());
  }
}
