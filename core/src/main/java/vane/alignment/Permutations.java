package vane.alignment;

/** All permutations of M things in lexicographic order; the place in that order is the rank. */
final class Permutations {
  private static final int[][] TABLES = new int[Neighbourhoods.MAX_NEIGHBOURS + 1][];

  static {
    for (int m = 1; m <= Neighbourhoods.MAX_NEIGHBOURS; m++) {
      TABLES[m] = build(m);
    }
  }

  private Permutations() {}

  /** The table [M! × M], shared: not to be modified. */
  static int[] table(int m) {
    return TABLES[m];
  }

  static int count(int m) {
    return TABLES[m].length / m;
  }

  static int inversions(int m, int rank) {
    int[] table = TABLES[m];
    int inversions = 0;
    for (int i = 0; i < m; i++) {
      for (int j = i + 1; j < m; j++) {
        if (table[rank * m + i] > table[rank * m + j]) {
          inversions++;
        }
      }
    }
    return inversions;
  }

  private static int[] build(int m) {
    int count = 1;
    for (int i = 2; i <= m; i++) {
      count *= i;
    }
    int[] table = new int[count * m];
    for (int rank = 0; rank < count; rank++) {
      boolean[] used = new boolean[m];
      int rest = rank;
      int block = count;
      for (int k = 0; k < m; k++) {
        block /= m - k;
        table[rank * m + k] = takeUnused(used, rest / block);
        rest %= block;
      }
    }
    return table;
  }

  private static int takeUnused(boolean[] used, int skip) {
    int left = skip;
    for (int i = 0; ; i++) {
      if (!used[i] && left-- == 0) {
        used[i] = true;
        return i;
      }
    }
  }
}
