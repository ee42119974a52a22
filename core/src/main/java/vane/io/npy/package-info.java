/**
 * NumPy's {@code .npy} files, one array each, and {@code .npz} files of named arrays.
 *
 * <p>{@link vane.io.npy.NpyWriter} writes rows as they come and needs not know how many there will
 * be; {@link vane.io.npy.NpyReader} reads a whole array, {@link vane.io.npy.NpzReader} all arrays
 * of an archive. Arrays are row-major. Reading checks everything before it trusts it.
 *
 * <p>The format: NEP 1, https://numpy.org/neps/nep-0001-npy-format.html.
 */
package vane.io.npy;
