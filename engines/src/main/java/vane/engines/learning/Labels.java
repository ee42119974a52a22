package vane.engines.learning;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import vane.engines.EngineFailedException;
import vane.engines.ForceEvaluation;
import vane.engines.ForceSource;
import vane.structure.Structure;

/** Asks the engine for labels, or the store where it has them, and counts. */
final class Labels {
  /** A frame to be labelled. */
  record Wanted(Structure structure, LearntFrame.Purpose purpose) {}

  private final ForceSource engine;
  private final FrameStore store;
  private final LearningSettings settings;
  private final LearningListener listener;
  private final Deque<LearntFrame> kept;
  private final int lastKeptRound;
  private int calls;
  private int newCalls;
  private int failures;
  private int failuresInARow;
  private Optional<EngineFailedException> lastFailure = Optional.empty();

  Labels(
      ForceSource engine, FrameStore store, LearningSettings settings, LearningListener listener) {
    this.engine = engine;
    this.store = store;
    this.settings = settings;
    this.listener = listener;
    this.kept = new ArrayDeque<>(store.frames());
    this.lastKeptRound = kept.isEmpty() ? -1 : kept.getLast().round();
  }

  /** Whether all that a round labelled is kept, as a later one was begun. */
  boolean isKept(int round) {
    return round < lastKeptRound;
  }

  /** Takes the kept frames of a round. */
  List<LearntFrame> keptOf(int round) {
    List<LearntFrame> taken = new ArrayList<>();
    while (!kept.isEmpty() && kept.getFirst().round() == round) {
      taken.add(take());
    }
    return taken;
  }

  /** How many calls the kept frames of a round tell of, failed ones included. */
  int callsKeptOf(int round) {
    return kept.stream()
        .filter(frame -> frame.round() == round)
        .mapToInt(frame -> frame.call() - calls)
        .max()
        .orElse(0);
  }

  private LearntFrame take() {
    LearntFrame frame = kept.removeFirst();
    failures += frame.call() - calls - 1;
    calls = frame.call();
    return frame;
  }

  /** Labels frames until the budget is spent; those on which the engine fails are left out. */
  List<LearntFrame> label(int round, List<Wanted> wanted) {
    List<LearntFrame> labelled = new ArrayList<>();
    for (Wanted each : wanted) {
      if (!kept.isEmpty() && kept.getFirst().round() == round) {
        if (kept.getFirst().isAt(each.structure())) {
          labelled.add(take());
          failuresInARow = 0;
        }
        // Otherwise the engine failed on it before: a frame that came later is kept.
        continue;
      }
      if (isSpent()) {
        break;
      }
      ask(round, each, labelled);
    }
    if (!kept.isEmpty() && kept.getFirst().round() == round) {
      throw new OtherRunException(kept.getFirst().call(), round);
    }
    return labelled;
  }

  private void ask(int round, Wanted wanted, List<LearntFrame> labelled) {
    calls++;
    newCalls++;
    try {
      ForceEvaluation found = engine.evaluate(wanted.structure());
      LearntFrame frame =
          new LearntFrame(
              wanted.structure(), found.forces(), found.energy(), round, calls, wanted.purpose());
      store.add(frame);
      labelled.add(frame);
      failuresInARow = 0;
    } catch (EngineFailedException failed) {
      failures++;
      failuresInARow++;
      lastFailure = Optional.of(failed);
      if (failuresInARow >= settings.failuresInARow()) {
        throw new EngineGivesUpException(failuresInARow, calls, failed);
      }
      listener.skipped(calls, failed);
    }
  }

  boolean isSpent() {
    return calls >= settings.budget() && kept.isEmpty();
  }

  int calls() {
    return calls;
  }

  int newCalls() {
    return newCalls;
  }

  int failures() {
    return failures;
  }

  /** The last failure of this run. */
  Optional<EngineFailedException> lastFailure() {
    return lastFailure;
  }
}
