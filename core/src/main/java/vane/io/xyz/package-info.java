/**
 * Extended XYZ: reading and writing trajectories, one frame at a time.
 *
 * <p>Start at {@link vane.io.xyz.XyzReader} and {@link vane.io.xyz.XyzWriter}; {@link
 * vane.io.xyz.TrajectoryPath} adds the frame slices of the command line ({@code
 * file.xyz@0:1000:10}). A {@link vane.io.xyz.Frame} is a structure with whatever else the file says
 * about it: columns (one or more values per atom) and info (keys and values of the comment line).
 *
 * <p>What always holds: memory is bounded by the largest frame, not by the file; what is read and
 * not understood is written again as it was; numbers survive reading and writing to the last bit;
 * every position is finite, and so are vectors that are asked for by name; what breaks the format
 * is refused with file, line and frame; lengths are in Å, energies in eV, forces in eV/Å and
 * stresses in eV/Å³, as the file must have them.
 *
 * <p>The format: the extended XYZ specification of libAtoms, <a
 * href="https://github.com/libAtoms/extxyz">https://github.com/libAtoms/extxyz</a>. Where it leaves
 * something open, {@code docs/file-formats.md} says what is done here.
 */
package vane.io.xyz;
