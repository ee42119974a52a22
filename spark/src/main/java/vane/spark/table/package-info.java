/**
 * Folders of frames that {@code vane-spark} writes, and tables of frames in Parquet.
 *
 * <p>Start at {@link vane.spark.table.TableSchema}, which says what a row holds; {@link
 * vane.spark.table.FrameRow} makes rows of frames, and {@link vane.spark.table.TableRows} frames of
 * rows. What always holds: a frame comes back as it was, every number bit for bit, every key as the
 * text that its file held. A folder names what it is in the file {@code _vane.json}, and says there
 * whether it is whole.
 */
package vane.spark.table;
