package vane.model;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import vane.descriptor.MinMaxScaler;
import vane.direction.DirectionSolver;
import vane.environment.DescriptorSettings;
import vane.environment.EnvironmentExtractor;
import vane.mlm.CosineReading;
import vane.mlm.OaMlm;
import vane.mlm.Predictions;
import vane.mlm.reference.Environments;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.Element;
import vane.structure.Structure;

/**
 * Forces by one OA-MLM per element: directions alone as published, directions and norms, or whole
 * forces, the latter two with their uncertainty; as the reading of the OA-MLMs says.
 *
 * <p>Immutable; safe for use by several threads.
 */
public final class OaMlmForceModel implements ForceModel {
  /** The name of the method. */
  public static final String METHOD = "oa-mlm";

  private final DescriptorSettings descriptor;
  private final SortedMap<Element, ElementModel> models;
  private final Provenance provenance;

  /**
   * A model from its parts.
   *
   * @param descriptor how environments are described
   * @param models one model per element, all of one kind of reading
   * @param provenance where it comes from
   */
  public OaMlmForceModel(
      DescriptorSettings descriptor, Map<Element, ElementModel> models, Provenance provenance) {
    this.descriptor = descriptor;
    this.models = Collections.unmodifiableSortedMap(new TreeMap<>(models));
    this.provenance = provenance;
    if (this.models.values().stream()
            .map(part -> part.mlm().reading().getClass())
            .distinct()
            .count()
        > 1) {
      throw new IllegalArgumentException("found two kinds of readings, expected one");
    }
  }

  /**
   * What is learnt for one element.
   *
   * @param scaler scales descriptors into [0, 1] on the training data
   * @param mlm the directions or forces
   */
  public record ElementModel(MinMaxScaler scaler, OaMlm mlm) {}

  /**
   * Whether the model gives directions alone.
   *
   * @return false if it gives whole forces
   */
  public boolean givesDirectionsAlone() {
    return models.values().stream().allMatch(part -> part.mlm().reading() instanceof CosineReading);
  }

  /**
   * Whether a {@link DirectionSolver} finds the directions.
   *
   * @return true for directions alone, and for directions and norms
   */
  public boolean hasSolver() {
    return models.values().stream().allMatch(part -> part.mlm().cosines().isPresent());
  }

  /**
   * The same model with another way to find directions; the weights are shared.
   *
   * @param solver the solver
   * @return a model
   * @throws IllegalStateException if no solver finds the directions
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
    return METHOD;
  }

  @Override
  public SortedSet<Element> elements() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(models.keySet()));
  }

  @Override
  public Provenance provenance() {
    return provenance;
  }

  @Override
  public Optional<Potential> potential() {
    return Optional.empty();
  }

  @Override
  public ForceModelReport report() {
    return OaMlmReports.of(this);
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
    boolean directionsAlone = givesDirectionsAlone();
    List<AtomRows> atoms =
        structures.stream().map(structure -> new AtomRows(structure, !directionsAlone)).toList();
    new EnvironmentExtractor(descriptor)
        .extract(structures, pool, ProgressListener.SILENT)
        .forEach(
            (element, rows) -> {
              ElementModel model = models.get(element);
              Environments environments = rows.scaled(model.scaler());
              Predictions predicted = model.mlm().predict(environments, pool, progress);
              for (int i = 0; i < rows.size(); i++) {
                AtomStatus status =
                    AtomStatus.of(
                        predicted.status(i), environments.hasAbsentPoints(i), rows.isTied(i));
                atoms.get(rows.structure(i)).set(rows.atom(i), predicted, i, status);
              }
            });
    return atoms.stream().map(AtomRows::prediction).toList();
  }

  /** The predictions for the atoms of one structure, whose elements come one after the other. */
  private static final class AtomRows {
    private final double[] directions;
    private final double[] forces;
    private final double[] uncertainties;
    private final AtomStatus[] statuses;
    private final boolean wholeForces;

    AtomRows(Structure structure, boolean wholeForces) {
      int n = structure.size();
      this.wholeForces = wholeForces;
      directions = new double[3 * n];
      forces = new double[3 * n];
      uncertainties = new double[n];
      statuses = new AtomStatus[n];
      Arrays.fill(statuses, AtomStatus.NONE);
    }

    void set(int atom, Predictions predicted, int row, AtomStatus status) {
      for (int axis = 0; axis < 3; axis++) {
        directions[3 * atom + axis] = predicted.direction(row, axis);
        if (wholeForces) {
          forces[3 * atom + axis] = predicted.vector(row, axis);
        }
      }
      if (wholeForces) {
        uncertainties[atom] = predicted.expectedError(row);
      }
      statuses[atom] = status;
    }

    ForcePrediction prediction() {
      return wholeForces
          ? ForcePrediction.ofForces(directions, forces, uncertainties, statuses)
          : ForcePrediction.ofDirections(directions, statuses);
    }
  }
}
