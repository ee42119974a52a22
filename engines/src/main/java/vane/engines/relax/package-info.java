/**
 * Relaxation: moves atoms, and the cell if wanted, until all forces are small.
 *
 * <p>{@link vane.engines.relax.Relaxation} runs it; a {@link vane.engines.relax.Optimizer} says how
 * to step. Both optimizers need forces alone, so they work with models that know no energy.
 */
package vane.engines.relax;
