/**
 * Environments as arrays, the references among them, and what a comparison with the references
 * tells.
 *
 * <p>Start at {@link vane.mlm.reference.Environments}, the data. {@link
 * vane.mlm.reference.ReferenceSelection} chooses references, {@link vane.mlm.reference.Comparison}
 * holds environments against them, and {@link vane.mlm.reference.ReferenceMap} maps what that tells
 * linearly. What the mapped numbers mean is for {@code vane.mlm}, which uses this package and not
 * the other way round.
 */
package vane.mlm.reference;
