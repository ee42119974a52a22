package vane.engines.relax;

import vane.engines.ForceEvaluation;
import vane.structure.Structure;

/**
 * How a relaxation ended.
 *
 * @param structure the last structure
 * @param evaluation its forces
 * @param largestForce the longest force on an atom that may move, in eV/Å
 * @param steps how many steps were taken
 * @param converged whether all forces are small enough
 */
public record Relaxed(
    Structure structure,
    ForceEvaluation evaluation,
    double largestForce,
    int steps,
    boolean converged) {}
