package vane.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  /** Candidates that are asked for before they are needed, as asking for one takes long. */
  private static final int AHEAD = 1000;

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
    candidates.forEach(this::requireFitting);
    return choose(new HeldCandidates(candidates, pool), count, pool, progress);
  }

  /**
   * Chooses candidates that need not be in memory. The choice is that of {@link #choose(List, int,
   * WorkerPool, ProgressListener)}, bit for bit.
   *
   * <p>All of them are looked at once. After that, only those are asked for whose first gain
   * reaches the best one. Are these too many to be kept, all are looked at again, so that their
   * gains are known as they are now.
   *
   * @param candidates the candidates
   * @param count how many to choose; all if there are not so many
   * @param pool the threads; the result does not depend on how many there are
   * @param progress hears of the choices made
   * @return the choices, the most informative first
   * @throws IllegalArgumentException if the count is below zero, or a candidate has other groups
   */
  public List<Choice> choose(
      CandidatePool candidates, int count, WorkerPool pool, ProgressListener progress) {
    if (count < 0) {
      throw new IllegalArgumentException("found the count " + count + ", expected at least 0");
    }
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

  /**
   * What is known before the first choice.
   *
   * @return n_g I for each group
   */
  public Information firstInformation() {
    return Information.first(sizes, weights);
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

  /** Candidates in memory. */
  private record HeldCandidates(List<Candidate> held, WorkerPool pool) implements CandidatePool {
    @Override
    public int size() {
      return held.size();
    }

    @Override
    public double[] gains(Information known) {
      double[] gains = new double[held.size()];
      pool.run(gains.length, i -> gains[i] = known.gain(held.get(i)));
      return gains;
    }

    @Override
    public List<Candidate> candidates(int[] numbers) {
      return Arrays.stream(numbers).mapToObj(held::get).toList();
    }

    @Override
    public long mostNumbers() {
      return Long.MAX_VALUE;
    }
  }

  /** Where a choice stands. */
  private final class Search {
    private final CandidatePool candidates;
    private final WorkerPool pool;
    private final Information information = firstInformation();

    /** The last known gain of each candidate: what it tells now is no more. */
    private double[] bounds;

    private final Comparator<Integer> largestFirst;
    private PriorityQueue<Integer> queue;

    /** Candidates that were asked for, and how many numbers they hold. */
    private final Map<Integer, Candidate> held = new HashMap<>();

    private long numbers;
    private boolean crowded;

    Search(CandidatePool candidates, WorkerPool pool) {
      this.candidates = candidates;
      this.pool = pool;
      Comparator<Integer> byBound = Comparator.comparingDouble(c -> -bounds[c]);
      this.largestFirst = byBound.thenComparing(Comparator.naturalOrder());
      this.bounds = candidates.gains(information);
      this.queue = new PriorityQueue<>(Math.max(1, bounds.length), largestFirst);
      IntStream.range(0, candidates.size()).forEach(queue::add);
    }

    Choice next() {
      if (crowded) {
        lookAtAll();
      }
      List<Integer> fresh = new ArrayList<>();
      int best = -1;
      int[] block = takeBlock(Double.NEGATIVE_INFINITY);
      while (block.length > 0) {
        hold(block);
        evaluate(block);
        for (int candidate : block) {
          fresh.add(candidate);
          best = better(candidate, best) ? candidate : best;
        }
        if (numbers > candidates.mostNumbers()) {
          forgetAllBut(best);
        }
        block = takeBlock(bounds[best]);
      }
      for (int candidate : fresh) {
        if (candidate != best) {
          queue.add(candidate);
        }
      }
      information.add(held.get(best));
      numbers -= held.remove(best).numbers();
      return new Choice(best, bounds[best]);
    }

    /** Learns the gains of all that are left as they are now, so that few are asked for again. */
    private void lookAtAll() {
      int[] left = queue.stream().mapToInt(Integer::intValue).toArray();
      bounds = candidates.gains(information);
      queue = new PriorityQueue<>(Math.max(1, left.length), largestFirst);
      Arrays.stream(left).forEach(queue::add);
      crowded = false;
    }

    private void forgetAllBut(int best) {
      Candidate kept = held.get(best);
      held.clear();
      held.put(best, kept);
      numbers = kept.numbers();
      crowded = true;
    }

    /** Asks for candidates that are not held, and with them for those that come next. */
    private void hold(int[] block) {
      List<Integer> wanted = new ArrayList<>();
      for (int candidate : block) {
        if (!held.containsKey(candidate)) {
          wanted.add(candidate);
        }
      }
      if (wanted.isEmpty()) {
        return;
      }
      int needed = wanted.size();
      wanted.addAll(ahead());
      for (int from = 0; from < needed; ) {
        int[] rest = wanted.subList(from, wanted.size()).stream().mapToInt(i -> i).toArray();
        List<Candidate> found = candidates.candidates(rest);
        for (Candidate each : found) {
          requireFitting(each);
          held.put(wanted.get(from++), each);
          numbers += each.numbers();
        }
      }
    }

    /** Candidates of the largest bounds behind a block that are not held. */
    private List<Integer> ahead() {
      List<Integer> passed = new ArrayList<>();
      while (passed.size() < AHEAD && !queue.isEmpty()) {
        passed.add(queue.remove());
      }
      queue.addAll(passed);
      return passed.stream().filter(candidate -> !held.containsKey(candidate)).toList();
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

    private void evaluate(int[] block) {
      pool.run(block.length, i -> bounds[block[i]] = information.gain(held.get(block[i])));
    }
  }
}
