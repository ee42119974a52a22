/**
 * The frames of a pool that tell a model most, where the pool is larger than memory.
 *
 * <p>Start at {@link vane.spark.selection.ClusterSelection}. Always: the choice of {@code vane
 * select}, to the last bit of the gains, with any number of tasks and any memory.
 */
package vane.spark.selection;
