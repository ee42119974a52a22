package vane.equivariant;

/**
 * How near atoms of each two elements come in training.
 *
 * <p>Two distances tell it. The shortest one known is the tenth contact, from the nearest on (an
 * earlier one where there are fewer than a thousand), so that one odd frame does not make a range:
 * what is nearer is flagged. The inner one, which one contact in a hundred is below, is where the
 * radial functions begin to come to rest, so that their slopes are learnt where there are examples.
 * Immutable and thread-safe.
 */
final class PairDistances {
  /** The inner distance for two elements that never meet. */
  private static final double UNSEEN_INNER_ANGSTROM = 1.0;

  /** The inner distance is not below this, as radial functions come to rest δ below it. */
  private static final double LEAST_INNER_ANGSTROM = RadialBasis.INNER_WIDTH_ANGSTROM;

  /** So many contacts make a distance known, or one in a hundred if that is fewer. */
  private static final long CONTACTS = 10;

  private static final double INNER_SHARE = 0.01;

  private final int species;
  private final double[] shortest;
  private final double[] inner;

  private PairDistances(int species, double[] shortest, double[] inner) {
    this.species = species;
    this.shortest = shortest;
    this.inner = inner;
  }

  /**
   * The distances as a model file holds them.
   *
   * @param shortest {@code [species × species]} in Å, the cutoff where there is none
   * @param inner {@code [species × species]} in Å
   */
  static PairDistances of(int species, double[] shortest, double[] inner) {
    return new PairDistances(species, shortest.clone(), inner.clone());
  }

  /** Counts of contacts by distance; counts of parts can be added. */
  static final class Counts {
    private static final double BIN_ANGSTROM = 0.001;

    private final int species;
    private final double cutoff;
    private final long[][] counts;

    Counts(int species, double cutoffAngstrom) {
      this.species = species;
      this.cutoff = cutoffAngstrom;
      this.counts = new long[species * species][1 + (int) (cutoffAngstrom / BIN_ANGSTROM)];
    }

    void add(AtomBatch batch) {
      for (int i = 0; i < batch.size(); i++) {
        for (int a = 0; a < species; a++) {
          long[] pair = counts[batch.speciesOfAtom[i] * species + a];
          for (int e = batch.start(i, a); e < batch.start(i, a + 1); e++) {
            pair[(int) (batch.distances[e] / BIN_ANGSTROM)]++;
          }
        }
      }
    }

    void merge(Counts other) {
      for (int pair = 0; pair < counts.length; pair++) {
        for (int bin = 0; bin < counts[pair].length; bin++) {
          counts[pair][bin] += other.counts[pair][bin];
        }
      }
    }

    PairDistances distances() {
      double[] shortest = new double[counts.length];
      double[] inner = new double[counts.length];
      for (int pair = 0; pair < counts.length; pair++) {
        long total = 0;
        for (long count : counts[pair]) {
          total += count;
        }
        long share = (long) (INNER_SHARE * total);
        long known = Math.max(1, Math.min(CONTACTS, share));
        boolean unseen = total == 0;
        shortest[pair] = unseen ? cutoff : below(counts[pair], known);
        inner[pair] =
            unseen
                ? Math.min(UNSEEN_INNER_ANGSTROM, cutoff / 2)
                : Math.max(LEAST_INNER_ANGSTROM, below(counts[pair], Math.max(known, share)));
      }
      return new PairDistances(species, shortest, inner);
    }

    /** The beginning of the bin of the contact of a rank. */
    private static double below(long[] counts, long rank) {
      long seen = 0;
      int bin = -1;
      while (seen < rank) {
        bin++;
        seen += counts[bin];
      }
      return bin * BIN_ANGSTROM;
    }
  }

  /** {@code [species × species]} in Å (a copy). */
  double[] shortest() {
    return shortest.clone();
  }

  /** {@code [species × species]} in Å (a copy). */
  double[] inner() {
    return inner.clone();
  }

  /** The shortest distance known, in Å; the cutoff if the elements never meet. */
  double shortest(int centre, int neighbour) {
    return shortest[centre * species + neighbour];
  }

  /** Where the radial functions begin to come to rest, in Å. */
  double inner(int centre, int neighbour) {
    return inner[centre * species + neighbour];
  }

  /** Where the repulsion begins, in Å: below all that is known. */
  double repulsion(int centre, int neighbour) {
    int pair = centre * species + neighbour;
    return Math.min(inner[pair], shortest[pair]) - RadialBasis.INNER_WIDTH_ANGSTROM;
  }

  /** For each element of centres and of neighbours, the radial functions. */
  RadialBasis[][] radialBases(BasisSettings settings) {
    RadialBasis[][] bases = new RadialBasis[species][species];
    for (int a = 0; a < species; a++) {
      for (int b = 0; b < species; b++) {
        bases[a][b] = new RadialBasis(settings, inner(a, b), inner(a, b));
      }
    }
    return bases;
  }
}
