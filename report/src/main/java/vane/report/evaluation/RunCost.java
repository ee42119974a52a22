package vane.report.evaluation;

import java.util.Collections;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import vane.structure.Element;

/**
 * What a model costs, as far as the run knows that evaluated it.
 *
 * @param modelBytes the size of the model file, if it is a file and no pipe
 * @param trainingEnvironments how many atoms of each element the model learnt from
 * @param trainingFrames the frames of its training files
 * @param atoms how many atoms were predicted
 * @param seconds the time that took, by the clock on the wall
 * @param threads the threads that worked
 * @param processors the processors that the machine gives to this process
 * @param peakMemoryBytes the most memory that the process has held so far, if the system tells
 */
public record RunCost(
    OptionalLong modelBytes,
    SortedMap<Element, Long> trainingEnvironments,
    long trainingFrames,
    long atoms,
    double seconds,
    int threads,
    int processors,
    OptionalLong peakMemoryBytes) {

  /** Copies the map. */
  public RunCost {
    trainingEnvironments = Collections.unmodifiableSortedMap(new TreeMap<>(trainingEnvironments));
  }

  /**
   * The time for an atom.
   *
   * @return in µs by the clock on the wall; 0 if no atom was predicted
   */
  public double microsecondsPerAtom() {
    return atoms == 0 ? 0 : 1e6 * seconds / atoms;
  }
}
