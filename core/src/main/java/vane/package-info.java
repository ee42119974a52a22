/**
 * Vane learns the direction of the force on an atom from the atom's surroundings.
 *
 * <p>Start reading at {@link vane.mlm} for the method itself, free of chemistry, or at {@code
 * vane.model} for what turns structures into forces. This package holds only the exceptions that
 * every kind of bad input shares, and the version.
 */
package vane;
