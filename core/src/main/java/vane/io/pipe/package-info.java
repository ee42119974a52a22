/**
 * Pipes and descriptors in the place of files: {@code /dev/stdin}, {@code /dev/stdout}, {@code
 * /dev/fd/N}, named pipes and what a shell makes of {@code <(…)}.
 *
 * <p>{@link vane.io.pipe.PipeSource} is read once, from its beginning to its end, and {@link
 * vane.io.pipe.PipeTarget} is written to where a file would be replaced.
 */
package vane.io.pipe;
