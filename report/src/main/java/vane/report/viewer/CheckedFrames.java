package vane.report.viewer;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import vane.Plural;
import vane.audit.AuditReport;
import vane.io.xyz.FrameLocation;
import vane.outlier.FrameOutlier;
import vane.outlier.OutlierReport;
import vane.report.page.NumberFormats;
import vane.report.page.ScriptedPart;
import vane.structure.LabelledStructure;
import vane.structure.VectorRows;

/**
 * The frames of a check that are worth a look, for its page: outliers, the largest force and sum of
 * forces, the closest contacts, and typical ones. A frame that is worth it for several reasons is
 * shown once, by the first of them, and says all.
 */
public final class CheckedFrames {
  private static final int MOST_OUTLIERS = 20;
  private static final int MOST_CONTACTS = 8;
  private static final int MOST_TYPICAL = 12;

  /** Smaller sums of forces are rounding, in eV/Å; the page has no histogram of them either. */
  private static final double SMALLEST_NET_FORCE = 1e-4;

  private final List<LabelledStructure> frames;
  private final List<FrameLocation> locations;
  private final Map<FrameLocation, Integer> numbers = new HashMap<>();
  private final Map<Integer, ShownFrame> shown = new LinkedHashMap<>();

  private CheckedFrames(List<LabelledStructure> frames, List<FrameLocation> locations) {
    this.frames = frames;
    this.locations = locations;
    for (int f = 0; f < locations.size(); f++) {
      numbers.putIfAbsent(locations.get(f), f);
    }
  }

  /**
   * The part of a page that shows them.
   *
   * @param frames all frames with forces
   * @param locations where each is from
   * @param reports what was found in each file
   * @param outliers the frames that disagree, if they were looked for
   * @return the part; empty if there is no atom to show
   */
  public static Optional<ScriptedPart> part(
      List<LabelledStructure> frames,
      List<FrameLocation> locations,
      List<AuditReport> reports,
      Optional<OutlierReport> outliers) {
    CheckedFrames checked = new CheckedFrames(frames, locations);
    outliers.ifPresent(checked::addOutliers);
    checked.addLargestForce();
    checked.addLargestNetForce();
    checked.addContacts(reports);
    checked.addTypical();
    if (checked.shown.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        StructureViewer.part(
            List.copyOf(checked.shown.values()), ViewerWords.CHECK, true, checked.leftOut()));
  }

  private String leftOut() {
    return "This part holds "
        + shown.size()
        + " of "
        + Plural.of(frames.size(), "frame")
        + " with forces: those that this page names, and typical ones, drawn at random.";
  }

  private void addOutliers(OutlierReport found) {
    found.outliers().stream()
        .limit(MOST_OUTLIERS)
        .forEach(
            outlier ->
                add(
                    numbers.get(outlier.location()),
                    outlier.isUnlike() ? "unlike others" : "outlier",
                    sentence(outlier),
                    outlier.worst().atom(),
                    Optional.of(
                        outlier.expected().stream().mapToDouble(Double::doubleValue).toArray())));
  }

  private static String sentence(FrameOutlier outlier) {
    return String.format(
        Locale.ROOT,
        "%s: the force on atom %d (%s) is off by %.1f times as much as usual.",
        outlier.isUnlike()
            ? "A neighbourhood is unlike those of all other frames, which say little of it"
            : outlier.isWhole()
                ? "The forces of the whole frame disagree with those of all others"
                : "The forces on "
                    + outlier.oddAtoms()
                    + " of "
                    + Plural.of(outlier.atoms(), "atom")
                    + " disagree with those of all other frames",
        outlier.worst().atom(),
        outlier.worst().element(),
        outlier.worst().ratio());
  }

  private void addLargestForce() {
    first(frame -> largest(frames.get(frame)))
        .ifPresent(
            frame -> {
              int atom = largestAtom(frames.get(frame));
              String size = NumberFormats.threeDigits(frames.get(frame).forceNorm(atom));
              String where = "atom " + atom + " (" + element(frame, atom) + ")";
              String sentence = "The largest force of all: " + size + " eV/Å, on " + where + ".";
              add(frame, "largest force", sentence, atom, Optional.empty());
            });
  }

