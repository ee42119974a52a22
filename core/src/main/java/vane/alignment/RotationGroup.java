package vane.alignment;

/** Which matrices may turn a reference neighbourhood. */
public enum RotationGroup {
  /** Rotations and reflections, as equation (1) of the method is written. */
  ORTHOGONAL,
  /** Rotations only (determinant +1), with the correction of Arun et al. (1987). */
  PROPER
}
