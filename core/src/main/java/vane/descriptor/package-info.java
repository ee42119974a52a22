/**
 * Descriptions of atomic environments that do not change when the structure is turned, mirrored,
 * moved or its atoms renumbered.
 *
 * <p>Start at {@link vane.descriptor.Soap}: the smooth overlap of atomic positions (Bartók, Kondor
 * and Csányi 2013, DOI 10.1103/PhysRevB.87.184115) with Gaussian-type radial functions, in the
 * convention and the order of features of DScribe 2.1 (Himanen et al. 2020, DOI
 * 10.1016/j.cpc.2019.106949). {@link vane.descriptor.MinMaxScaler} brings each feature into [0, 1].
 *
 * <p>Descriptions are rows of flat row-major arrays, {@code [nAtoms × features]}. Lengths are in Å.
 * Everything public is immutable and thread-safe, except {@link vane.descriptor.Soap.Workspace} and
 * {@link vane.descriptor.MinMaxScaler.Accumulator}, of which each thread has its own.
 */
package vane.descriptor;
