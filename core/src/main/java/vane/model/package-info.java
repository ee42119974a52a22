/**
 * Models of the forces on atoms: what turns a structure into forces, and how such a model is
 * trained.
 *
 * <p>Start at {@link vane.model.ForceModelTrainer}: it takes {@link vane.model.TrainingData} and
 * settings ({@link vane.model.EquivariantForceSettings}, {@link vane.model.OaMlmForceSettings}),
 * and gives a {@link vane.model.ForceModel} with its {@link vane.model.ForceModelReport}. There are
 * two methods: {@link vane.model.EquivariantForceModel}, the default, whose forces come from one
 * learnt energy ({@link vane.model.Potential}), and {@link vane.model.OaMlmForceModel}. {@code
 * vane.model.file} keeps models in files. Models are immutable and know where they come from
 * ({@link vane.model.Provenance}). Lengths are in Å, energies in eV, forces in eV/Å.
 */
package vane.model;
