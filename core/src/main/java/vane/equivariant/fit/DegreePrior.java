package vane.equivariant.fit;

import vane.equivariant.invariant.ElementBasis;

/**
 * What is believed of the weights before any example: functions of higher degree, which oscillate,
 * are penalised much more than smooth ones. A function of degree d has the penalty 1 + ((1 + d) /
 * unit)^power, times λ.
 *
 * @param unit the degree, plus one, where the penalty has doubled
 * @param power how steeply it grows beyond
 */
public record DegreePrior(double unit, double power) {
  /** The prior that all models are trained with. */
  public static final DegreePrior STANDARD = new DegreePrior(4, 8);

  /**
   * The penalties of all functions for λ = 1.
   *
   * @param basis the functions
   * @return {@code [features]}, 1 or more
   */
  public double[] penalties(ElementBasis basis) {
    double[] penalties = new double[basis.features()];
    for (int q = 0; q < penalties.length; q++) {
      double degree = basis.tensors().invariantDegree(q % basis.size());
      penalties[q] = 1 + Math.pow((1 + degree) / unit, power);
    }
    return penalties;
  }
}
