package vane.report.drawing;

/** Which part of a text is at its place, as the attribute {@code text-anchor} of SVG says. */
public enum TextAnchor {
  /** Its beginning. */
  START,
  /** Its middle. */
  MIDDLE,
  /** Its end. */
  END
}
