package vane.site;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares what a tutorial shows with what a command printed: the words must be the same, numbers
 * about the same, as another machine rounds otherwise. A line {@code …} stands for any lines, and
 * at the end of a line for its rest.
 *
 * @param relative by how much of the larger one two numbers may differ
 */
record ShownOutput(double relative) {
  static final String ANYTHING = "…";

  /** Numbers, with what may stand around them. */
  private static final Pattern NUMBER =
      Pattern.compile("([(\\[]*)(-?\\d[\\d_]*(?:\\.\\d+)?(?:[eE][-+]?\\d+)?)(.*)");

  /** What follows these names one of many that are nearly alike. */
  private static final Set<String> PLACES = Set.of("frame", "atom", "atoms", "and", "step");

  private static final Set<String> OF_THE_MACHINE = Set.of("s", "MB", "threads");

  /** How many say, where the smallest change of a force may add or take away some. */
  private static final double COUNT = 3;

  private static final double ABSOLUTE = 0.02;

  boolean matches(List<String> shown, List<String> printed) {
    if (shown.isEmpty()) {
      return printed.isEmpty();
    }
    String line = shown.get(0);
    List<String> rest = shown.subList(1, shown.size());
    if (line.strip().equals(ANYTHING)) {
      for (int skipped = 0; skipped <= printed.size(); skipped++) {
        if (matches(rest, printed.subList(skipped, printed.size()))) {
          return true;
        }
      }
      return false;
    }
    return !printed.isEmpty()
        && lineMatches(line, printed.get(0))
        && matches(rest, printed.subList(1, printed.size()));
  }

  boolean lineMatches(String shown, String printed) {
    String[] expected = shown.strip().split("\\s+");
    String[] found = printed.strip().split("\\s+");
    for (int i = 0; i < expected.length; i++) {
      if (expected[i].equals(ANYTHING) && i == expected.length - 1) {
        return true;
      }
      String before = i > 0 ? expected[i - 1] : "";
      boolean free = PLACES.contains(before) || isOfTheMachine(expected, i);
      if (i >= found.length || !wordMatches(expected[i], found[i], free)) {
        return false;
      }
    }
    return expected.length == found.length;
  }

  /** Whether a number is a time, a speed, a memory or a number of threads. */
  private static boolean isOfTheMachine(String[] words, int number) {
    String unit = number + 1 < words.length ? words[number + 1].replaceAll("\\W", "") : "";
    boolean speed = number + 2 < words.length && words[number + 2].equals("second");
    return speed || OF_THE_MACHINE.contains(unit);
  }

  private boolean wordMatches(String expected, String found, boolean free) {
    Matcher shown = NUMBER.matcher(expected);
    Matcher printed = NUMBER.matcher(found);
    if (!shown.matches() || !printed.matches()) {
      return expected.equals(found);
    }
    if (!shown.group(1).equals(printed.group(1)) || !shown.group(3).equals(printed.group(3))) {
      return false;
    }
    return free || near(shown.group(2), printed.group(2));
  }

  private boolean near(String expected, String found) {
    double a = Double.parseDouble(expected);
    double b = Double.parseDouble(found);
    boolean count = expected.matches("\\d+") && found.matches("\\d+");
    double allowed = Math.max(relative * Math.max(Math.abs(a), Math.abs(b)), ABSOLUTE);
    return Math.abs(a - b) <= (count ? Math.max(COUNT, allowed) : allowed);
  }
}
