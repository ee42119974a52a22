package vane.engines.learning;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What a round of exploration saw.
 *
 * @param round its number, from 1
 * @param calls how often the engine has been called so far
 * @param frames how many frames the model knows
 * @param heldOutRmseEvPerAngstrom the root mean square error of the force components of held-out
 *     frames, in eV/Å, at the last whole training; empty with too few frames
 * @param limitEvPerAngstrom from which uncertainty on a frame was outside, in eV/Å
 * @param longestFs the longest time that a replica was inside, in fs
 * @param ends how each replica ended, in order
 */
public record RoundReport(
    int round,
    int calls,
    int frames,
    OptionalDouble heldOutRmseEvPerAngstrom,
    double limitEvPerAngstrom,
    double longestFs,
    List<ReplicaEnd> ends) {

  /** Copies the list. */
  public RoundReport {
    ends = List.copyOf(ends);
  }

  /**
   * How many replicas ended in a way.
   *
   * @param end the way
   * @return zero or more
   */
  public long count(ReplicaEnd end) {
    return ends.stream().filter(each -> each == end).count();
  }
}
