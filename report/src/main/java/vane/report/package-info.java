/**
 * HTML reports: the page and Figure 1 of the paper's experiment, and the page of an evaluation.
 *
 * <p>Start at {@link vane.report.EvaluationReport} and {@link vane.report.ExperimentReport}: each
 * writes one page from top to bottom. A page is made of tables ({@link
 * vane.report.ForceErrorTable}, {@link vane.report.ExperimentTables}) and plots, one class per kind
 * of plot: {@link vane.report.AngleHistograms}, {@link vane.report.ForceAngleDensity}, {@link
 * vane.report.ForceParityPlot}, {@link vane.report.UncertaintyPlots}; {@link vane.report.Figure1}
 * adds {@link vane.report.EpsilonSweepPanel} and {@link vane.report.AngleChangePlot}.
 *
 * <p>Pages need no network and no scripts, pictures no fonts of the machine. The same results give
 * the same bytes. The figure follows Figure 1 of A. Pihlajamäki et al., <i>Orientation Adaptive
 * Minimal Learning Machine for Directions of Atomic Forces</i>, ESANN 2021.
 */
package vane.report;
