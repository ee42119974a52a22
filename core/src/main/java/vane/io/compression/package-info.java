/**
 * Reading compressed files: gzip, bzip2, xz, zstd, and zip archives of one file.
 *
 * <p>Start at {@link vane.io.compression.Decompression}. What a file is compressed by is known by
 * its first bytes, whatever its name. What always holds: a stream that is damaged or cut is a
 * {@link vane.io.compression.BrokenStreamException}, and every other {@code IOException} is a fault
 * of the disk.
 */
package vane.io.compression;
