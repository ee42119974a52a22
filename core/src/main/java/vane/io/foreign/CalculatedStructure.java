package vane.io.foreign;

import vane.structure.LabelledStructure;

/**
 * One calculation of a {@link GradientFile}.
 *
 * @param labelled the structure in Å with its forces in eV/Å and its energy in eV
 * @param line where it begins in the file, from one
 */
public record CalculatedStructure(LabelledStructure labelled, long line) {}
