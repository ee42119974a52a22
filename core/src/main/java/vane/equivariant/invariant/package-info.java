/**
 * The functions of a neighbourhood, their gradients, and energies that are linear in them.
 *
 * <p>Start at {@link vane.equivariant.invariant.ElementBasis}, the functions for given elements.
 * {@link vane.equivariant.invariant.TensorBasis} lists them: densities on {@link
 * vane.equivariant.invariant.RadialBasis} and spherical harmonics, and their invariant products.
 * {@link vane.equivariant.invariant.InvariantGradients} differentiates all of them for training;
 * {@link vane.equivariant.invariant.EnergyKernel} goes backward from one set of weights for
 * prediction, and {@link vane.equivariant.invariant.BatchTiles} takes it through many atoms. {@link
 * vane.equivariant.invariant.MahalanobisDistance} tells how far the first invariants are from those
 * of training.
 *
 * <p>Always: the kernels and the plain way give the same numbers but for rounding; what a kernel
 * says about one atom does not depend on which others are in its lanes; functions and their slopes
 * vanish at the cutoff. Kernels read the arrays of the basis, of batches and of tiles directly, so
 * these stay together in one package; nobody else does.
 */
package vane.equivariant.invariant;
