package vane.audit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vane.io.xyz.FrameLocation;

/**
 * What a look at a trajectory found.
 *
 * @param frames the frames read, those left out too
 * @param leftOut the frames that nothing can be learnt from
 * @param atoms of all frames
 * @param periodicFrames the frames that repeat in some direction
 * @param columns each column as in {@code Properties}, with the number of frames that have it
 * @param keys each key of the comment lines, with the number of frames that have it
 * @param formulas the first chemical formulas, with the number of frames of each
 * @param elements the forces of each element; empty if there are none
 * @param forceRmsEvPerAngstrom of all force components, in eV/Å
 * @param largestForce frame and atom of the largest force; empty if there is none
 * @param meanNetForceEvPerAngstrom the mean norm of the sum of the forces of a frame, in eV/Å
 * @param meanTorqueEv the same of the torque of frames that are not periodic, in eV
 * @param contacts the closest contact of each pair of elements; empty if they were not looked for
 * @param netForces the norms of the sums of the forces of frames, in eV/Å
 * @param sizes each number of atoms, with the number of frames of it
 * @param warnings what looks wrong, a sentence each
 */
public record AuditReport(
    long frames,
    long leftOut,
    long atoms,
    long periodicFrames,
    Map<String, Long> columns,
    Map<String, Long> keys,
    Map<String, Long> formulas,
    List<ElementForces> elements,
    double forceRmsEvPerAngstrom,
    Optional<String> largestForce,
    double meanNetForceEvPerAngstrom,
    double meanTorqueEv,
    List<Contact> contacts,
    LogarithmicCounts netForces,
    SortedMap<Integer, Long> sizes,
    List<String> warnings) {

  /**
   * The forces of an element.
   *
   * @param element its symbol
   * @param atoms how many have a force
   * @param zeros how many of these are exactly zero
   * @param rmsEvPerAngstrom the root mean square of the components, in eV/Å
   * @param largestEvPerAngstrom the largest |F|, in eV/Å
   * @param norms all |F|, in eV/Å
   */
  public record ElementForces(
      String element,
      long atoms,
      long zeros,
      double rmsEvPerAngstrom,
      double largestEvPerAngstrom,
      LogarithmicCounts norms) {}

  /**
   * The closest contact of two elements.
   *
   * @param elements their symbols, such as C-H
   * @param distanceAngstrom in Å
   * @param frame where it is
   * @param atom one of the two atoms, from zero
   * @param other the other one, or the same if it is near its own periodic image
   */
  public record Contact(
      String elements, double distanceAngstrom, FrameLocation frame, int atom, int other) {
    /**
     * The frame and the two atoms, as messages name them.
     *
     * @return such as {@code train.xyz: frame 3, atoms 0 and 4}
     */
    public String place() {
      return frame + ", atoms " + atom + " and " + other;
    }
  }

  /** Copies lists and maps. */
  public AuditReport {
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
    formulas = Collections.unmodifiableMap(new LinkedHashMap<>(formulas));
    elements = List.copyOf(elements);
    contacts = List.copyOf(contacts);
    sizes = Collections.unmodifiableSortedMap(new TreeMap<>(sizes));
    warnings = List.copyOf(warnings);
  }

  /**
   * The same report with more warnings.
   *
   * @param more sentences
   * @return a new report
   */
  public AuditReport with(List<String> more) {
    List<String> all = new ArrayList<>(warnings);
    all.addAll(more);
    return new AuditReport(
        frames,
        leftOut,
        atoms,
        periodicFrames,
        columns,
        keys,
        formulas,
        elements,
        forceRmsEvPerAngstrom,
        largestForce,
        meanNetForceEvPerAngstrom,
        meanTorqueEv,
        contacts,
        netForces,
        sizes,
        all);
  }
}
