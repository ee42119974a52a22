package vane.equivariant.invariant;

/**
 * The way through a batch: its centres element by element, as many at once as the kernel has lanes.
 *
 * <p>What a visitor adds up centre by centre does not depend on which atoms share a tile: centres
 * of one element come in the order of the batch, and each lane is worked on for itself. A
 * workspace, not safe for use by several threads.
 */
public final class BatchTiles {
  private final ElementBasis basis;
  private final EnergyKernel kernel;
  private final Tile tile;

  /**
   * A workspace.
   *
   * @param basis the functions
   */
  public BatchTiles(ElementBasis basis) {
    this.basis = basis;
    this.kernel = EnergyKernel.create(basis.tensors());
    this.tile = new Tile(kernel.lanes(), basis.species(), basis.settings().cutoffAngstrom());
  }

  /**
   * How many atoms are worked on at once.
   *
   * @return the lanes of the kernel
   */
  public int lanes() {
    return kernel.lanes();
  }

  /** Hears of the tiles of a batch. */
  public interface Visitor {
    /**
     * Takes a tile whose tensors the kernel has just evaluated.
     *
     * @param element the number of the element of its centres
     * @param tile the neighbourhoods, valid during the call only
     * @param kernel ready to contract
     */
    void visit(int element, Tile tile, EnergyKernel kernel);
  }

  /**
   * Expands the tiles of a batch.
   *
   * @param batch the atoms; not modified
   * @param visitor hears of each tile
   */
  public void visit(AtomBatch batch, Visitor visitor) {
    int[] centres = new int[batch.size()];
    for (int a = 0; a < basis.species(); a++) {
      int count = 0;
      for (int i = 0; i < batch.size(); i++) {
        if (batch.speciesOfAtom[i] == a) {
          centres[count++] = i;
        }
      }
      for (int first = 0; first < count; first += kernel.lanes()) {
        tile.fill(batch, centres, first, Math.min(kernel.lanes(), count - first));
        kernel.expand(tile, basis.radialBases(a));
        visitor.visit(a, tile, kernel);
      }
    }
  }
}
