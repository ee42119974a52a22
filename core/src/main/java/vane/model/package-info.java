/**
 * Models of forces: what turns a structure into a direction for each atom.
 *
 * <p>Start at {@link vane.model.ForceModel}. {@link vane.model.EnvironmentExtractor} describes the
 * atoms of structures, {@link vane.model.OaMlmForceModelTrainer} trains one OA-MLM an element, and
 * {@link vane.model.ProjectionForceModelTrainer} one that gives whole forces; {@link
 * vane.model.ModelFile} keeps a model in a safetensors file. Models are immutable and know where
 * they come from ({@link vane.model.Provenance}). Lengths are in Å, forces in eV/Å.
 */
package vane.model;
