/**
 * Where forces come from while atoms move, whatever moves them.
 *
 * <p>A {@link vane.engines.ForceSource} gives a {@link vane.engines.ForceEvaluation} of a
 * structure. {@link vane.engines.ModelForces} makes one of a trained model, and {@code
 * vane.engines.xtb} has one for molecules that needs no training. What moves atoms by it lies in
 * rooms of its own: {@code vane.engines.relax}, {@code vane.engines.dynamics}, and {@code
 * vane.engines.ipi} for other programs that do. {@code vane.engines.start} has structures to start
 * from.
 */
package vane.engines;
