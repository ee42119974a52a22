package vane.report.drawing;

/** Which part of some words is at their place. */
public enum Anchor {
  /** Their beginning. */
  START,
  /** Their middle. */
  MIDDLE,
  /** Their end. */
  END
}
