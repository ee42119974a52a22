package vane.report.viewer;

/**
 * What the two forces on an atom are called, and the difference between them.
 *
 * @param known the force that the file has
 * @param predicted what it is compared with
 * @param error the difference of the two, or the angle between them
 * @param errors several of these
 * @param directions whether there are only directions to compare with, and angles between them
 */
record ViewerWords(
    String known, String predicted, String error, String errors, boolean directions) {
  /** Of models that predict forces. */
  static final ViewerWords FORCES =
      new ViewerWords("true force", "predicted force", "force error", "force errors", false);

  /** Of models that predict directions alone. */
  static final ViewerWords DIRECTIONS =
      new ViewerWords("true force", "predicted direction", "angle", "angles", true);

  /** Of frames that are compared with others. */
  static final ViewerWords CHECK =
      new ViewerWords("force in the file", "expected force", "difference", "differences", false);

  /** The unit of an error, with the space before it. */
  String errorUnit() {
    return directions ? "°" : " eV/Å";
  }
}
