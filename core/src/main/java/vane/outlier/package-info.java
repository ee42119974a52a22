/**
 * Frames and atoms whose forces disagree with what all other frames say of them.
 *
 * <p>Start at {@link vane.outlier.OutlierSearch}. Forces are in eV/Å.
 */
package vane.outlier;
