/**
 * Trajectories as people bring them: frames are read a batch at a time, what cannot be learnt from
 * is left out with a count, and what looks wrong is said.
 *
 * <p>Start at {@link vane.audit.FrameBatches}; {@link vane.audit.DataAudit} is what looks at the
 * frames as they pass. Lengths are in Å, forces in eV/Å.
 */
package vane.audit;
