package vane.equivariant.invariant;

/**
 * The whitened invariants of the atoms of a batch: T (B − μ), with the factor T and the mean μ of
 * the {@link MahalanobisDistance} of the atom's element. A workspace, not safe for use by several
 * threads.
 */
public final class InvariantWhitening {
  private final BatchTiles tiles;
  private final MahalanobisDistance[] metrics;
  private final double[] invariants;

  /**
   * A workspace.
   *
   * @param basis the functions
   * @param metrics the distance of each element
   */
  public InvariantWhitening(ElementBasis basis, MahalanobisDistance[] metrics) {
    this.tiles = new BatchTiles(basis);
    this.metrics = metrics.clone();
    int largest = 0;
    for (MahalanobisDistance metric : metrics) {
      largest = Math.max(largest, metric.size());
    }
    this.invariants = new double[largest * tiles.lanes()];
  }

  /**
   * Whitens the invariants of all atoms. No row depends on which atoms share the batch.
   *
   * @param batch the atoms; not modified
   * @return {@code [atoms][d]}, d the size of the metric of the atom's element; the squared length
   *     of a row is d times the square of the {@link MahalanobisDistance}
   */
  public double[][] rows(AtomBatch batch) {
    double[][] rows = new double[batch.size()][];
    tiles.visit(
        batch,
        (element, tile, kernel) -> {
          MahalanobisDistance metric = metrics[element];
          kernel.invariants(metric.size(), invariants);
          for (int lane = 0; lane < tile.filled(); lane++) {
            rows[tile.centre(lane)] = metric.whitened(invariants, tile.lanes(), lane);
          }
        });
    return rows;
  }
}
