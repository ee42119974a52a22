/**
 * Dense linear algebra on matrices outside the Java heap, by OpenBLAS.
 *
 * <p>Start at {@link vane.linalg.Matrix}; {@link vane.linalg.Multiply} multiplies, {@link
 * vane.linalg.LuFactorization} solves square systems and {@link vane.linalg.CholeskyFactorization}
 * symmetric ones, {@link vane.linalg.QrAccumulator} reduces a tall system to a square one block by
 * block, and {@link vane.linalg.MinimumNorm} solves that one when it has no full rank; {@link
 * vane.linalg.LeadingDirections} finds the few directions that hold nearly all of a matrix.
 *
 * <p>What always holds: matrices are row-major; results do not depend on the number of threads, bit
 * for bit, because work is cut by sizes that depend on the shapes alone and OpenBLAS itself runs on
 * one thread; memory that native code works on cannot be freed meanwhile.
 */
package vane.linalg;
