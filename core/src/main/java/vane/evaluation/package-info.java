/**
 * How good predictions are: angles and force errors.
 *
 * <p>Start at {@link vane.evaluation.EvaluationAccumulator}, which takes predictions frame by frame
 * and gives an {@link vane.evaluation.Evaluation}. Angles are in degrees; the headline figure
 * weighs each angle with the squared norm of the true force, as the ESANN 2021 paper does. Atoms
 * with zero force have no direction: they are counted and left out of the angles.
 */
package vane.evaluation;
