package vane.engines.learning;

/** How a replica of a round ended. */
public enum ReplicaEnd {
  /** It stayed inside of what is known to the last step. */
  INSIDE,
  /** The uncertainty of an atom passed the limit. */
  UNCERTAIN,
  /** Two atoms came nearer than any of their elements in training. */
  TOO_NEAR,
  /** The motion exploded. */
  EXPLODED
}
