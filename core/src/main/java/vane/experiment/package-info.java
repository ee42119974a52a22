/**
 * The experiment of the ESANN 2021 paper on the bundled alkane trajectories.
 *
 * <p>Start at {@link vane.experiment.PaperExperiment}. Runs 1 and 2 of each molecule train, run 3
 * tests; of the hydrogen atoms every second configuration is tested. {@link
 * vane.experiment.PaperFigures} holds what the paper reports.
 */
package vane.experiment;
