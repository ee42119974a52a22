/**
 * The page of an evaluation.
 *
 * <p>Start at {@link vane.report.evaluation.EvaluationReport}, which writes the page from top to
 * bottom. There is one class per kind of plot.
 */
package vane.report.evaluation;
