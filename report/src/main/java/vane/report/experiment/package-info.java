/**
 * The page and the figure of the paper's experiment.
 *
 * <p>Start at {@link vane.report.experiment.ExperimentReport}. The figure follows Figure 1 of A.
 * Pihlajamäki et al., <i>Orientation Adaptive Minimal Learning Machine for Directions of Atomic
 * Forces</i>, ESANN 2021; {@link vane.report.experiment.Figure1} puts its panels together.
 */
package vane.report.experiment;
