/**
 * What training has seen, how large errors are there, and what happens outside.
 *
 * <p>Start at {@link vane.equivariant.range.RepellingEvaluator}: energies, forces and virials with
 * the {@link vane.equivariant.range.Repulsion} that takes over below the distances that {@link
 * vane.equivariant.range.PairDistances} knows. {@link vane.equivariant.range.NeighbourhoodRange}
 * tells what is outside, {@link vane.equivariant.range.ErrorModel} how exact a force is, and {@link
 * vane.equivariant.range.ForceBound} bounds forces that are larger than any in training.
 *
 * <p>Always: forces and virials of the evaluator are exact gradients of its energies. Only {@link
 * vane.equivariant.range.ForceBound} breaks that, and it is applied afterwards, where asked for.
 */
package vane.equivariant.range;
