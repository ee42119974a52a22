/**
 * Folders of frames, written by the tasks of a cluster.
 *
 * <p>Start at {@link vane.spark.output.FrameOutput}. What always holds: a folder is made in the
 * order of the frames that were read, one file for each part of them; a task that is done twice
 * leaves one file; and a folder that was not finished is known as such.
 */
package vane.spark.output;
