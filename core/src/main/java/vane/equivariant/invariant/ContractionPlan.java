package vane.equivariant.invariant;

/**
 * A model's weights of one element, ordered for {@link EnergyKernel}: first the slope of the energy
 * by each tensor, then the way back through the pairs to the densities. Immutable and thread-safe.
 */
public final class ContractionPlan {
  final TensorBasis basis;
  final ContractionOrder order;

  /** The weights of single densities, by component of densities; zero where there is none. */
  final double[] single;

  /**
   * The weights of partners in products, two per partner of the order: with the first tensor of its
   * block, and with the second; zero where they do not meet.
   */
  final double[] partnerWeight;

  /**
   * A plan.
   *
   * @param basis the functions
   * @param weights one an invariant, in eV
   */
  public ContractionPlan(TensorBasis basis, double[] weights) {
    this.basis = basis;
    this.order = basis.contractionOrder();
    this.single = new double[basis.densityComponents];
    this.partnerWeight = new double[2 * order.partner.length];
    for (int q = 0; q < basis.size(); q++) {
      if (basis.right[q] < 0) {
        single[basis.tensorStart[basis.left[q]]] = weights[q];
      } else {
        // A tensor with itself gets it twice: the slope of a square is twice the tensor.
        partnerWeight[order.places[2 * q]] += weights[q];
        partnerWeight[order.places[2 * q + 1]] += weights[q];
      }
    }
  }
}
