/**
 * How good predictions are: angles, force errors, and whether uncertainties foretell the errors.
 *
 * <p>Start at {@link vane.evaluation.EvaluationAccumulator}, which takes predictions frame by frame
 * and gives an {@link vane.evaluation.Evaluation}. Angles are in degrees; the headline figure
 * weighs each angle with the squared norm of the true force, as the ESANN 2021 paper does. Atoms
 * with zero force have no direction: they are counted and left out of the angles.
 *
 * <p>The error of a force is predicted minus true in eV/Å, its norm where one number per atom is
 * needed. An uncertainty is that of a single component. Atoms of elements that the model does not
 * know are in no figure. Energies are compared per atom, and only among frames of one chemical
 * formula, since their zero is arbitrary.
 */
package vane.evaluation;
