package vane.report.viewer;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import vane.Plural;
import vane.evaluation.NotableFrames;
import vane.evaluation.NotableFrames.Chosen;
import vane.evaluation.NotableFrames.Reason;
import vane.evaluation.PredictedFrame;
import vane.model.AtomStatus;
import vane.report.page.NumberFormats;
import vane.report.page.ScriptedPart;
import vane.structure.LabelledStructure;

/** The frames of an evaluation that are worth a look, for its page. */
public final class EvaluatedFrames {
  /** Whole frames are kept while an evaluation runs: that is 40 MB for each of the four kinds. */
  private static final long MOST_ATOMS_KEPT = 400_000;

  private EvaluatedFrames() {}

  /**
   * A choice for a page, of frames that are still to come.
   *
   * @return it takes the frames while they are evaluated, and keeps a bounded number of them
   */
  public static NotableFrames choice() {
    return NotableFrames.withTheWorstAtoms(StructureViewer.MOST_FRAMES, MOST_ATOMS_KEPT);
  }

  /**
   * The part of a page that shows them.
   *
   * @param frames a choice among frames whose forces are known, all predicted by one model
   * @return the part; empty if no frame has an atom of which everything is known
   */
  public static Optional<ScriptedPart> part(NotableFrames frames) {
    List<Chosen> chosen = new ArrayList<>(frames.chosen());
    if (chosen.isEmpty()) {
      return Optional.empty();
    }
    chosen.sort(
        Comparator.comparing(Chosen::reason)
            .thenComparing(Comparator.comparingDouble(EvaluatedFrames::score).reversed()));
    boolean forces =
        chosen.stream().allMatch(each -> each.frame().prediction().forces().isPresent());
    ViewerWords words = forces ? ViewerWords.FORCES : ViewerWords.DIRECTIONS;
    return Optional.of(
        StructureViewer.part(
            chosen.stream().map(each -> shown(each, words)).toList(),
            words,
            false,
            leftOut(chosen, frames.seen())));
  }

  private static double score(Chosen chosen) {
    PredictedFrame frame = chosen.frame();
    return switch (chosen.reason()) {
      case WORST -> frame.largestError().orElse(frame.error().orElse(0));
      case UNCERTAIN -> frame.largestUncertainty().orElse(0);
      case FLAGGED -> frame.extrapolating();
      case TYPICAL -> 0;
    };
  }

  private static String leftOut(List<Chosen> chosen, long seen) {
    if (chosen.size() == seen) {
      return "All frames of the evaluation are in this part.";
    }
    Map<Reason, Long> counts =
        chosen.stream()
            .collect(Collectors.groupingBy(Chosen::reason, TreeMap::new, Collectors.counting()));
    return "This part holds "
        + chosen.size()
        + " of the "
        + Plural.of(seen, "frame")
        + " of the evaluation: "
        + counts.entrySet().stream()
            .map(each -> each.getValue() + " " + plural(each.getKey()))
            .collect(Collectors.joining(", "))
        + ". The other plots of this page are of all frames.";
  }

  private static String plural(Reason reason) {
    return switch (reason) {
      case WORST -> "with the largest errors";
      case UNCERTAIN -> "with the largest uncertainties";
      case FLAGGED -> "with the most flagged atoms";
      case TYPICAL -> "typical ones, drawn at random";
    };
  }

  private static ShownFrame shown(Chosen chosen, ViewerWords words) {
    PredictedFrame frame = chosen.frame();
    Optional<double[]> uncertainties = frame.prediction().uncertainties();
    IntToDoubleFunction error = words.directions() ? frame::angle : frame::forceError;
    int worst = largest(IntStream.range(0, frame.structure().size()), error);
    int focus =
        switch (chosen.reason()) {
          case WORST, TYPICAL -> worst;
          case UNCERTAIN -> largest(counted(frame), a -> uncertainties.orElseThrow()[a]);
          case FLAGGED -> largest(counted(frame).filter(a -> isFlagged(frame, a)), error);
        };
    return new ShownFrame(
        frame.location(),
        chosen.reason() == Reason.WORST ? "worst error" : chosen.reason().label(),
        sentence(chosen.reason(), frame, words, focus, error),
        focus,
        new LabelledStructure(frame.structure(), frame.knownForces().orElseThrow(), 0)
            .withHeld(frame.held()),
        Optional.of(frame.prediction().forces().orElseGet(frame.prediction()::directions)),
        uncertainties,
        statuses(frame));
  }

  private static IntStream counted(PredictedFrame frame) {
    BitSet held = frame.held();
    return IntStream.range(0, frame.structure().size())
        .filter(a -> !held.get(a) && frame.prediction().status(a) != AtomStatus.UNKNOWN_ELEMENT);
  }

  private static boolean isFlagged(PredictedFrame frame, int atom) {
    return frame.prediction().status(atom) == AtomStatus.EXTRAPOLATING;
  }

  /** The first of the atoms with the largest value. */
  private static int largest(IntStream atoms, IntToDoubleFunction value) {
    return atoms
        .boxed()
        .max(Comparator.comparingDouble(value::applyAsDouble).thenComparing(a -> -a))
        .orElse(0);
  }

  private static String sentence(
      Reason reason,
      PredictedFrame frame,
      ViewerWords words,
      int focus,
      IntToDoubleFunction error) {
    String atom = "atom " + focus + " (" + frame.structure().element(focus) + ")";
    String size =
        words.error()
            + " "
            + NumberFormats.threeDigits(error.applyAsDouble(focus))
            + words.errorUnit();
    String flagged =
        frame.extrapolating() == 0
            ? ""
            : " "
                + frame.extrapolating()
                + " of "
                + Plural.of(frame.structure().size(), "atom")
                + (frame.extrapolating() == 1 ? " is" : " are")
                + " flagged as extrapolating.";
    return switch (reason) {
      case WORST -> "Largest " + size + ", at " + atom + "." + flagged;
      case UNCERTAIN ->
          "Largest uncertainty "
              + NumberFormats.threeDigits(frame.largestUncertainty().orElse(0))
              + " eV/Å, at "
              + atom
              + ", with a "
              + size
              + "."
              + flagged;
      case FLAGGED -> flagged.strip() + " The worst of them: " + size + " at " + atom + ".";
      case TYPICAL -> "Drawn at random; largest " + size + ", at " + atom + "." + flagged;
    };
  }

  private static List<String> statuses(PredictedFrame frame) {
    BitSet held = frame.held();
    return IntStream.range(0, frame.structure().size())
        .mapToObj(a -> held.get(a) ? ShownFrame.HELD : frame.prediction().status(a).label())
        .toList();
  }
}
