package vane.evaluation;

import java.util.OptionalDouble;

/**
 * How far the uncertainties that a model gives can be trusted.
 *
 * <p>If errors were Gaussian, with the uncertainty of each atom as their standard deviation, 68.3 %
 * of the components would lie within one uncertainty and 95.4 % within two, and the root mean
 * square of error over uncertainty would be one.
 *
 * @param atoms the atoms that the figures are of
 * @param withoutUncertainty atoms whose uncertainty is not a number above zero, left out
 * @param fractionWithinOne the share of the force components that are off by at most one
 *     uncertainty, 0 to 1
 * @param fractionWithinTwo the share of the force components that are off by at most two
 *     uncertainties, 0 to 1
 * @param rankCorrelation Spearman's rank correlation between the uncertainty of an atom and the
 *     norm of its error; empty if all are equal
 * @param rmsErrorOverUncertainty the root mean square of a component's error over its uncertainty
 * @param rmsUncertaintyEvPerAngstrom the root mean square of the uncertainties in eV/Å, to stand
 *     beside the root mean square error of a component
 * @param worstErrors how many of the largest errors were looked at: {@link #WORST}, or all atoms if
 *     they are fewer
 * @param worstErrorsAmongMostUncertain how many of these were among the share {@link
 *     #MOST_UNCERTAIN} of the atoms that have the largest uncertainties
 */
public record UncertaintySummary(
    long atoms,
    long withoutUncertainty,
    double fractionWithinOne,
    double fractionWithinTwo,
    OptionalDouble rankCorrelation,
    double rmsErrorOverUncertainty,
    double rmsUncertaintyEvPerAngstrom,
    int worstErrors,
    int worstErrorsAmongMostUncertain) {
  /** So many of the largest errors are looked at. */
  public static final int WORST = 20;

  /** The share of the atoms that count as the most uncertain. */
  public static final double MOST_UNCERTAIN = 0.05;
}
