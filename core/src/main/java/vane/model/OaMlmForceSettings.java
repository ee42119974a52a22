package vane.model;

import java.util.OptionalInt;
import vane.alignment.FitSettings;
import vane.descriptor.SoapParameters;
import vane.direction.DirectionSolver;
import vane.direction.LossSettings;
import vane.environment.DescriptorSettings;
import vane.environment.ElementEnvironments;
import vane.mlm.CosineSettings;
import vane.mlm.ProjectionSettings;
import vane.mlm.Regression;
import vane.mlm.reference.ReferenceSelection;
import vane.mlm.reference.SampleSettings;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;

/**
 * How a force model is trained by the OA-MLM. {@link OaMlmPreset} has settings that belong
 * together.
 *
 * @param soap the hyperparameters of the descriptor
 * @param neighbours the number M of nearest neighbours that are fitted, 1 to 6
 * @param references the number of references K per element; empty for the paper's 7500 (directions)
 *     or 1000 (directions and norms), or all that differ where there are fewer, and for 1000 (whole
 *     forces)
 * @param trainingEnvironments the number of training environments N per element; empty for K
 *     (directions) and for 30 000, at least K (whole forces)
 * @param selection how the references are chosen
 * @param fit how a reference neighbourhood is fitted on another
 * @param sigma2 the width σ₂ in the goodness of fit, in Å
 * @param outputs what is predicted
 * @param seed the seed of every random choice
 */
public record OaMlmForceSettings(
    SoapParameters soap,
    int neighbours,
    OptionalInt references,
    OptionalInt trainingEnvironments,
    ReferenceSelection selection,
    FitSettings fit,
    double sigma2,
    Outputs outputs,
    long seed)
    implements ForceModelSettings {

  /** What is predicted. */
  public sealed interface Outputs {}

  /**
   * Directions alone, as published.
   *
   * @param regression how the linear maps are found
   * @param sigma1 the width σ₁ in the cosine
   * @param solver how directions are found
   */
  public record Directions(Regression regression, double sigma1, DirectionSolver solver)
      implements Outputs {}

  /**
   * Directions, and norms by distance-based regression, as in the paper's follow-up
   * (arXiv:2203.09788).
   *
   * @param directions how directions are predicted
   */
  public record DirectionsAndNorms(Directions directions) implements Outputs {}

  /** Whole forces with their uncertainty. */
  public record WholeForces() implements Outputs {}

  /**
   * Checks the settings, so that a wrong one is found before anything is read.
   *
   * @throws vane.InputException if a number is out of range
   */
  public OaMlmForceSettings {
    DescriptorSettings.checkNeighbours(neighbours);
    int wanted = trainingEnvironments.orElse(mostReferences(outputs));
    int count = references.orElse(Math.min(mostReferences(outputs), wanted));
    if (outputs instanceof WholeForces) {
      projectionSettings(references, trainingEnvironments, selection, fit, sigma2, seed);
    } else {
      SampleSettings sample =
          new SampleSettings(count, trainingEnvironments.orElse(count), selection, seed);
      cosineSettings(sample, directions(outputs), fit, sigma2);
    }
  }

  private static int mostReferences(Outputs outputs) {
    return outputs instanceof DirectionsAndNorms
        ? OaMlmPreset.CLUSTERS_REFERENCES
        : OaMlmPreset.PAPER_REFERENCES;
  }

  private static Directions directions(Outputs outputs) {
    return outputs instanceof DirectionsAndNorms both ? both.directions() : (Directions) outputs;
  }

  /**
   * The same with other numbers of references and training environments.
   *
   * @param references K per element
   * @param trainingEnvironments N ≥ K per element
   * @return new settings
   * @throws vane.InputException if the numbers do not belong together
   */
  public OaMlmForceSettings withSample(int references, int trainingEnvironments) {
    return new OaMlmForceSettings(
        soap,
        neighbours,
        OptionalInt.of(references),
        OptionalInt.of(trainingEnvironments),
        selection,
        fit,
        sigma2,
        outputs,
        seed);
  }

  @Override
  public OaMlmForceModelTrainer trainer(WorkerPool pool, ProgressListener progress) {
    return new OaMlmForceModelTrainer(this, pool, progress);
  }

  /** For directions, with the environments of an element that are learnt from. */
  CosineSettings cosineSettings(ElementEnvironments environments) {
    int most = mostReferences(outputs);
    int wanted = trainingEnvironments.orElse(most);
    int count =
        references.orElseGet(() -> Math.max(1, environments.distinct(Math.min(most, wanted))));
    SampleSettings sample =
        new SampleSettings(count, trainingEnvironments.orElse(count), selection, seed);
    return cosineSettings(sample, directions(outputs), fit, sigma2);
  }

  /** For whole forces. */
  ProjectionSettings projectionSettings() {
    return projectionSettings(references, trainingEnvironments, selection, fit, sigma2, seed);
  }

  private static CosineSettings cosineSettings(
      SampleSettings sample, Directions directions, FitSettings fit, double sigma2) {
    return new CosineSettings(
        sample,
        directions.regression(),
        fit,
        new LossSettings(directions.sigma1(), sigma2),
        directions.solver());
  }

  private static ProjectionSettings projectionSettings(
      OptionalInt references,
      OptionalInt trainingEnvironments,
      ReferenceSelection selection,
      FitSettings fit,
      double sigma2,
      long seed) {
    int k = references.orElse(OaMlmPreset.ACCURATE_REFERENCES);
    int n = trainingEnvironments.orElse(Math.max(k, OaMlmPreset.ACCURATE_ENVIRONMENTS));
    return new ProjectionSettings(new SampleSettings(k, n, selection, seed), fit, sigma2);
  }
}
