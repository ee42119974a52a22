/**
 * A network that passes messages between atoms: energies and their exact gradient, learnt by
 * gradient descent.
 *
 * <p>Start at {@link vane.network.NetworkTrainer}, which makes a {@link
 * vane.network.NetworkPotential} of {@link vane.structure.LabelledStructure}s. Each atom sums
 * functions of its neighbours into densities, takes products of them that do not change when the
 * structure turns, and makes features of these; in a second round, neighbours count as much as
 * their features say. Energies are read off both rounds. {@code NetworkKernel} computes all of it,
 * {@code NetworkLayout} says where which weight lies, {@code InvariantProgram} holds the products.
 *
 * <p>Always: rotations, reflections and the order of atoms do not matter; energy and forces are
 * continuous as neighbours cross the cutoff; results depend neither on the number of threads nor on
 * the clock. Arithmetic is in single precision but for sums over atoms. Lengths in Å, energies in
 * eV, forces in eV/Å.
 *
 * <p>It is a small relative, with scalar messages, of MACE (Batatia, Kovács, Simm, Ortner and
 * Csányi, NeurIPS 2022, arXiv:2206.07697).
 */
package vane.network;
