package vane.evaluation;

import java.util.Arrays;

/** Two numbers of each atom that is kept one by one, with the rank of its frame in a draw. */
final class KeptPairs {
  private double[] firsts = new double[64];
  private double[] seconds = new double[64];
  private byte[] ranks = new byte[64];
  private int size;

  /** Takes an atom of a frame of this {@link FrameDraw#rank}. */
  void add(double first, double second, byte rank) {
    if (size == firsts.length) {
      int longer = size + (size >> 1);
      firsts = Arrays.copyOf(firsts, longer);
      seconds = Arrays.copyOf(seconds, longer);
      ranks = Arrays.copyOf(ranks, longer);
    }
    firsts[size] = first;
    seconds[size] = second;
    ranks[size++] = rank;
  }

  /** Takes all that another has, which stays as it is. */
  void addAll(KeptPairs other) {
    for (int i = 0; i < other.size; i++) {
      add(other.firsts[i], other.seconds[i], other.ranks[i]);
    }
  }

  /** Drops the atoms of frames that are not kept any more. */
  void drop(FrameDraw draw) {
    int next = 0;
    for (int i = 0; i < size; i++) {
      if (draw.keeps(ranks[i])) {
        firsts[next] = firsts[i];
        seconds[next] = seconds[i];
        ranks[next++] = ranks[i];
      }
    }
    size = next;
  }

  /** How many atoms are kept. */
  int size() {
    return size;
  }

  /** The first numbers in the order of taking, {@code [size]} (a copy). */
  double[] firsts() {
    return Arrays.copyOf(firsts, size);
  }

  /** The second numbers in the order of taking, {@code [size]} (a copy). */
  double[] seconds() {
    return Arrays.copyOf(seconds, size);
  }
}
