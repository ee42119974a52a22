/**
 * Spark as the commands use it.
 *
 * <p>Start at {@link vane.spark.cluster.SparkRun}. What always holds: a failure of a task that bad
 * input caused leaves as the {@link vane.InputException} of that input, as on one machine.
 */
package vane.spark.cluster;