  private void addLargestNetForce() {
    first(frame -> netForce(frames.get(frame)))
        .filter(frame -> netForce(frames.get(frame)) > SMALLEST_NET_FORCE)
        .ifPresent(
            frame ->
                add(
                    frame,
                    "net force",
                    "The forces of this frame add up to more than those of any other: "
                        + NumberFormats.threeDigits(netForce(frames.get(frame)))
                        + " eV/Å.",
                    largestAtom(frames.get(frame)),
                    Optional.empty()));
  }

  private void addContacts(List<AuditReport> reports) {
    Map<String, AuditReport.Contact> closest = new HashMap<>();
    reports.stream()
        .flatMap(report -> report.contacts().stream())
        .forEach(
            contact ->
                closest.merge(
                    contact.elements(),
                    contact,
                    (a, b) -> a.distanceAngstrom() <= b.distanceAngstrom() ? a : b));
    closest.values().stream()
        .sorted(
            Comparator.comparingDouble(AuditReport.Contact::distanceAngstrom)
                .thenComparing(AuditReport.Contact::elements))
        .limit(MOST_CONTACTS)
        .filter(contact -> numbers.containsKey(contact.frame()))
        .forEach(
            contact ->
                add(
                    numbers.get(contact.frame()),
                    "closest contact",
                    String.format(
                        Locale.ROOT,
                        "The shortest distance %s: %.3f Å, of atoms %d and %d.",
                        contact.elements(),
                        contact.distanceAngstrom(),
                        contact.atom(),
                        contact.other()),
                    contact.atom(),
                    Optional.empty()));
  }

  private void addTypical() {
    // The highest of random numbers, each drawn for its frame, are those of a random choice.
    IntStream.range(0, frames.size())
        .boxed()
        .filter(frame -> frames.get(frame).structure().size() > 0 && !shown.containsKey(frame))
        .sorted(Comparator.comparingDouble(frame -> -new SplittableRandom(frame).nextDouble()))
        .limit(Math.min(MOST_TYPICAL, StructureViewer.MOST_FRAMES - shown.size()))
        .sorted()
        .forEach(
            frame ->
                add(
                    frame,
                    "typical",
                    "Drawn at random.",
                    largestAtom(frames.get(frame)),
                    Optional.empty()));
  }

  private void add(
      int frame, String reason, String sentence, int atom, Optional<double[]> expected) {
    ShownFrame alone =
        new ShownFrame(
            locations.get(frame),
            reason,
            sentence,
            atom,
            frames.get(frame),
            expected,
            Optional.empty(),
            ShownFrame.heldOrOk(frames.get(frame)));
    shown.merge(frame, alone, (before, again) -> before.also(sentence));
  }

  /** The first of the frames with the largest value; those without atoms do not count. */
  private Optional<Integer> first(IntToDoubleFunction value) {
    return IntStream.range(0, frames.size())
        .boxed()
        .filter(frame -> frames.get(frame).structure().size() > 0)
        .max(Comparator.comparingDouble(value::applyAsDouble).thenComparing(frame -> -frame));
  }

  private String element(int frame, int atom) {
    return frames.get(frame).structure().element(atom).symbol();
  }

  private static double largest(LabelledStructure frame) {
    return frame.forceNorm(largestAtom(frame));
  }

  private static int largestAtom(LabelledStructure frame) {
    return IntStream.range(0, frame.structure().size())
        .boxed()
        .filter(frame::knowsForce)
        .max(Comparator.comparingDouble(frame::forceNorm).thenComparing(atom -> -atom))
        .orElse(0);
  }

  private static double netForce(LabelledStructure frame) {
    if (!frame.knowsForces()) {
      return 0;
    }
    double[] sum = new double[3];
    for (int atom = 0; atom < frame.structure().size(); atom++) {
      for (int axis = 0; axis < 3; axis++) {
        sum[axis] += frame.force(atom, axis);
      }
    }
    return VectorRows.norm(sum, 0);
  }
}
