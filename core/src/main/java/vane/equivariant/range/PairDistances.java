package vane.equivariant.range;

import vane.equivariant.invariant.AtomBatch;
import vane.equivariant.invariant.RadialBasis;

/**
 * How near atoms of each two elements come in training.
 *
 * <p>Two distances tell it. The shortest one known is the tenth contact, from the nearest on (an
 * earlier one where there are fewer than a thousand), so that one odd frame does not make a range:
 * what is nearer is flagged. The inner one, which one contact in a hundred is below, is where the
 * radial functions begin to come to rest, so that their slopes are learnt where there are examples.
 * Immutable and thread-safe.
 */
public final class PairDistances {
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
   * @param species how many elements there are
   * @param cutoffAngstrom the cutoff, in Å
   * @param shortest {@code [species × species]} in Å, the cutoff where there is none; copied
   * @param inner {@code [species × species]} in Å; copied
   * @return the distances
   * @throws IllegalArgumentException if there are not as many distances as pairs, or one is out of
   *     range
   */
  public static PairDistances of(
      int species, double cutoffAngstrom, double[] shortest, double[] inner) {
    if (species == 0 || shortest.length != species * species || inner.length != species * species) {
      throw new IllegalArgumentException(
          shortest.length
              + " and "
              + inner.length
              + " distances for "
              + species
              + " elements, expected one per pair");
    }
    for (int pair = 0; pair < inner.length; pair++) {
      if (!(inner[pair] > 0
          && inner[pair] < cutoffAngstrom
          && shortest[pair] >= 0
          && shortest[pair] <= cutoffAngstrom)) {
        throw new IllegalArgumentException(
            "distances "
                + shortest[pair]
                + " and "
                + inner[pair]
                + " Å, expected from zero to the"
                + " cutoff");
      }
    }
    return new PairDistances(species, shortest.clone(), inner.clone());
  }

  /** Counts of contacts by distance; counts of parts can be added. */
  public static final class Counts {
    private static final double BIN_ANGSTROM = 0.001;

    private final int species;
    private final double cutoff;
    private final long[][] counts;

    /**
     * No contacts.
     *
     * @param species how many elements there are
     * @param cutoffAngstrom no contact is longer, in Å
     */
    public Counts(int species, double cutoffAngstrom) {
      this.species = species;
      this.cutoff = cutoffAngstrom;
      this.counts = new long[species * species][bins(cutoffAngstrom)];
    }

    /**
     * How many bins of distance there are for each two elements.
     *
     * @param cutoffAngstrom no contact is longer, in Å
     * @return the number
     */
    public static int bins(double cutoffAngstrom) {
      return 1 + (int) (cutoffAngstrom / BIN_ANGSTROM);
    }

    /**
     * Counts the contacts of a batch.
     *
     * @param batch the atoms; not modified
     */
    public void add(AtomBatch batch) {
      for (int i = 0; i < batch.size(); i++) {
        for (int a = 0; a < species; a++) {
          long[] pair = counts[batch.speciesOf(i) * species + a];
          for (int e = batch.start(i, a); e < batch.start(i, a + 1); e++) {
            pair[(int) (batch.distance(e) / BIN_ANGSTROM)]++;
          }
        }
      }
    }

    /**
     * Adds the contacts that others have counted. The result does not depend on the order.
     *
     * @param other counts of the same elements and cutoff; not modified
     */
    public void merge(Counts other) {
      for (int pair = 0; pair < counts.length; pair++) {
        add(pair, other.counts[pair]);
      }
    }

    /**
     * The counts of two elements.
     *
     * @param pair centre · species + neighbour
     * @return one per bin of distance (a copy)
     */
    public long[] ofPair(int pair) {
      return counts[pair].clone();
    }

    /**
     * Adds the counts of two elements that others have found.
     *
     * @param pair centre · species + neighbour
     * @param found what {@link #ofPair} of counts of the same elements and cutoff gave
     * @throws IllegalArgumentException if there are not as many bins
     */
    public void add(int pair, long[] found) {
      if (found.length != counts[pair].length) {
        throw new IllegalArgumentException(
            found.length + " bins of distances, expected " + counts[pair].length);
      }
      for (int bin = 0; bin < found.length; bin++) {
        counts[pair][bin] += found[bin];
      }
    }

    /**
     * The two distances of each pair of elements.
     *
     * @return the distances
     */
    public PairDistances distances() {
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

  /**
   * All shortest distances.
   *
   * @return {@code [species × species]} in Å, the cutoff where there is none (a copy)
   */
  public double[] shortest() {
    return shortest.clone();
  }

  /**
   * All inner distances.
   *
   * @return {@code [species × species]} in Å (a copy)
   */
  public double[] inner() {
    return inner.clone();
  }

  /**
   * The shortest distance known.
   *
   * @param centre the number of an element
   * @param neighbour the number of another, or the same
   * @return in Å; the cutoff if the elements never meet
   */
  public double shortest(int centre, int neighbour) {
    return shortest[centre * species + neighbour];
  }

  /**
   * Where the radial functions begin to come to rest.
   *
   * @param centre the number of an element
   * @param neighbour the number of another, or the same
   * @return in Å
   */
  public double inner(int centre, int neighbour) {
    return inner[centre * species + neighbour];
  }

  /**
   * Where the repulsion begins: below all that is known.
   *
   * @param centre the number of an element
   * @param neighbour the number of another, or the same
   * @return in Å
   */
  public double repulsion(int centre, int neighbour) {
    int pair = centre * species + neighbour;
    return Math.min(inner[pair], shortest[pair]) - RadialBasis.INNER_WIDTH_ANGSTROM;
  }
}
