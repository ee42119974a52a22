/**
 * The Orientation Adaptive Minimal Learning Machine on plain arrays, without chemistry.
 *
 * <p>Start at {@link vane.mlm.OaMlm}, a trained model: a {@link vane.mlm.reference.ReferenceMap},
 * which holds what all readings of the method share (references, the {@link
 * vane.mlm.reference.Comparison} of environments with them, a linear map), and a {@link
 * vane.mlm.Reading} of it, which says what the mapped numbers mean and how a vector comes from
 * them. {@link vane.mlm.CosineReading} is the paper's and gives directions; {@link
 * vane.mlm.CosineTrainer} trains it. {@link vane.mlm.ProjectionReading} gives whole vectors and
 * says how far off they may be; {@link vane.mlm.ProjectionTrainer} trains it. Both take {@link
 * vane.mlm.reference.Environments}: descriptors X, points Y, unit vectors V. Nothing here knows of
 * atoms or units, so whoever has descriptors, points and unit vectors of another kind can use this
 * package alone.
 *
 * <p>Source: A. Pihlajamäki, J. Linja, J. Hämäläinen, S. Malola, P. Nieminen, T. Kärkkäinen, H.
 * Häkkinen, <i>Orientation Adaptive Minimal Learning Machine for Directions of Atomic Forces</i>,
 * ESANN 2021.
 */
package vane.mlm;
