package vane.experiment;

import java.util.List;
import java.util.Map;
import vane.evaluation.AngleSamples;
import vane.evaluation.ErrorSummary;
import vane.mlm.RegressionReport;

/**
 * How one model of one element did.
 *
 * @param regression how its training went
 * @param training its errors on the training environments
 * @param test its errors on the test environments
 * @param samples the angles of the test environments one by one, in the same order for all models
 *     of an element
 * @param coverage the share of test environments whose Γ is not empty
 * @param meanAcceptedShare the mean share of the references that Γ holds
 * @param otherSolvers the same model with other direction solvers
 * @param stageSeconds the time of each stage in seconds; of a stage that several models share, an
 *     equal part
 */
public record ModelResult(
    RegressionReport regression,
    ErrorSummary training,
    ErrorSummary test,
    AngleSamples samples,
    double coverage,
    double meanAcceptedShare,
    List<SolverResult> otherSolvers,
    Map<String, Double> stageSeconds) {

  /** Copies the list. */
  public ModelResult {
    otherSolvers = List.copyOf(otherSolvers);
  }
}
