/**
 * How weights are learnt from frames, and how they are judged.
 *
 * <p>Start at {@link vane.equivariant.fit.ObservationEquations}, which turns what is known of
 * frames into rows of a linear regression. {@link vane.equivariant.fit.ChosenFrames} says which
 * frames are learnt from and which held out, {@link vane.equivariant.fit.TrainingStatistics} sums
 * what they look like. {@link vane.equivariant.fit.DegreePrior} penalises functions that oscillate.
 * {@link vane.equivariant.fit.FrameEvaluator} asks given weights about frames; {@link
 * vane.equivariant.fit.HeldOutChoice} and {@link vane.equivariant.fit.Calibration} draw
 * conclusions.
 *
 * <p>Always: what is learnt is the sum of what single frames say, memory does not grow with their
 * number, and no result depends on the number of threads.
 */
package vane.equivariant.fit;
