/**
 * Trajectories as a cluster reads them: which frames there are, and any range of them on any
 * worker.
 *
 * <p>Start at {@link vane.spark.frames.FrameIndex}, which finds the frames by a Spark job, and
 * {@link vane.spark.frames.FrameReader}, which reads a range of them. What always holds: the frames
 * are those that {@link vane.io.xyz.XyzReader} finds, with the same numbers and lines, however the
 * files are split. Where a frame begins is only guessed from the middle of a file; each guess is
 * compared with where the part before it ends, and a part whose guess was wrong is looked through
 * again.
 */
package vane.spark.frames;
