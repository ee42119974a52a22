package vane.cli.program;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Which of several names was meant by one that is not among them. */
final class NearestName {
  private NearestName() {}

  /**
   * The nearest name.
   *
   * @param typed what was typed, with or without leading hyphens
   * @param names the names that there are
   * @return the one that is nearest, if any is near: few letters differ, or one begins the other
   */
  static Optional<String> of(String typed, Collection<String> names) {
    String wanted = letters(typed);
    return names.stream()
        .filter(name -> isNear(wanted, letters(name)))
        .min(
            Comparator.comparingInt((String name) -> distance(wanted, letters(name)))
                .thenComparing(Comparator.naturalOrder()));
  }

  private static String letters(String name) {
    return name.replaceFirst("^-+", "");
  }

  private static boolean isNear(String wanted, String name) {
    int shorter = Math.min(wanted.length(), name.length());
    int longer = Math.max(wanted.length(), name.length());
    boolean begins = shorter >= 3 && (wanted.startsWith(name) || name.startsWith(wanted));
    return begins || shorter >= 2 && distance(wanted, name) <= (longer + 1) / 3;
  }

  /** Insertions, deletions, replacements and swaps of neighbours that make one of the other. */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        d[i][j] = Math.min(replaced, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
