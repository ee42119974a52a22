package vane.io.pipe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names under which a system gives a process its own open files. */
public final class Descriptor {
  /** What {@code -} stands for among the inputs of a command. */
  public static final Path STANDARD_INPUT = Path.of("/dev/stdin");

  /** What {@code -} stands for among the outputs of a command. */
  public static final Path STANDARD_OUTPUT = Path.of("/dev/stdout");

  private static final Pattern NUMBERED =
      Pattern.compile("/(?:dev|proc/(?:self|thread-self|([0-9]+)))/fd/([0-9]{1,9})");
  private static final int MOST_LINKS = 40;
  private static final int KIND_OF_FILE = 0170000;
  private static final int NAMED_PIPE = 0010000;
  private static final int CHARACTER_DEVICE = 0020000;

  private Descriptor() {}

  /**
   * The number of the open file that a path names, through links that lead to such a name.
   *
   * @param path any path
   * @return its number, such as 0 for {@code /dev/stdin}; nothing if it names none of this process
   */
  public static OptionalInt number(Path path) {
    Path at = path.toAbsolutePath().normalize();
    for (int links = 0; links < MOST_LINKS; links++) {
      OptionalInt number = numberOfName(at.toString());
      if (number.isPresent() || !Files.isSymbolicLink(at)) {
        return number;
      }
      try {
        at = at.resolveSibling(Files.readSymbolicLink(at)).normalize();
      } catch (IOException unreadable) {
        return OptionalInt.empty();
      }
    }
    return OptionalInt.empty();
  }

  private static OptionalInt numberOfName(String name) {
    switch (name) {
      case "/dev/stdin":
        return OptionalInt.of(0);
      case "/dev/stdout":
        return OptionalInt.of(1);
      case "/dev/stderr":
        return OptionalInt.of(2);
      default:
        Matcher matcher = NUMBERED.matcher(name);
        boolean own =
            matcher.matches()
                && (matcher.group(1) == null
                    || matcher.group(1).equals(Long.toString(ProcessHandle.current().pid())));
        return own ? OptionalInt.of(Integer.parseInt(matcher.group(2))) : OptionalInt.empty();
    }
  }

  static boolean isNamedPipe(Path path) {
    return kind(path) == NAMED_PIPE;
  }

  static boolean isCharacterDevice(Path path) {
    return kind(path) == CHARACTER_DEVICE;
  }

  /** The kind of a file as Unix numbers it; zero where that is not known. */
  private static int kind(Path path) {
    try {
      return (Integer) Files.getAttribute(path, "unix:mode") & KIND_OF_FILE;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException unknown) {
      return 0;
    }
  }
}
