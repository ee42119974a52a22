package vane.equivariant.invariant;

/**
 * Energies of a few atoms of one element, and their gradients by the positions of the neighbours:
 * backward differentiation with a model's weights, so no feature vector is ever formed.
 *
 * <p>{@link InvariantGradients} is the plain way to the same numbers. A kernel is a workspace, not
 * safe for use by several threads.
 */
public sealed interface EnergyKernel permits ScalarEnergyKernel, VectorEnergyKernel {

  /**
   * A kernel for bases of this shape.
   *
   * @param basis the functions
   * @return the fastest kernel that this JVM can run
   */
  static EnergyKernel create(TensorBasis basis) {
    // VectorEnergyKernel is linked only when this line is reached.
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
        ? new VectorEnergyKernel(basis)
        : new ScalarEnergyKernel(basis);
  }

  /**
   * How many atoms are worked on at once.
   *
   * @return 1 or the number of lanes of a vector register
   */
  int lanes();

  /**
   * Takes a tile: evaluates its tensors.
   *
   * @param tile neighbourhoods in as many lanes; not modified, and not to be modified before the
   *     last call of {@link #contract}
   * @param radialBases for each element of neighbours its radial functions about these centres
   */
  void expand(Tile tile, RadialBasis[] radialBases);

  /**
   * The energies and gradients of the tile for some weights. It may be called for several weights.
   *
   * @param plan weights of the element of these centres
   */
  void contract(ContractionPlan plan);

  /**
   * The energies that the last {@link #contract} found.
   *
   * @return {@code [lanes]} in eV; valid until the next call
   */
  double[] energies();

  /**
   * The gradients that the last {@link #contract} found, by the positions of the neighbours.
   *
   * @return {@code [slots × 3 × lanes]} in eV/Å; valid until the next call
   */
  double[] gradients();

  /**
   * The first invariants of the tile.
   *
   * @param count how many
   * @param destination {@code [count × lanes]}, overwritten
   */
  void invariants(int count, double[] destination);

  /**
   * How far the atoms of the tile are from those of training: {@link MahalanobisDistance}.
   *
   * @param metric of the element of these centres
   * @param destination {@code [lanes]}, overwritten
   */
  void trainingDistances(MahalanobisDistance metric, double[] destination);
}
