package vane.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import vane.descriptor.MinMaxScaler;
import vane.mlm.Environments;
import vane.mlm.ProjectionMlm;
import vane.mlm.VectorPredictions;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.Element;
import vane.structure.Structure;

/**
 * Whole forces by one OA-MLM of projections an element, with expected errors: what the preset
 * {@code accurate} of the method {@code oa-mlm} trains.
 *
 * <p>Immutable; safe for use by several threads.
 */
public final class ProjectionForceModel implements ForceModel {
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
  public ProjectionForceModel(
      DescriptorSettings descriptor, Map<Element, ElementModel> models, Provenance provenance) {
    this.descriptor = descriptor;
    this.models = Collections.unmodifiableSortedMap(new TreeMap<>(models));
    this.provenance = provenance;
  }

  /**
   * What is learnt for one element.
   *
   * @param scaler scales descriptions into [0, 1] on the training data
   * @param mlm the forces
   */
  public record ElementModel(MinMaxScaler scaler, ProjectionMlm mlm) {}

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
    List<Destination> destinations = structures.stream().map(Destination::new).toList();
    new EnvironmentExtractor(descriptor)
        .extract(structures, pool, ProgressListener.SILENT)
        .forEach(
            (element, rows) -> {
              ElementModel model = models.get(element);
              Environments environments = rows.scaled(model.scaler());
              VectorPredictions predicted = model.mlm().predict(environments, pool, progress);
              for (int i = 0; i < rows.size(); i++) {
                AtomStatus status =
                    AtomStatus.of(
                        predicted.status(i), environments.hasAbsentPoints(i), rows.isTied(i));
                destinations.get(rows.structure(i)).set(rows.atom(i), predicted, i, status);
              }
            });
    List<ForcePrediction> predictions = new ArrayList<>();
    destinations.forEach(destination -> predictions.add(destination.prediction()));
    return predictions;
  }

  /** The arrays of one structure. */
  private static final class Destination {
    private final double[] directions;
    private final double[] forces;
    private final double[] uncertainties;
    private final AtomStatus[] statuses;

    Destination(Structure structure) {
      int n = structure.size();
      directions = new double[3 * n];
      forces = new double[3 * n];
      uncertainties = new double[n];
      statuses = new AtomStatus[n];
      Arrays.fill(statuses, AtomStatus.NONE);
    }

    void set(int atom, VectorPredictions predicted, int row, AtomStatus status) {
      for (int axis = 0; axis < 3; axis++) {
        directions[3 * atom + axis] = predicted.direction(row, axis);
        forces[3 * atom + axis] = predicted.vector(row, axis);
      }
      uncertainties[atom] = predicted.expectedError(row);
      statuses[atom] = status;
    }

    ForcePrediction prediction() {
      return ForcePrediction.ofForces(directions, forces, uncertainties, statuses);
    }
  }
}
