/**
 * Reports for people: the figure and the page of the paper's experiment, and the page of an
 * evaluation.
 *
 * <p>Start at {@link vane.report.ExperimentReport} and {@link vane.report.EvaluationReport}. Pages
 * need no network and no scripts, pictures no fonts of the machine. The figure follows Figure 1 of
 * A. Pihlajamäki et al., <i>Orientation Adaptive Minimal Learning Machine for Directions of Atomic
 * Forces</i>, ESANN 2021.
 */
package vane.report;
