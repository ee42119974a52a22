/**
 * Directions from arrays, for everyone who has descriptors, points and unit vectors: nothing here
 * knows of atoms.
 *
 * <p>Start at {@link vane.directions.DirectionData}, the arrays, and {@link
 * vane.directions.DirectionTrainer}: {@code fit} gives a {@link vane.directions.DirectionModel},
 * which predicts and scores. Data in the plane are embedded in the plane z = 0 and come back with
 * two components. With points, predictions turn with the points; without points there is nothing
 * that says how an environment lies, and the method is the Minimal Learning Machine: a distance
 * regression of the vectors as they are.
 *
 * <p>Sources: A. Pihlajamäki et al., <i>Orientation Adaptive Minimal Learning Machine for
 * Directions of Atomic Forces</i>, ESANN 2021; A. H. de Souza Junior et al., <i>Minimal Learning
 * Machine: A novel supervised distance-based approach for regression and classification</i>,
 * Neurocomputing 164 (2015), doi:10.1016/j.neucom.2014.11.073.
 */
package vane.directions;
