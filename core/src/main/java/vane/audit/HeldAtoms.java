package vane.audit;

import java.util.BitSet;
import java.util.Optional;
import vane.io.xyz.Column;
import vane.io.xyz.ColumnType;
import vane.io.xyz.Frame;
import vane.structure.VectorRows;

/**
 * Atoms that constraints hold: their column {@code move_mask}, as ASE writes it, says that they do
 * not move, and their force has been set to zero. Such a zero is no force, so nothing can be learnt
 * from it. Where the force of such an atom was kept, it counts as any other.
 */
final class HeldAtoms {
  private static final String MOVE_MASK = "move_mask";

  private HeldAtoms() {}

  /**
   * The atoms of a frame whose forces are not known.
   *
   * @param frame the frame
   * @param forces {@code [nAtoms × 3]} in eV/Å
   * @return the indices of the atoms: those with a component that is held and zero
   */
  static BitSet of(Frame frame, double[] forces) {
    BitSet held = new BitSet();
    Optional<Column> mask =
        frame.columns().stream()
            .filter(column -> column.name().equalsIgnoreCase(MOVE_MASK))
            .filter(column -> column.width() == 1 || column.width() == 3)
            .filter(column -> column.type() != ColumnType.STRING)
            .findFirst();
    mask.ifPresent(
        column -> {
          boolean[] moves = moves(column);
          for (int i = 0; i < forces.length; i++) {
            boolean free = moves[column.width() == 1 ? i / 3 : i];
            boolean zero =
                column.width() == 1 ? VectorRows.norm(forces, i / 3) == 0 : forces[i] == 0;
            if (!free && zero) {
              held.set(i / 3);
            }
          }
        });
    return held;
  }

  private static boolean[] moves(Column column) {
    if (column.type() == ColumnType.LOGICAL) {
      return column.logicals();
    }
    boolean[] moves = new boolean[column.atoms() * column.width()];
    for (int i = 0; i < moves.length; i++) {
      moves[i] =
          column.type() == ColumnType.INTEGER ? column.integers()[i] != 0 : column.reals()[i] != 0;
    }
    return moves;
  }
}
