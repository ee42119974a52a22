package vane.experiment;

/**
 * How one robust model did.
 *
 * @param epsilon its Huber parameter ε
 * @param model its results
 */
public record RobustResult(double epsilon, ModelResult model) {}
