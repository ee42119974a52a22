/**
 * The Orientation Adaptive Minimal Learning Machine on plain arrays, free of chemistry.
 *
 * <p>Start at {@link vane.mlm.OaMlmTrainer}, which turns {@link vane.mlm.Environments}
 * (descriptions X, points Y, unit vectors V) into an immutable {@link vane.mlm.OaMlm}. Everything
 * goes through one idea, the {@link vane.mlm.Comparison} of environments with references: training
 * and prediction consume the same rows. {@link vane.mlm.ProjectionTrainer} and {@link
 * vane.mlm.ProjectionMlm} are a second reading of the method, which learns whole vectors from the
 * same comparisons and says how far off they may be. Nothing here knows of atoms or units, so
 * whoever has descriptors, points and unit vectors of another kind can use this package alone.
 *
 * <p>Source: A. Pihlajamäki, J. Linja, J. Hämäläinen, S. Malola, P. Nieminen, T. Kärkkäinen, H.
 * Häkkinen, <i>Orientation Adaptive Minimal Learning Machine for Directions of Atomic Forces</i>,
 * ESANN 2021.
 */
package vane.mlm;
