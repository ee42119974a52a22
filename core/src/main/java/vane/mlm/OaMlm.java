package vane.mlm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import vane.direction.DirectionSolver;
import vane.mlm.reference.Environments;
import vane.mlm.reference.ReferenceMap;
import vane.mlm.reference.ReferenceMap.RowReader;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;

/**
 * A trained Orientation Adaptive Minimal Learning Machine: a {@link ReferenceMap} and the {@link
 * Reading} of it.
 *
 * <p>With {@link CosineReading} it is the paper's, and gives directions; with {@link
 * CosineAndLengthReading} or {@link ProjectionReading} it gives whole vectors.
 *
 * <p>Immutable; safe for use by several threads. The weights lie outside the Java heap; {@link
 * #close} frees them, and so does the end of a model that is garbage.
 */
public final class OaMlm implements AutoCloseable {
  private final ReferenceMap map;
  private final Reading reading;
  private final RegressionReport report;

  /**
   * A model from its parts.
   *
   * @param map references and linear map; the model takes it over
   * @param reading how a vector comes from what the map gives
   * @param report how the training went
   * @throws IllegalArgumentException if the map has other inputs or outputs than the reading needs
   */
  public OaMlm(ReferenceMap map, Reading reading, RegressionReport report) {
    int outputs = reading.outputs(map.references().size());
    if (map.inputs() != reading.inputs() || map.outputs() != outputs) {
      throw new IllegalArgumentException(
          String.format(
              "a linear map of %s to %d outputs, expected %s to %d for %d references",
              map.inputs(), map.outputs(), reading.inputs(), outputs, map.references().size()));
    }
    this.map = map;
    this.reading = reading;
    this.report = report;
  }

  /**
   * The same model with another way to find directions; the weights are shared.
   *
   * @param solver the solver
   * @return a model
   * @throws IllegalStateException if the model does not read cosines
   */
  public OaMlm with(DirectionSolver solver) {
    CosineReading changed = new CosineReading(requireCosines().loss(), solver);
    return new OaMlm(
        map, reading instanceof CosineAndLengthReading both ? both.with(changed) : changed, report);
  }

  /**
   * References and linear map. Not to be closed.
   *
   * @return the map
   */
  public ReferenceMap map() {
    return map;
  }

  /**
   * How a vector comes from what the map gives.
   *
   * @return the reading
   */
  public Reading reading() {
    return reading;
  }

  /**
   * How the training went.
   *
   * @return the report
   */
  public RegressionReport report() {
    return report;
  }

  /** Frees the weights, also those of models that share them. Nothing can be predicted then. */
  @Override
  public void close() {
    map.close();
  }

  /**
   * Predicts.
   *
   * @param environments what to predict for; their vectors are not used
   * @param pool the threads; the result does not depend on how many there are
   * @param progress hears of each environment done
   * @return one prediction per environment
   * @throws IllegalArgumentException if the environments have other numbers of features or points
   *     than the references
   */
  public Predictions predict(
      Environments environments, WorkerPool pool, ProgressListener progress) {
    return reading.read(map, environments, pool, progress);
  }

  /**
   * Predicts with several models of the same references and several direction solvers at once. The
   * comparison with the references, which takes most of the time, is made once.
   *
   * @param models models of cosines that were trained on the same {@link TrainingMatrices}
   * @param environments what to predict for; their vectors are not used
   * @param solvers the solvers, in place of the models' own
   * @param pool the threads; the result does not depend on how many there are
   * @param progress hears of each environment done
   * @return for each model, the predictions of each solver
   * @throws IllegalStateException if a model does not read cosines
   * @throws IllegalArgumentException if the models have other references than each other, or the
   *     environments other numbers of features or points than the references
   */
  public static List<List<Predictions>> predictTogether(
      List<OaMlm> models,
      Environments environments,
      List<DirectionSolver> solvers,
      WorkerPool pool,
      ProgressListener progress) {
    List<List<Predictions>> predictions = new ArrayList<>();
    List<Supplier<RowReader>> readers = new ArrayList<>();
    for (OaMlm model : models) {
      List<Predictions> ofSolvers =
          solvers.stream().map(any -> Predictions.ofDirections(environments.size())).toList();
      predictions.add(ofSolvers);
      readers.add(model.requireCosines().reader(environments, solvers, ofSolvers));
    }
    ReferenceMap.readTogether(
        models.stream().map(OaMlm::map).toList(), environments, pool, progress, readers);
    return predictions;
  }

  /**
   * How directions come from cosines.
   *
   * @return nothing if the model does not read cosines
   */
  public Optional<CosineReading> cosines() {
    if (reading instanceof CosineAndLengthReading both) {
      return Optional.of(both.cosines());
    }
    return reading instanceof CosineReading cosines ? Optional.of(cosines) : Optional.empty();
  }

  private CosineReading requireCosines() {
    return cosines()
        .orElseThrow(
            () -> new IllegalStateException("found projections, expected a model of cosines"));
  }
}
