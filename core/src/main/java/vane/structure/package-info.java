/**
 * Atoms in space: elements, cells, structures, and who is near whom.
 *
 * <p>Start at {@link vane.structure.Structure}; {@code NeighbourList} finds all pairs within a
 * cutoff in linear time. Everything here is immutable. Lengths are in Å. Vectors are rows: a cell
 * has one lattice vector a row, and {@code position = fractional · cell}.
 */
package vane.structure;
