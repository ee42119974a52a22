package vane.engines.learning;

import java.util.OptionalDouble;
import vane.model.EquivariantForceModel;

/**
 * What active learning came to.
 *
 * @param model the potential, trained on all frames
 * @param end why it ended
 * @param rounds how many rounds explored
 * @param calls how often the engine was called in all, before a stop, too
 * @param newCalls how often it was called in this run
 * @param failures how many of all calls failed
 * @param frames how many frames the model knows
 * @param longestFs the longest time that a replica of the last round was inside, in fs
 */
public record LearningResult(
    EquivariantForceModel model,
    End end,
    int rounds,
    int calls,
    int newCalls,
    int failures,
    int frames,
    double longestFs) {

  /** Why learning ended. */
  public enum End {
    /** No replica left what is known. */
    INSIDE,
    /** The calls of the engine are spent. */
    SPENT,
    /** Replicas explode in their first step, so that there is no frame to label. */
    STUCK
  }

  /**
   * The error on held-out frames.
   *
   * @return root mean square of force components in eV/Å; empty with too few frames
   */
  public OptionalDouble heldOutRmseEvPerAngstrom() {
    return model.equivariantPotential().report().heldOutRmseEvPerAngstrom();
  }
}
