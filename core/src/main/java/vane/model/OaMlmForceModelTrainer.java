package vane.model;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import vane.descriptor.MinMaxScaler;
import vane.descriptor.SoapSettings;
import vane.environment.DescriptorSettings;
import vane.environment.ElementEnvironments;
import vane.environment.EnvironmentExtractor;
import vane.mlm.CosineAndLengthTrainer;
import vane.mlm.CosineTrainer;
import vane.mlm.OaMlm;
import vane.mlm.ProjectionTrainer;
import vane.mlm.reference.Environments;
import vane.mlm.reference.SampleSettings;
import vane.mlm.reference.TooFewEnvironmentsException;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.Element;
import vane.structure.TimeSeries;
import vane.validation.HeldOutBlocks;
import vane.validation.HeldOutBlocks.Use;

/** Trains an {@link OaMlmForceModel}: one OA-MLM per element. */
public final class OaMlmForceModelTrainer implements ForceModelTrainer {
  private final OaMlmForceSettings settings;
  private final WorkerPool pool;
  private final ProgressListener progress;

  /**
   * A trainer.
   *
   * @param settings the settings
   * @param pool the threads; the result does not depend on how many there are
   * @param progress hears of the stages
   */
  public OaMlmForceModelTrainer(
      OaMlmForceSettings settings, WorkerPool pool, ProgressListener progress) {
    this.settings = settings;
    this.pool = pool;
    this.progress = progress;
  }

  @Override
  public OaMlmForceModel fit(TrainingData data) {
    // Periodic means: as the frame's pbc says. A model that ignored the cells of later frames would
    // see other descriptors than neighbours.
    DescriptorSettings descriptor =
        new DescriptorSettings(
            settings.soap().of(data.elements(), true, SoapSettings.Average.OFF),
            settings.neighbours());
    progress.stage("computing descriptors", data.examples().size());
    SortedMap<Element, ElementEnvironments> environments =
        data.naming(
            () ->
                new EnvironmentExtractor(descriptor)
                    .extractLabelled(data.examples(), pool, progress));
    Use[] uses = HeldOutBlocks.uses(TimeSeries.of(data.examples()));
    // All elements before the first: missing data of the last one are reported at once.
    environments.forEach((element, rows) -> requireEnough(rows, uses));
    SortedMap<Element, OaMlmForceModel.ElementModel> models = new TreeMap<>();
    environments.forEach((element, rows) -> models.put(element, fit(rows, uses)));
    return new OaMlmForceModel(descriptor, models, data.provenance(settings.seed()));
  }

  private void requireEnough(ElementEnvironments environments, Use[] uses) {
    if (settings.outputs() instanceof OaMlmForceSettings.WholeForces) {
      if (environments.usable() == 0) {
        throw new ElementTrainingException(
            environments.element(), new TooFewEnvironmentsException("references", 0, 1));
      }
    } else {
      ElementEnvironments learnt = learntFrom(environments, uses);
      requireEnough(learnt, settings.cosineSettings(learnt).sample());
    }
  }

  /** All environments for directions alone; for norms, some are held out to judge by. */
  private ElementEnvironments learntFrom(ElementEnvironments environments, Use[] uses) {
    if (!(settings.outputs() instanceof OaMlmForceSettings.DirectionsAndNorms)) {
      return environments;
    }
    return environments.select(
        IntStream.range(0, environments.size())
            .filter(i -> uses[environments.structure(i)] == Use.FIT)
            .toArray());
  }

  /**
   * Makes sure that there are enough environments of an element, before hours of work on another.
   *
   * @param environments the environments of the element, with forces
   * @param sample how many are asked for
   * @throws ElementTrainingException if there are fewer usable ones
   */
  public static void requireEnough(ElementEnvironments environments, SampleSettings sample) {
    int wanted = sample.trainingEnvironments();
    int usable = environments.usable();
    if (usable < wanted) {
      String what = sample.references() > usable ? "references" : "training environments";
      int number = sample.references() > usable ? sample.references() : wanted;
      throw new ElementTrainingException(
          environments.element(), new TooFewEnvironmentsException(what, usable, number));
    }
  }

  private OaMlmForceModel.ElementModel fit(ElementEnvironments environments, Use[] uses) {
    ProgressListener named = new ElementProgress(environments.element().symbol(), progress);
    MinMaxScaler scaler = environments.fitScaler();
    Environments scaled = environments.scaled(scaler);
    try {
      return new OaMlmForceModel.ElementModel(scaler, fit(environments, scaled, uses, named));
    } catch (TooFewEnvironmentsException tooFew) {
      throw new ElementTrainingException(environments.element(), tooFew);
    }
  }

  private OaMlm fit(
      ElementEnvironments environments, Environments scaled, Use[] uses, ProgressListener named) {
    if (settings.outputs() instanceof OaMlmForceSettings.Directions) {
      return new CosineTrainer(settings.cosineSettings(environments), pool, named).fit(scaled);
    }
    int n = environments.size();
    double[] lengths = IntStream.range(0, n).mapToDouble(environments::forceNorm).toArray();
    Use[] usesOfRows =
        IntStream.range(0, n).mapToObj(i -> uses[environments.structure(i)]).toArray(Use[]::new);
    if (settings.outputs() instanceof OaMlmForceSettings.DirectionsAndNorms) {
      ElementEnvironments learnt = learntFrom(environments, uses);
      return new CosineAndLengthTrainer(settings.cosineSettings(learnt), pool, named)
          .fit(scaled, lengths, usesOfRows);
    }
    return new ProjectionTrainer(settings.projectionSettings(), pool, named)
        .fit(scaled, lengths, usesOfRows);
  }
}
