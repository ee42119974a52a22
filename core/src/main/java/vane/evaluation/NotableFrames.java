package vane.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Chooses some frames of many to look at: the worst, the most uncertain, those with the most
 * flagged atoms, and typical ones, drawn at random. All of them, if they are few enough.
 *
 * <p>It sees one frame after another and keeps at most four times as many as it chooses. The choice
 * depends on nothing but the frames and their order. Not safe for use by several threads.
 */
public final class NotableFrames {
  private final int mostFrames;
  private final long mostAtoms;
  private final Function<PredictedFrame, OptionalDouble> error;
  private final Map<Reason, Best> best = new EnumMap<>(Reason.class);
  private long seen;

  /** Why a frame was chosen. */
  public enum Reason {
    /** Its error, or that of one of its atoms, is among the largest. */
    WORST("worst"),
    /** Its largest uncertainty is among the largest. */
    UNCERTAIN("most uncertain"),
    /** It has many atoms outside of what the model was trained on. */
    FLAGGED("flagged"),
    /** It was drawn at random. */
    TYPICAL("typical");

    private final String label;

    Reason(String label) {
      this.label = label;
    }

    /**
     * The words for it.
     *
     * @return such as {@code most uncertain}
     */
    public String label() {
      return label;
    }
  }

  /**
   * A frame that was chosen.
   *
   * @param frame the frame
   * @param reason why
   */
  public record Chosen(PredictedFrame frame, Reason reason) {}

  private record Candidate(PredictedFrame frame, long number, double score) {}

  /** The frames with the highest scores. */
  private static final class Best {
    private final TreeSet<Candidate> candidates =
        new TreeSet<>(
            Comparator.comparingDouble((Candidate each) -> -each.score())
                .thenComparingLong(Candidate::number));
    private long atoms;

    void add(Candidate candidate, int mostFrames, long mostAtoms) {
      candidates.add(candidate);
      atoms += candidate.frame().structure().size();
      while (candidates.size() > mostFrames || atoms > mostAtoms && candidates.size() > 1) {
        atoms -= candidates.pollLast().frame().structure().size();
      }
    }
  }

  /**
   * A choice among frames that are still to come. Those with the largest {@link
   * PredictedFrame#error} are the worst.
   *
   * @param mostFrames how many are chosen at most, at least 1
   * @param mostAtoms how many atoms they have together at most; one frame is always chosen
   */
  public NotableFrames(int mostFrames, long mostAtoms) {
    this(mostFrames, mostAtoms, PredictedFrame::error);
  }

  /**
   * As above, but those with the largest {@link PredictedFrame#largestError} of an atom are the
   * worst, or where models predict directions alone those with the largest mean angle.
   *
   * @param mostFrames how many are chosen at most, at least 1
   * @param mostAtoms how many atoms they have together at most; one frame is always chosen
   * @return a choice among frames that are still to come
   */
  public static NotableFrames withTheWorstAtoms(int mostFrames, long mostAtoms) {
    return new NotableFrames(
        mostFrames,
        mostAtoms,
        frame -> frame.largestError().isPresent() ? frame.largestError() : frame.error());
  }

  private NotableFrames(
      int mostFrames, long mostAtoms, Function<PredictedFrame, OptionalDouble> error) {
    if (mostFrames < 1) {
      throw new IllegalArgumentException("found " + mostFrames + " frames, expected at least 1");
    }
    this.mostFrames = mostFrames;
    this.mostAtoms = mostAtoms;
    this.error = error;
    for (Reason reason : Reason.values()) {
      best.put(reason, new Best());
    }
  }

  /**
   * Takes a frame, unless it has no point to show.
   *
   * @param frame the next one
   */
  public void add(PredictedFrame frame) {
    if (frame.points().isEmpty()) {
      return;
    }
    long number = seen++;
    error.apply(frame).ifPresent(worst -> add(Reason.WORST, frame, number, worst));
    frame.largestUncertainty().ifPresent(u -> add(Reason.UNCERTAIN, frame, number, u));
    if (frame.extrapolating() > 0) {
      add(Reason.FLAGGED, frame, number, frame.extrapolating());
    }
    // The highest of random numbers, each drawn for its frame, are those of a random choice.
    add(Reason.TYPICAL, frame, number, new SplittableRandom(number).nextDouble());
  }

  private void add(Reason reason, PredictedFrame frame, long number, double score) {
    best.get(reason).add(new Candidate(frame, number, score), mostFrames, mostAtoms);
  }

  /**
   * How many frames with points it was given.
   *
   * @return zero or more
   */
  public long seen() {
    return seen;
  }

  /**
   * The choice among the frames so far. The four kinds take turns, until there are as many frames
   * or atoms as there may be.
   *
   * @return the frames in the order in which they came
   */
  public List<Chosen> chosen() {
    List<List<Candidate>> queues = new ArrayList<>();
    for (Reason reason : Reason.values()) {
      queues.add(new ArrayList<>(best.get(reason).candidates));
    }
    Map<Long, Chosen> chosen = new HashMap<>();
    long atoms = 0;
    boolean full = false;
    for (int turn = 0; !full && queues.stream().anyMatch(queue -> !queue.isEmpty()); turn++) {
      Reason reason = Reason.values()[turn % queues.size()];
      List<Candidate> queue = queues.get(reason.ordinal());
      queue.removeIf(each -> chosen.containsKey(each.number()));
      if (!queue.isEmpty()) {
        Candidate next = queue.remove(0);
        atoms += next.frame().structure().size();
        full = chosen.size() == mostFrames || atoms > mostAtoms && !chosen.isEmpty();
        if (!full) {
          chosen.put(next.number(), new Chosen(next.frame(), reason));
        }
      }
    }
    return chosen.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(Map.Entry::getValue)
        .toList();
  }
}
