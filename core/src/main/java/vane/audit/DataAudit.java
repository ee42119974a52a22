package vane.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import vane.InputException;
import vane.Plural;
import vane.io.xyz.Frame;
import vane.structure.Cell;
import vane.structure.ChemicalFormula;
import vane.structure.Structure;

/**
 * Looks at the frames of a trajectory as they pass: what there is, and what looks wrong.
 *
 * <p>Holds counts only, whatever the length of the trajectory. Not safe for use by several threads.
 */
public final class DataAudit {
  private static final int MOST_FORMULAS = 20;

  private final UnitsCheck units = new UnitsCheck();
  private final ForceStatistics forces = new ForceStatistics();
  private final Map<String, Long> columns = new LinkedHashMap<>();
  private final Map<String, Long> keys = new LinkedHashMap<>();
  private final Map<String, Long> formulas = new TreeMap<>();
  private final Map<String, Long> leftOut = new LinkedHashMap<>();
  private final Map<String, String> leftOutFirst = new LinkedHashMap<>();
  private final SortedMap<Integer, Long> sizes = new TreeMap<>();
  private final ClosestContacts contacts = new ClosestContacts();
  private final boolean thorough;
  private long frames;
  private long atoms;
  private long periodicFrames;

  /**
   * An audit that has seen nothing yet.
   *
   * @param thorough whether closest contacts of all pairs of elements are looked for, too, which
   *     takes longer
   */
  public DataAudit(boolean thorough) {
    this.thorough = thorough;
  }

  /**
   * Looks at a frame as it was read, with forces or without.
   *
   * @param frame the frame
   */
  public void addFrame(Frame frame) {
    Structure structure = frame.structure();
    frames++;
    atoms += structure.size();
    sizes.merge(structure.size(), 1L, Long::sum);
    periodicFrames += structure.cell().map(Cell::isPeriodic).orElse(false) ? 1 : 0;
    units.addStructure(structure);
    frame.columns().forEach(column -> columns.merge(column.property(), 1L, Long::sum));
    frame.info().keySet().forEach(key -> keys.merge(key, 1L, Long::sum));
    if (formulas.size() < MOST_FORMULAS || formulas.containsKey(ChemicalFormula.hill(structure))) {
      formulas.merge(ChemicalFormula.hill(structure), 1L, Long::sum);
    }
    if (thorough) {
      contacts.add(frame);
    }
  }

  /**
   * Looks at the forces of a frame.
   *
   * @param labelled the frame with its forces, which was added before
   */
  public void addForces(LabelledFrame labelled) {
    forces.add(labelled);
    if (labelled.held().isEmpty()) {
      units.addForces(labelled.frame().structure(), labelled.forces());
    }
  }

  /** Frames that are left out. */
  void leaveOut(long count, String reason, String first) {
    leftOut.merge(reason, count, Long::sum);
    leftOutFirst.putIfAbsent(reason, first);
  }

  /**
   * How many frames have been left out.
   *
   * @return zero or more
   */
  long leftOut() {
    return leftOut.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * What was noticed up to now.
   *
   * @return a sentence for each suspicion; empty if all looks well
   */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    leftOut.forEach(
        (reason, count) ->
            warnings.add(
                Plural.of(count, "frame")
                    + " left out: "
                    + reason
                    + " (the first: "
                    + leftOutFirst.get(reason)
                    + ")"));
    if (forces.heldAtoms() > 0) {
      warnings.add(
          Plural.of(forces.heldAtoms(), "atom")
              + " held by constraints (move_mask F, a force of zero): their forces are left out");
    }
    warnings.addAll(units.warnings());
    forces.netForceWarning().ifPresent(warnings::add);
    return warnings;
  }

  /**
   * Makes sure that there are forces to learn from or to compare with.
   *
   * @param place what messages begin with
   * @param column the column of the forces
   * @param others columns that may be the forces
   * @throws InputException if all forces are zero, or all are the same vector
   */
  public void requireForces(String place, String column, List<String> others) {
    if (!forces.isConstant()) {
      return;
    }
    String hint =
        others.isEmpty()
            ? "; write them into the file"
            : "; perhaps they are in another column: --forces-key " + String.join(" or ", others);
    throw new InputException(
        place
            + ": found "
            + (forces.largest() == 0 ? "zero" : "the same vector")
            + " for every force in the column "
            + column
            + " of "
            + Plural.of(forces.frames(), "frame")
            + ", expected forces in eV/Å"
            + hint);
  }

  /**
   * All that was seen.
   *
   * @return a report
   */
  public AuditReport report() {
    List<AuditReport.ElementForces> elements = new ArrayList<>();
    forces
        .elements()
        .forEach(
            (element, found) ->
                elements.add(
                    new AuditReport.ElementForces(
                        element.symbol(),
                        found.atoms,
                        found.zeros,
                        found.rms(),
                        found.largest,
                        LogarithmicCounts.sum(List.of(found.norms)))));
    return new AuditReport(
        frames,
        leftOut(),
        atoms,
        periodicFrames,
        columns,
        keys,
        formulas,
        elements,
        forces.rms(),
        forces.largestPlace(),
        forces.meanNetForce(),
        forces.meanTorque(),
        contacts.list(),
        forces.netForces(),
        sizes,
        warnings());
  }
}
