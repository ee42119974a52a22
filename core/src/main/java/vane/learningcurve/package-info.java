/**
 * Learning curves: errors against the number of frames that were learnt from.
 *
 * <p>Start at {@link vane.learningcurve.LearningCurveMeasurement}. One set of frames is held out of
 * all trainings; the others are learnt from in nested parts, each twice as large as the one before.
 * The curve depends on data and settings alone, but for its times.
 */
package vane.learningcurve;
