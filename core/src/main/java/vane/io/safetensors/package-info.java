/**
 * The safetensors container: named arrays and a map of strings in one file.
 *
 * <p>{@link vane.io.safetensors.SafetensorsWriter} writes it, {@link
 * vane.io.safetensors.SafetensorsFile} maps it into memory. A file is eight bytes of header length,
 * a JSON header, and raw little-endian numbers. What always holds: nothing of a file is used before
 * its header, types, shapes, offsets and length have been checked against each other; files that
 * Vane writes carry a SHA-256 of the header, so that a changed one is refused.
 *
 * <p>The format: https://github.com/huggingface/safetensors#format.
 */
package vane.io.safetensors;
