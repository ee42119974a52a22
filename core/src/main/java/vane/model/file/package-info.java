/**
 * Force models in safetensors files.
 *
 * <p>Start at {@link vane.model.file.ModelFile}, which reads and writes what all models share and
 * hands on to one class per method. {@code docs/file-formats.md} describes the format. A file of an
 * earlier version keeps its meaning; a file that is cut, changed or of a later version is refused
 * with one line.
 */
package vane.model.file;
