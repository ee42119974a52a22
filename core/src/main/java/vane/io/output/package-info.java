/**
 * Writing a file so that it is either whole or not there.
 *
 * <p>{@link vane.io.output.PendingFile} is what the writers of binary formats share.
 */
package vane.io.output;
