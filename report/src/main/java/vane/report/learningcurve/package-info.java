/**
 * The page of a learning curve, and its plot as files of their own.
 *
 * <p>Start at {@link vane.report.learningcurve.LearningCurveReport}.
 */
package vane.report.learningcurve;
