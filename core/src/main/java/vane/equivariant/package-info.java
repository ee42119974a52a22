/**
 * Forces from an energy that is linear in its weights: the model that users run.
 *
 * <p>Start at {@link vane.equivariant.EquivariantTrainer}, which finds the weights of an {@link
 * vane.equivariant.EquivariantPotential} from {@link vane.structure.LabelledStructure}s. Behind are
 * four rooms, each of which uses only those named after it: {@code sums}, what training asks of its
 * frames and adds up, wherever they are; {@code fit}, how weights are learnt and judged; {@code
 * range}, what training has seen and what happens outside of it; {@code invariant}, the functions
 * of a neighbourhood. Only this package uses the last three, but for {@link
 * vane.equivariant.invariant.BasisSettings}, {@link vane.equivariant.fit.ChosenFrame} and {@link
 * vane.equivariant.fit.ChosenFrames}.
 *
 * <p>Always: rotations, reflections and the order of atoms do not matter, the energy is continuous
 * as neighbours cross the cutoff, and so are the forces; results depend neither on the number of
 * threads nor on which structures are evaluated together. Lengths in Å, energies in eV, forces in
 * eV/Å.
 *
 * <p>The forces of a structure are the negative gradient of one energy: always from {@link
 * vane.equivariant.EquivariantPotential#evaluateConservative}, with the virial that belongs to
 * them. From {@link vane.equivariant.EquivariantPotential#evaluate} they are so as long as no force
 * of the structure is bounded, which happens beyond one and a half times the largest force in
 * training; such atoms are flagged.
 *
 * <p>The method is the atomic cluster expansion (Drautz, Phys. Rev. B 99, 014104 (2019),
 * doi:10.1103/PhysRevB.99.014104), learnt from forces alone.
 */
package vane.equivariant;
