package vane.cli.motion;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import vane.engines.ForceEvaluation;
import vane.io.xyz.Column;
import vane.io.xyz.ColumnType;
import vane.io.xyz.Frame;
import vane.io.xyz.InfoValue;
import vane.structure.Structure;

/** Frames whose atoms were moved: what was said of the atoms where they stood is left out. */
public final class MovedFrame {
  /** What ASE writes for constraints that fix atoms: F for those that stay. */
  private static final String MOVE_MASK = "move_mask";

  /** What the names of what a model says begin with. */
  static final String PREFIX = "vane_";

  /** Columns and keys that were true of the old positions alone, as ASE and others name them. */
  private static final Set<String> OF_OLD_POSITIONS =
      Set.of(
          "forces",
          "force",
          "energy",
          "free_energy",
          "energies",
          "stress",
          "stresses",
          "virial",
          "dipole",
          "magmom",
          "magmoms",
          "charges",
          "momenta",
          "velocities",
          "velo");

  private MovedFrame() {}

  /**
   * A frame of a structure that came from another, with what is known of it now.
   *
   * @param frame where it came from
   * @param structure the structure as it is now
   * @param evaluation its forces
   * @param prefix what the names of forces and energies begin with
   * @return the frame
   */
  public static Frame of(
      Frame frame, Structure structure, ForceEvaluation evaluation, String prefix) {
    List<Column> columns = new ArrayList<>();
    for (Column column : frame.columns()) {
      if (staysTrue(column.name())) {
        columns.add(column);
      }
    }
    Map<String, InfoValue> info = new LinkedHashMap<>();
    frame
        .info()
        .forEach(
            (key, value) -> {
              if (staysTrue(key)) {
                info.put(key, value);
              }
            });
    Frame moved =
        Frame.of(structure, columns, info, frame.location())
            .with(Column.reals(prefix + "forces", 3, evaluation.forces()));
    if (evaluation.uncertainties().isPresent()) {
      moved = moved.with(Column.reals(prefix + "uncertainty", 1, evaluation.uncertainties().get()));
    }
    if (evaluation.energy().isPresent()) {
      moved = moved.with(prefix + "energy", InfoValue.of(evaluation.energy().getAsDouble()));
    }
    return moved;
  }

  private static boolean staysTrue(String name) {
    return !OF_OLD_POSITIONS.contains(name) && !name.startsWith(PREFIX);
  }

  /**
   * The atoms that a frame says are fixed.
   *
   * @param frame the frame
   * @return their indices
   */
  static SortedSet<Integer> fixedAtoms(Frame frame) {
    SortedSet<Integer> fixed = new TreeSet<>();
    frame
        .column(MOVE_MASK)
        .filter(column -> column.type() == ColumnType.LOGICAL && column.width() == 1)
        .ifPresent(
            column -> {
              boolean[] moves = column.logicals();
              for (int atom = 0; atom < column.atoms(); atom++) {
                if (!moves[atom]) {
                  fixed.add(atom);
                }
              }
            });
    return fixed;
  }
}
