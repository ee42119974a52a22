/**
 * Huber regression of thousands of columns at once, with one scale and one intercept per column.
 *
 * <p>Start at {@link vane.regression.huber.Huber}. Columns share a matrix of inputs, so an
 * iteration is two matrix products for a whole panel of them ({@code PanelProducts}); columns that
 * have ended drop out. {@link vane.regression.huber.HuberSettings} chooses between limited-memory
 * BFGS, stopped early as the paper's regressor was ({@code LbfgsPanel}), and an exact alternating
 * algorithm with a duality gap as proof ({@code AlternatingPanel}). docs/huber-study.md has the
 * measurements.
 */
package vane.regression.huber;
