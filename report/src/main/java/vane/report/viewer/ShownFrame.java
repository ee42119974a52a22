package vane.report.viewer;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import vane.io.xyz.FrameLocation;
import vane.structure.LabelledStructure;

/**
 * A frame that a page shows, and why: its atoms with the forces that the file has, and those that a
 * model or other frames say. Immutable.
 */
final class ShownFrame {
  private final FrameLocation location;
  private final String reason;
  private final String sentence;
  private final int focus;
  private final LabelledStructure known;
  private final Optional<double[]> predicted;
  private final Optional<double[]> uncertainties;
  private final List<String> statuses;

  /**
   * A frame.
   *
   * @param location where it is from
   * @param reason why it is shown, in two or three words
   * @param sentence the same in a sentence, with numbers
   * @param focus the atom that matters, from zero
   * @param known the atoms and their forces
   * @param predicted {@code [nAtoms × 3]} forces to compare with, in eV/Å, or unit vectors along
   *     them; empty if there are none
   * @param uncertainties {@code [nAtoms]} in eV/Å; empty if there are none
   * @param statuses {@code [nAtoms]} what is special about each atom, {@code ok} if nothing is
   */
  ShownFrame(
      FrameLocation location,
      String reason,
      String sentence,
      int focus,
      LabelledStructure known,
      Optional<double[]> predicted,
      Optional<double[]> uncertainties,
      List<String> statuses) {
    int atoms = known.structure().size();
    requireLength(3 * atoms, predicted.map(each -> each.length).orElse(3 * atoms));
    requireLength(atoms, uncertainties.map(each -> each.length).orElse(atoms));
    requireLength(atoms, statuses.size());
    this.location = location;
    this.reason = reason;
    this.sentence = sentence;
    this.focus = focus;
    this.known = known;
    this.predicted = predicted.map(double[]::clone);
    this.uncertainties = uncertainties.map(double[]::clone);
    this.statuses = List.copyOf(statuses);
  }

  /** The same with one more reason to be shown. */
  ShownFrame also(String more) {
    return new ShownFrame(
        location, reason, sentence + " " + more, focus, known, predicted, uncertainties, statuses);
  }

  private static void requireLength(int expected, int found) {
    if (found != expected) {
      throw new IllegalArgumentException("found " + found + " numbers, expected " + expected);
    }
  }

  /** What is special about the atoms of a frame that no model has seen. */
  static List<String> heldOrOk(LabelledStructure known) {
    return IntStream.range(0, known.structure().size())
        .mapToObj(a -> known.knowsForce(a) ? OK : HELD)
        .toList();
  }

  /** The status of an atom with nothing special. */
  static final String OK = "ok";

  /** The status of an atom that constraints hold. */
  static final String HELD = "held";

  FrameLocation location() {
    return location;
  }

  String reason() {
    return reason;
  }

  String sentence() {
    return sentence;
  }

  int focus() {
    return focus;
  }

  LabelledStructure known() {
    return known;
  }

  boolean isPredicted() {
    return predicted.isPresent();
  }

  boolean isUncertain() {
    return uncertainties.isPresent();
  }

  double predicted(int atom, int axis) {
    return predicted.orElseThrow()[3 * atom + axis];
  }

  double uncertainty(int atom) {
    return uncertainties.orElseThrow()[atom];
  }

  String status(int atom) {
    return statuses.get(atom);
  }

  /** The norm of the difference between the two forces on an atom, in eV/Å. */
  double difference(int atom) {
    double sum = 0;
    for (int axis = 0; axis < 3; axis++) {
      double each = predicted(atom, axis) - known.force(atom, axis);
      sum += each * each;
    }
    return Math.sqrt(sum);
  }

  /** The angle between the two forces on an atom, in degrees; zero if one of them is zero. */
  double angle(int atom) {
    double dot = 0;
    double squares = 0;
    for (int axis = 0; axis < 3; axis++) {
      dot += predicted(atom, axis) * known.force(atom, axis);
      squares += predicted(atom, axis) * predicted(atom, axis);
    }
    double norms = Math.sqrt(squares) * known.forceNorm(atom);
    return norms == 0 ? 0 : Math.toDegrees(Math.acos(Math.max(-1, Math.min(1, dot / norms))));
  }
}
