/**
 * Linear regression of many outputs on common inputs: O ≈ D B, every column of O on its own.
 *
 * <p>Start at {@link vane.regression.LeastSquares}, which is equation (2) of the OA-MLM
 * (Pihlajamäki et al., ESANN 2021) when all rows are at hand; {@link
 * vane.regression.BlockedLeastSquares} takes them block by block, in memory that does not grow with
 * their number. Both give a {@link vane.regression.LeastSquaresSolution}, which says by which route
 * it was found, of which rank and how well conditioned it is. {@link
 * vane.regression.NormalEquations} is for ridge regression on many features, from sums that can be
 * added up anywhere and merged.
 *
 * <p>What always holds: inputs are never modified; coefficients are [inputs × outputs]; nothing is
 * replaced silently; results do not depend on the number of threads. Robust regression ({@link
 * vane.regression.huber.Huber}) belongs here too.
 */
package vane.regression;
