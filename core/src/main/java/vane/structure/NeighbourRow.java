package vane.structure;

import java.util.Arrays;

/**
 * The neighbours of one atom while they are collected and put in order.
 *
 * <p>Grows as needed and is used again for the next atom. Not thread-safe.
 */
final class NeighbourRow {
  private static final int INSERTION_LIMIT = 24;

  private int[] index = new int[64];
  private double[] displacement = new double[3 * 64];
  private double[] distance = new double[64];
  private int[] order = new int[64];
  private int[] merged = new int[64];
  private int size;

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  void add(int neighbour, double x, double y, double z, double length) {
    if (size == index.length) {
      index = Arrays.copyOf(index, 2 * size);
      displacement = Arrays.copyOf(displacement, 6 * size);
      distance = Arrays.copyOf(distance, 2 * size);
    }
    index[size] = neighbour;
    displacement[3 * size] = x;
    displacement[3 * size + 1] = y;
    displacement[3 * size + 2] = z;
    distance[size] = length;
    size++;
  }

  /** Puts the entries in order: by distance, then by index, then by displacement. */
  void sort() {
    if (order.length < size) {
      order = new int[index.length];
      merged = new int[index.length];
    }
    for (int from = 0; from < size; from += INSERTION_LIMIT) {
      insertionSort(from, Math.min(from + INSERTION_LIMIT, size));
    }
    for (int width = INSERTION_LIMIT; width < size; width *= 2) {
      for (int from = 0; from < size; from += 2 * width) {
        merge(from, Math.min(from + width, size), Math.min(from + 2 * width, size));
      }
      int[] swap = order;
      order = merged;
      merged = swap;
    }
  }

  private void insertionSort(int from, int to) {
    for (int i = from; i < to; i++) {
      int place = i;
      while (place > from && precedes(i, order[place - 1])) {
        order[place] = order[place - 1];
        place--;
      }
      order[place] = i;
    }
  }

  private void merge(int from, int middle, int to) {
    int left = from;
    int right = middle;
    for (int i = from; i < to; i++) {
      boolean takeRight = right < to && (left == middle || precedes(order[right], order[left]));
      merged[i] = order[takeRight ? right++ : left++];
    }
  }

  private boolean precedes(int a, int b) {
    if (distance[a] != distance[b]) {
      return distance[a] < distance[b];
    }
    if (index[a] != index[b]) {
      return index[a] < index[b];
    }
    for (int axis = 0; axis < 3; axis++) {
      if (displacement[3 * a + axis] != displacement[3 * b + axis]) {
        return displacement[3 * a + axis] < displacement[3 * b + axis];
      }
    }
    return false;
  }

  /** The neighbour at a rank after {@link #sort}. */
  int neighbour(int rank) {
    return index[order[rank]];
  }

  /** A component of the displacement of the neighbour at a rank after {@link #sort}, in Å. */
  double displacement(int rank, int axis) {
    return displacement[3 * order[rank] + axis];
  }

  /** The distance of the neighbour at a rank after {@link #sort}, in Å. */
  double distance(int rank) {
    return distance[order[rank]];
  }
}
