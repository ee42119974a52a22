/**
 * Training on frames that are read where tasks run.
 *
 * <p>Start at {@link vane.spark.training.ClusterTraining}. The driver knows a few numbers of each
 * frame ({@code FrameOutlines}), says what each is used for, and asks the frames section by section
 * ({@code ClusterFrames}), as {@code vane.equivariant.sums} has it.
 *
 * <p>Always: the same model, bit for bit, with any number of partitions and workers, and when tasks
 * fail and are done again; no object larger than a partition of blocks reaches the driver; what
 * tasks hold does not grow with the number of frames.
 */
package vane.spark.training;
