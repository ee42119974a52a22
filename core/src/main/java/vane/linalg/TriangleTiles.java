package vane.linalg;

/**
 * The tiles of a lower triangle, those on the diagonal included, numbered row of tiles by row of
 * tiles.
 */
record TriangleTiles(Tiles side) {
  int count() {
    return side.count() * (side.count() + 1) / 2;
  }

  /** Which row of tiles a tile is in, from 0. */
  int row(int tile) {
    int row = (int) ((Math.sqrt(8.0 * tile + 1) - 1) / 2);
    // The root may be rounded over a whole number.
    while (first(row) > tile) {
      row--;
    }
    while (first(row + 1) <= tile) {
      row++;
    }
    return row;
  }

  /** Which column of tiles a tile is in, from 0. */
  int column(int tile) {
    return tile - first(row(tile));
  }

  private static int first(int row) {
    return row * (row + 1) / 2;
  }
}
