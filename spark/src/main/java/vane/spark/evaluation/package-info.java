/**
 * Models compared with forces that are known, on the workers of a cluster.
 *
 * <p>Start at {@link vane.spark.evaluation.ClusterEvaluation}. Always: predictions and known
 * numbers meet in one accumulator on the driver, frame after frame in the order of the files, as on
 * one machine. So the figures are the same, to the last digit, with any number of partitions.
 */
package vane.spark.evaluation;
