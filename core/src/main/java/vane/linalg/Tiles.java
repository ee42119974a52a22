package vane.linalg;

/** Cuts 0…size into tiles of fixed width, the last as wide as is left. */
record Tiles(int from, int size, int width) {
  int count() {
    return (Math.max(size - from, 0) + width - 1) / width;
  }

  int start(int tile) {
    return from + tile * width;
  }

  int end(int tile) {
    return Math.min(size, start(tile) + width);
  }
}
