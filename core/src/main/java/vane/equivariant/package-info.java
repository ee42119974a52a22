/**
 * Forces from an energy that is linear in its weights: the model that users run.
 *
 * <p>Start at {@link vane.equivariant.EquivariantTrainer}, which finds the weights of an {@link
 * vane.equivariant.EquivariantPotential} from {@link vane.structure.LabelledStructure}s. {@link
 * vane.equivariant.TensorBasis} lists the functions of a neighbourhood: densities on {@link
 * vane.equivariant.RadialBasis} and spherical harmonics, and their invariant products. {@link
 * vane.equivariant.InvariantGradients} differentiates all of them for training; {@link
 * vane.equivariant.EnergyKernel} goes backward from one set of weights for prediction.
 *
 * <p>Always: rotations, reflections and the order of atoms do not matter, the forces of a structure
 * are the negative gradient of one energy, everything is continuous as neighbours cross the cutoff,
 * and results do not depend on the number of threads. Lengths in Å, energies in eV, forces in eV/Å.
 * The method is the atomic cluster expansion (Drautz, Phys. Rev. B 99, 014104 (2019),
 * doi:10.1103/PhysRevB.99.014104), learnt from forces alone.
 */
package vane.equivariant;
