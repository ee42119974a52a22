/**
 * The environments of atoms as the OA-MLM sees them: on the way from structures to arrays.
 *
 * <p>Start at {@link vane.environment.EnvironmentExtractor}, which describes every atom of some
 * structures by an invariant descriptor (SOAP), its nearest neighbours, and its force if that is
 * known. {@link vane.environment.ElementEnvironments} holds those of one element, and turns them
 * into the arrays of {@code vane.mlm}. Immutable; lengths in Å, forces in eV/Å.
 */
package vane.environment;
