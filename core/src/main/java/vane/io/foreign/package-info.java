/**
 * Trajectories that are not extended XYZ: which format they have, and what converts it.
 *
 * <p>Start at {@link vane.io.foreign.ForeignFormat#of}. A format is known by what its files begin
 * with, and only where that says nothing by the name of the file. What always holds: a file whose
 * first line is a number of atoms alone is left to the reader of extended XYZ.
 *
 * <p>Two formats, the gradients of xTB, Turbomole and ORCA, are small enough to be read directly:
 * {@link vane.io.foreign.GradientFile}. {@code docs/file-formats.md} says how the others were
 * tried.
 */
package vane.io.foreign;
