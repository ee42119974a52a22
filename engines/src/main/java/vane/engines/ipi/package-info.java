/**
 * The protocol of i-PI between a program that moves atoms and one that computes their forces.
 *
 * <p>The program that moves atoms is the server, the one that computes forces its client. Vane can
 * be either. Where i-PI or ASE move the atoms, {@link vane.engines.ipi.IpiDriver} answers their
 * messages. Where Vane does, {@link vane.engines.ipi.IpiServerForces} asks a client such as Quantum
 * ESPRESSO, CP2K or DFTB+. An {@link vane.engines.ipi.IpiConnection} reads and writes messages.
 *
 * <p>A message begins with a header of 12 characters in upper case, padded with spaces. Integers
 * have 32 and real numbers 64 bits, little-endian. Energies are in hartree and lengths in bohr.
 * Lattice vectors are the columns of a 3 × 3 array in row-major order, so the array is the
 * transpose of Vane's; the virial is transposed in the same way. Messages come in a stream without
 * borders: one read may give half a message or two.
 *
 * <p>V. Kapil et al., Comput. Phys. Commun. 236, 214 (2019), doi:10.1016/j.cpc.2018.09.020.
 */
package vane.engines.ipi;
