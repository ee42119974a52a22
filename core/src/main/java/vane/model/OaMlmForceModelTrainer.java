package vane.model;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import vane.descriptor.MinMaxScaler;
import vane.mlm.OaMlmSettings;
import vane.mlm.OaMlmTrainer;
import vane.mlm.TooFewEnvironmentsException;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.Element;

/** Trains one OA-MLM an element. */
public final class OaMlmForceModelTrainer {
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
  public OaMlmForceModelTrainer(
      DescriptorSettings descriptor, WorkerPool pool, ProgressListener progress) {
    this.descriptor = descriptor;
    this.pool = pool;
    this.progress = progress;
  }

  /**
   * Trains a model.
   *
   * @param data the environments of each element, with forces
   * @param settings the settings of the method for each element
   * @param provenance where they come from
   * @return the model
   * @throws ElementTrainingException if an element has too few environments
   */
  public OaMlmForceModel fit(
      Map<Element, ElementEnvironments> data,
      Map<Element, OaMlmSettings> settings,
      Provenance provenance) {
    // All elements before the first: what the last one lacks must not come out after hours.
    data.forEach((element, environments) -> requireEnough(environments, settings.get(element)));
    SortedMap<Element, OaMlmForceModel.ElementModel> models = new TreeMap<>();
    data.forEach(
        (element, environments) -> models.put(element, fit(environments, settings.get(element))));
    return new OaMlmForceModel(descriptor, models, provenance);
  }

  /**
   * Makes sure that there are enough environments of an element, before hours of work on another.
   *
   * @param environments the environments of the element, with forces
   * @param settings the settings of the method
   * @throws ElementTrainingException if there are fewer usable ones than the settings ask for
   */
  public static void requireEnough(ElementEnvironments environments, OaMlmSettings settings) {
    int wanted = settings.trainingEnvironments();
    int usable = environments.usable();
    if (usable < wanted) {
      String what = settings.references() > usable ? "references" : "training environments";
      int number = settings.references() > usable ? settings.references() : wanted;
      throw new ElementTrainingException(
          environments.element(), new TooFewEnvironmentsException(what, usable, number));
    }
  }

  private OaMlmForceModel.ElementModel fit(
      ElementEnvironments environments, OaMlmSettings settings) {
    ProgressListener named = new NamedProgress(environments.element().symbol(), progress);
    MinMaxScaler scaler = environments.fitScaler();
    try {
      return new OaMlmForceModel.ElementModel(
          scaler, new OaMlmTrainer(settings, pool, named).fit(environments.scaled(scaler)));
    } catch (TooFewEnvironmentsException tooFew) {
      throw new ElementTrainingException(environments.element(), tooFew);
    }
  }
}
