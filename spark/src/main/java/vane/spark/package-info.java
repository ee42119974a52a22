/**
 * The {@code vane-spark} command: what {@code vane} does, on trajectories that are larger than one
 * machine holds.
 *
 * <p>Start at {@link vane.spark.Main}. Options and messages are those of {@code vane.cli}; Spark
 * takes its own options from the launcher. {@link vane.spark.cluster} holds the session, {@link
 * vane.spark.frames} what is read, {@link vane.spark.table} what is written.
 */
package vane.spark;
