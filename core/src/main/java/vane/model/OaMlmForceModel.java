package vane.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import vane.descriptor.MinMaxScaler;
import vane.direction.DirectionSolver;
import vane.mlm.DirectionPredictions;
import vane.mlm.Environments;
import vane.mlm.OaMlm;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.Element;
import vane.structure.Structure;

/**
 * Directions of forces by one OA-MLM an element.
 *
 * <p>Immutable; safe for use by several threads.
 */
public final class OaMlmForceModel implements ForceModel {
  private final DescriptorSettings descriptor;
  private final SortedMap<Element, ElementModel> models;
  private final Provenance provenance;

  /**
   * A model from its parts.
   *
   * @param descriptor how environments are described
   * @param models one model an element
   * @param provenance where it comes from
   */
  public OaMlmForceModel(
      DescriptorSettings descriptor, Map<Element, ElementModel> models, Provenance provenance) {
    this.descriptor = descriptor;
    this.models = Collections.unmodifiableSortedMap(new TreeMap<>(models));
    this.provenance = provenance;
  }

  /**
   * What is learnt for one element.
   *
   * @param scaler scales descriptions into [0, 1] on the training data
   * @param mlm the directions
   */
  public record ElementModel(MinMaxScaler scaler, OaMlm mlm) {}

  /**
   * The same model with another way to find directions; the weights are shared.
   *
   * @param solver the solver
   * @return a model
   */
  public OaMlmForceModel with(DirectionSolver solver) {
    SortedMap<Element, ElementModel> changed = new TreeMap<>();
    models.forEach(
        (element, model) ->
            changed.put(element, new ElementModel(model.scaler(), model.mlm().with(solver))));
    return new OaMlmForceModel(descriptor, changed, provenance);
  }

  @Override
  public String method() {
    return "oa-mlm";
  }

  @Override
  public SortedSet<Element> elements() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(models.keySet()));
  }

  @Override
  public Provenance provenance() {
    return provenance;
  }

  /**
   * How environments are described.
   *
   * @return the settings
   */
  public DescriptorSettings descriptor() {
    return descriptor;
  }

  /**
   * The models of the elements.
   *
   * @return by element, unmodifiable
   */
  public SortedMap<Element, ElementModel> models() {
    return models;
  }

  @Override
  public List<ForcePrediction> predict(
      List<Structure> structures, WorkerPool pool, ProgressListener progress) {
    for (int s = 0; s < structures.size(); s++) {
      requireKnown(structures.get(s), "structure " + s);
    }
    SortedMap<Element, ElementEnvironments> extracted =
        new EnvironmentExtractor(descriptor).extract(structures, pool, ProgressListener.SILENT);
    List<double[]> directions = new ArrayList<>();
    List<AtomStatus[]> statuses = new ArrayList<>();
    for (Structure structure : structures) {
      directions.add(new double[3 * structure.size()]);
      statuses.add(new AtomStatus[structure.size()]);
    }
    extracted.forEach(
        (element, rows) -> {
          ElementModel model = models.get(element);
          Environments environments = rows.scaled(model.scaler());
          DirectionPredictions predicted = model.mlm().predict(environments, pool, progress);
          for (int i = 0; i < rows.size(); i++) {
            int s = rows.structure(i);
            int a = rows.atom(i);
            for (int axis = 0; axis < 3; axis++) {
              directions.get(s)[3 * a + axis] = predicted.vector(i, axis);
            }
            statuses.get(s)[a] =
                AtomStatus.of(predicted.status(i), environments.hasAbsentPoints(i), rows.isTied(i));
          }
        });
    List<ForcePrediction> predictions = new ArrayList<>();
    for (int s = 0; s < structures.size(); s++) {
      predictions.add(ForcePrediction.ofDirections(directions.get(s), statuses.get(s)));
    }
    return predictions;
  }
}
