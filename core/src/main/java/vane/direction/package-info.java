/**
 * From predicted cosines to a direction: the loss (3) and ways to minimise it.
 *
 * <p>A {@link vane.direction.DirectionProblem} holds the references Γ of one atom. A {@link
 * vane.direction.DirectionSolver} turns it into a {@link vane.direction.Direction}. Start reading
 * at {@link vane.direction.DirectionLoss}. {@link vane.direction.WeightedProjections} is the closed
 * form for vectors of any length.
 *
 * <p>What always holds: a {@link vane.direction.Direction} is a unit vector, or the zero vector
 * with status {@link vane.direction.DirectionStatus#NONE}; it is never NaN. Solvers have no state
 * and no random numbers. Turning or reflecting a problem turns or reflects its answer.
 *
 * <p>A. Pihlajamäki et al., Orientation Adaptive Minimal Learning Machine for Directions of Atomic
 * Forces, ESANN 2021.
 */
package vane.direction;
