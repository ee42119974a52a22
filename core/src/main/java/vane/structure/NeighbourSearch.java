package vane.structure;

/**
 * Finds all neighbours of an atom within a cutoff, by linked cells.
 *
 * <p>Space is cut into bins along the lattice vectors (along x, y and z where there is no periodic
 * cell). Two points that are Δ apart in a fractional coordinate are at least Δ times the height of
 * the cell apart, so only bins within {@code reach} can hold neighbours. In a periodic direction
 * the bins go round, and each round adds one lattice vector; a cell smaller than the cutoff is one
 * bin that is visited for several images. Small finite structures are simply gone through.
 *
 * <p>Immutable and thread-safe; the row that is filled belongs to the caller.
 */
final class NeighbourSearch {
  /** Up to this many atoms, going through a finite structure is faster than making bins. */
  private static final int BRUTE_FORCE_LIMIT = 48;

  /** Keeps a pair at exactly the cutoff from being lost to rounding of the bins. */
  private static final double ROUNDING_MARGIN = 1 + 1e-9;

  private final WrappedPositions positions;
  private final int atoms;
  private final double cutoff;
  private final double cutoffSquared;
  private final boolean bruteForce;

  private final int[] bins = new int[3];
  private final int[] reach = new int[3];
  private int[] binOfAtom;
  private int[] binStart;
  private int[] atomsByBin;

  NeighbourSearch(Structure structure, double cutoffAngstrom) {
    if (!(cutoffAngstrom > 0)) {
      throw new IllegalArgumentException("cutoff " + cutoffAngstrom + " Å, expected above 0");
    }
    positions = new WrappedPositions(structure);
    atoms = structure.size();
    cutoff = cutoffAngstrom;
    cutoffSquared = cutoffAngstrom * cutoffAngstrom;
    if (!structure.cell().map(Cell::isPeriodic).orElse(false)) {
      bruteForce = atoms <= BRUTE_FORCE_LIMIT || Double.isInfinite(cutoff);
    } else {
      if (Double.isInfinite(cutoff)) {
        throw new IllegalArgumentException("an infinite cutoff in a periodic cell");
      }
      bruteForce = false;
    }
    if (!bruteForce) {
      fillBins();
    }
  }

  private void fillBins() {
    double[] low = new double[3];
    double[] extent = new double[3];
    for (int d = 0; d < 3; d++) {
      double min = Double.POSITIVE_INFINITY;
      double max = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < atoms; i++) {
        min = Math.min(min, positions.fractional(i, d));
        max = Math.max(max, positions.fractional(i, d));
      }
      boolean whole = positions.isPeriodic(d) || atoms == 0;
      low[d] = whole ? 0 : min;
      extent[d] = whole ? 1 : max - min;
    }
    chooseBins(extent);

    binOfAtom = new int[3 * atoms];
    int total = bins[0] * bins[1] * bins[2];
    binStart = new int[total + 1];
    for (int i = 0; i < atoms; i++) {
      for (int d = 0; d < 3; d++) {
        double place = extent[d] > 0 ? (positions.fractional(i, d) - low[d]) / extent[d] : 0;
        binOfAtom[3 * i + d] = Math.max(0, Math.min(bins[d] - 1, (int) (place * bins[d])));
      }
      binStart[flatBin(binOfAtom[3 * i], binOfAtom[3 * i + 1], binOfAtom[3 * i + 2]) + 1]++;
    }
    for (int b = 0; b < total; b++) {
      binStart[b + 1] += binStart[b];
    }
    int[] next = binStart.clone();
    atomsByBin = new int[atoms];
    for (int i = 0; i < atoms; i++) {
      int bin = flatBin(binOfAtom[3 * i], binOfAtom[3 * i + 1], binOfAtom[3 * i + 2]);
      atomsByBin[next[bin]++] = i;
    }
  }

  /** As many bins as fit at a cutoff each, but not many more than there are atoms. */
  private void chooseBins(double[] extent) {
    double[] length = new double[3];
    for (int d = 0; d < 3; d++) {
      length[d] = extent[d] * positions.height(d);
      bins[d] = (int) Math.max(1, Math.min(1 << 20, length[d] / (cutoff * ROUNDING_MARGIN)));
    }
    while ((long) bins[0] * bins[1] * bins[2] > 2L * atoms + 64) {
      int most = bins[0] >= bins[1] && bins[0] >= bins[2] ? 0 : bins[1] >= bins[2] ? 1 : 2;
      bins[most] = (bins[most] + 1) / 2;
    }
    for (int d = 0; d < 3; d++) {
      double width = length[d] / bins[d];
      reach[d] =
          positions.isPeriodic(d) || bins[d] > 1
              ? (int) Math.ceil(cutoff * ROUNDING_MARGIN / width)
              : 0;
    }
  }

  private int flatBin(int a, int b, int c) {
    return (a * bins[1] + b) * bins[2] + c;
  }

  /**
   * All neighbours of an atom, in no particular order.
   *
   * @param row cleared, then filled
   * @throws CoincidentAtomsException if a neighbour is at the same place
   */
  void collect(int atom, NeighbourRow row) {
    row.clear();
    if (bruteForce) {
      for (int other = 0; other < atoms; other++) {
        if (other != atom) {
          positions.consider(atom, other, 0, 0, 0, cutoffSquared, row);
        }
      }
      return;
    }
    for (int a = -reach[0]; a <= reach[0]; a++) {
      int binA = binOfAtom[3 * atom] + a;
      int turnsA = Math.floorDiv(binA, bins[0]);
      if (turnsA != 0 && !positions.isPeriodic(0)) {
        continue;
      }
      for (int b = -reach[1]; b <= reach[1]; b++) {
        int binB = binOfAtom[3 * atom + 1] + b;
        int turnsB = Math.floorDiv(binB, bins[1]);
        if (turnsB != 0 && !positions.isPeriodic(1)) {
          continue;
        }
        for (int c = -reach[2]; c <= reach[2]; c++) {
          int binC = binOfAtom[3 * atom + 2] + c;
          int turnsC = Math.floorDiv(binC, bins[2]);
          if (turnsC != 0 && !positions.isPeriodic(2)) {
            continue;
          }
          int bin =
              flatBin(binA - turnsA * bins[0], binB - turnsB * bins[1], binC - turnsC * bins[2]);
          collectBin(atom, bin, turnsA, turnsB, turnsC, row);
        }
      }
    }
  }

  private void collectBin(int atom, int bin, int turnsA, int turnsB, int turnsC, NeighbourRow row) {
    boolean home = turnsA == 0 && turnsB == 0 && turnsC == 0;
    double shiftX = positions.shift(turnsA, turnsB, turnsC, 0);
    double shiftY = positions.shift(turnsA, turnsB, turnsC, 1);
    double shiftZ = positions.shift(turnsA, turnsB, turnsC, 2);
    for (int entry = binStart[bin]; entry < binStart[bin + 1]; entry++) {
      int other = atomsByBin[entry];
      if (other != atom || !home) {
        positions.consider(atom, other, shiftX, shiftY, shiftZ, cutoffSquared, row);
      }
    }
  }
}
