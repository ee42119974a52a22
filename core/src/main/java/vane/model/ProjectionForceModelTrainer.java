package vane.model;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import vane.descriptor.MinMaxScaler;
import vane.mlm.ProjectionMlm;
import vane.mlm.ProjectionSettings;
import vane.mlm.ProjectionTrainer;
import vane.mlm.TooFewEnvironmentsException;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.Element;

/** Trains one OA-MLM of projections an element. */
public final class ProjectionForceModelTrainer {
  private final DescriptorSettings descriptor;
  private final WorkerPool pool;
  private final ProgressListener progress;

  /**
   * A trainer.
   *
   * @param descriptor how the environments were described
   * @param pool the threads; the result does not depend on how many there are
   * @param progress hears of the stages
   */
  public ProjectionForceModelTrainer(
      DescriptorSettings descriptor, WorkerPool pool, ProgressListener progress) {
    this.descriptor = descriptor;
    this.pool = pool;
    this.progress = progress;
  }

  /**
   * Trains a model. Elements with fewer environments than the settings ask for are trained on what
   * there is; the reports say how many.
   *
   * @param data the environments of each element, with forces, in order of time
   * @param settings the settings of the method
   * @param provenance where they come from
   * @return the model
   * @throws ElementTrainingException if an element has no environment with a force and a neighbour
   */
  public ProjectionForceModel fit(
      Map<Element, ElementEnvironments> data, ProjectionSettings settings, Provenance provenance) {
    // All elements before the first: what the last one lacks must not come out after minutes.
    data.forEach(
        (element, environments) -> {
          if (environments.usable() == 0) {
            throw new ElementTrainingException(
                element, new TooFewEnvironmentsException("references", 0, 1));
          }
        });
    SortedMap<Element, ProjectionForceModel.ElementModel> models = new TreeMap<>();
    data.forEach((element, environments) -> models.put(element, fit(environments, settings)));
    return new ProjectionForceModel(descriptor, models, provenance);
  }

  private ProjectionForceModel.ElementModel fit(
      ElementEnvironments environments, ProjectionSettings settings) {
    String symbol = environments.element().symbol();
    int n = environments.size();
    double[] lengths = IntStream.range(0, n).mapToDouble(environments::forceNorm).toArray();
    int[] frames = IntStream.range(0, n).map(environments::structure).toArray();
    MinMaxScaler scaler = environments.fitScaler();
    ProjectionMlm mlm =
        new ProjectionTrainer(settings, pool, new NamedProgress(symbol, progress))
            .fit(environments.scaled(scaler), lengths, frames);
    return new ProjectionForceModel.ElementModel(scaler, mlm);
  }
}
