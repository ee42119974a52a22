/**
 * Writing a file so that it is either whole or not there.
 *
 * <p>{@link vane.io.output.WriteCheck} says before any work what must not be replaced. {@link
 * vane.io.output.PendingFile} is what all writers share; every failure to write is an {@link
 * vane.io.output.OutputFileException}.
 */
package vane.io.output;
