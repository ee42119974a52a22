package vane.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;

/**
 * Chooses the candidates that tell most, by greedy D-optimal design.
 *
 * <p>Each group g has an information matrix. It is n_g I at first, for n_g examples already learnt
 * from whose rows have unit variance, and each chosen candidate adds Zᵀ Z for its rows Z. The next
 * choice is the candidate that raises the logarithm of the determinants most, added up over the
 * groups: its gain is Σ_g log det(I + Z_g A_g⁻¹ Z_gᵀ). A candidate like one that was chosen has
 * little left to tell, so a batch does not hold the same thing twice. Of equal gains the earliest
 * candidate wins.
 *
 * <p>Gains only fall as more is chosen. So a gain of an earlier step is a bound, and only
 * candidates whose bound reaches the best gain are looked at again. The choice is that of looking
 * at all.
 *
 * <p>Immutable and thread-safe.
 */
public final class DOptimalDesign {
  /** Candidates that are looked at together; a constant, so that threads do not matter. */
  private static final int BLOCK = 8;

  /** Rounding may raise a gain by less than this share, and this much. */
  private static final double RELATIVE_SLACK = 1e-9;

  private static final double ABSOLUTE_SLACK = 1e-12;

  private final int[] sizes;
  private final double[] weights;

  /**
   * A design.
   *
   * @param sizes the length of the rows of each group, zero or more; copied
   * @param weights n_g, how many examples of each group were learnt from, above zero; copied
   * @throws IllegalArgumentException if the arrays do not belong together or a weight is not above
   *     zero
   */
  public DOptimalDesign(int[] sizes, double[] weights) {
    if (sizes.length != weights.length) {
      throw new IllegalArgumentException(
          sizes.length + " sizes and " + weights.length + " weights do not belong together");
    }
    for (double weight : weights) {
      if (!(weight > 0 && Double.isFinite(weight))) {
        throw new IllegalArgumentException(
            "found the weight " + weight + ", expected finite and above 0");
      }
    }
    this.sizes = sizes.clone();
    this.weights = weights.clone();
  }

  /**
   * Chooses candidates.
   *
   * @param candidates the candidates; not modified
   * @param count how many to choose; all if there are not so many
   * @param pool the threads; the result does not depend on how many there are
   * @param progress hears of the choices made
   * @return the choices, the most informative first
   * @throws IllegalArgumentException if the count is below zero, or a candidate has other groups
   */
  public List<Choice> choose(
      List<Candidate> candidates, int count, WorkerPool pool, ProgressListener progress) {
    if (count < 0) {
      throw new IllegalArgumentException("found the count " + count + ", expected at least 0");
    }
    candidates.forEach(this::requireFitting);
    int wanted = Math.min(count, candidates.size());
    progress.stage("choosing", wanted);
    Search search = new Search(candidates, pool);
    List<Choice> choices = new ArrayList<>();
    while (choices.size() < wanted) {
      choices.add(search.next());
      progress.advance(1);
    }
    return List.copyOf(choices);
  }

  private void requireFitting(Candidate candidate) {
    if (candidate.groups() != sizes.length) {
      throw new IllegalArgumentException(
          "found a candidate of " + candidate.groups() + " groups, expected " + sizes.length);
    }
    for (int g = 0; g < sizes.length; g++) {
      int numbers = candidate.rows(g).length;
      if (sizes[g] == 0 ? numbers > 0 : numbers % sizes[g] != 0) {
        throw new IllegalArgumentException(
            "found " + numbers + " numbers in group " + g + ", expected rows of " + sizes[g]);
      }
    }
  }

  /** Where a choice stands. */
  private final class Search {
    private final List<Candidate> candidates;
    private final WorkerPool pool;
    private final InformationFactor[] information;

    /** The last known gain of each candidate: what it tells now is no more. */
    private final double[] bounds;

    private final PriorityQueue<Integer> queue;

    Search(List<Candidate> candidates, WorkerPool pool) {
      this.candidates = candidates;
      this.pool = pool;
      this.information = new InformationFactor[sizes.length];
      for (int g = 0; g < sizes.length; g++) {
        information[g] = InformationFactor.identity(sizes[g], weights[g]);
      }
      this.bounds = new double[candidates.size()];
      Comparator<Integer> largestFirst = Comparator.comparingDouble(c -> -bounds[c]);
      this.queue = new PriorityQueue<>(largestFirst.thenComparing(Comparator.naturalOrder()));
      evaluate(IntStream.range(0, candidates.size()).toArray());
      IntStream.range(0, candidates.size()).forEach(queue::add);
    }

    Choice next() {
      List<Integer> fresh = new ArrayList<>();
      int best = -1;
      int[] block = takeBlock(Double.NEGATIVE_INFINITY);
      while (block.length > 0) {
        evaluate(block);
        for (int candidate : block) {
          fresh.add(candidate);
          best = better(candidate, best) ? candidate : best;
        }
        block = takeBlock(bounds[best]);
      }
      for (int candidate : fresh) {
        if (candidate != best) {
          queue.add(candidate);
        }
      }
      for (int g = 0; g < sizes.length; g++) {
        information[g].add(candidates.get(best).rows(g));
      }
      return new Choice(best, bounds[best]);
    }

    private boolean better(int candidate, int best) {
      return best < 0
          || bounds[candidate] > bounds[best]
          || bounds[candidate] == bounds[best] && candidate < best;
    }

    /** The next candidates whose gain may reach what is known. */
    private int[] takeBlock(double gain) {
      int[] block = new int[BLOCK];
      int taken = 0;
      while (taken < BLOCK && !queue.isEmpty() && mayReach(queue.peek(), gain)) {
        block[taken++] = queue.remove();
      }
      return Arrays.copyOf(block, taken);
    }

    private boolean mayReach(int candidate, double gain) {
      return bounds[candidate] * (1 + RELATIVE_SLACK) + ABSOLUTE_SLACK >= gain;
    }

    private void evaluate(int[] numbers) {
      pool.run(numbers.length, i -> bounds[numbers[i]] = gain(candidates.get(numbers[i])));
    }

    private double gain(Candidate candidate) {
      double gain = 0;
      for (int g = 0; g < sizes.length; g++) {
        gain += information[g].gain(candidate.rows(g));
      }
      return gain;
    }
  }
}
