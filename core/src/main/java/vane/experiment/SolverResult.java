package vane.experiment;

import vane.evaluation.ErrorSummary;

/**
 * How a model did with another direction solver than that of the experiment.
 *
 * @param solver the name of the solver
 * @param training the errors on the training environments
 * @param test the errors on the test environments
 */
public record SolverResult(String solver, ErrorSummary training, ErrorSummary test) {}
