package vane.directions;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import vane.InputException;
import vane.Plural;
import vane.alignment.FitSettings;
import vane.descriptor.MinMaxScaler;
import vane.direction.DirectionSolver;
import vane.mlm.CosineReading;
import vane.mlm.OaMlm;
import vane.mlm.ProjectionReading;
import vane.mlm.RegressionReport;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;

/**
 * Directions that were learnt from arrays.
 *
 * <p>Immutable; safe for use by several threads. The weights lie outside the Java heap; {@link
 * #close} frees them, and so does the end of a model that is garbage.
 */
public final class DirectionModel implements AutoCloseable {
  private final int dimension;
  private final MinMaxScaler scaler;
  private final OaMlm mlm;

  /**
   * A model from its parts.
   *
   * @param dimension how many components vectors have: 2 or 3
   * @param scaler scales descriptors into [0, 1] on the training data
   * @param mlm the directions; the model takes it over
   * @throws IllegalArgumentException if the parts do not belong together
   */
  public DirectionModel(int dimension, MinMaxScaler scaler, OaMlm mlm) {
    int features = mlm.map().references().features();
    if ((dimension != 2 && dimension != 3) || scaler.features() != features) {
      throw new IllegalArgumentException(
          String.format(
              "%d components and %d scaled features, expected 2 or 3, and %d",
              dimension, scaler.features(), features));
    }
    this.dimension = dimension;
    this.scaler = scaler;
    this.mlm = mlm;
  }

  /**
   * How many components vectors have.
   *
   * @return 2 or 3
   */
  public int dimension() {
    return dimension;
  }

  /**
   * The number of features d of a row of X.
   *
   * @return at least one
   */
  public int features() {
    return scaler.features();
  }

  /**
   * The number of points M of a row of Y.
   *
   * @return 0 (the model knows of no points) to 6
   */
  public int points() {
    return mlm.map().references().neighbours();
  }

  /**
   * What scales descriptors.
   *
   * @return the scaler
   */
  public MinMaxScaler scaler() {
    return scaler;
  }

  /**
   * What gives the directions. Not to be closed.
   *
   * @return the OA-MLM
   */
  public OaMlm mlm() {
    return mlm;
  }

  /**
   * Whether predictions come with expected errors.
   *
   * @return true for a model of projections
   */
  public boolean givesExpectedErrors() {
    return !(mlm.reading() instanceof CosineReading);
  }

  /**
   * The same model with another way to find directions; the weights are shared.
   *
   * @param solver the solver
   * @return a model
   * @throws InputException if the model is one of projections
   */
  public DirectionModel with(DirectionSolver solver) {
    if (givesExpectedErrors()) {
      throw new InputException(
          "found a solver with a model of projections, expected it with one of the preset paper");
    }
    return new DirectionModel(dimension, scaler, mlm.with(solver));
  }

  /**
   * Predicts.
   *
   * @param data what to predict for; its vectors are not used
   * @param pool the threads; the result does not depend on how many there are
   * @param progress hears of each row done
   * @return one direction per row
   * @throws InputException if the data have other numbers of features, points or components than
   *     the model
   */
  public DirectionPredictions predict(
      DirectionData data, WorkerPool pool, ProgressListener progress) {
    requireFitting(data);
    double[] descriptors = data.descriptors().values();
    scaler.transform(descriptors, data.size());
    return DirectionPredictions.of(
        dimension, mlm.predict(data.environments(descriptors), pool, progress));
  }

  /**
   * Compares predictions with known vectors.
   *
   * @param data what to predict for, with vectors; rows whose vector is zero are left out
   * @param pool the threads; the result does not depend on how many there are
   * @param progress hears of each row done
   * @return the score
   * @throws InputException as {@link #predict} does, or if no vector is known
   */
  public DirectionScore score(DirectionData data, WorkerPool pool, ProgressListener progress) {
    int[] rows = data.rowsWithVectors();
    if (rows.length == 0) {
      throw new InputException(
          data.vectors().map(v -> v.name() + ": ").orElse("")
              + "found no vector other than zero, expected some to compare with");
    }
    requireFitting(data);
    DirectionData known = data.select(rows);
    return DirectionScore.of(
        predict(known, pool, progress),
        known.environments(known.descriptors().values()),
        data.size() - rows.length);
  }

  private void requireFitting(DirectionData data) {
    if (data.features() != features()) {
      throw new DirectionDataException(
          data.descriptors().name(),
          data.features() + " features per row",
          features() + " as in the model");
    }
    Optional<DirectionArray> points = data.pointArray();
    if (points.isEmpty() && points() > 0) {
      throw new InputException(
          "found no points Y, expected "
              + points()
              + " per row, as the model was trained with points");
    }
    if (data.points() != points()) {
      throw new DirectionDataException(
          points.orElseThrow().name(),
          data.points() + " points per row",
          points() == 0
              ? "no Y: the model was trained without points"
              : points() + " as in the model");
    }
    DirectionArray told = data.vectors().or(() -> points).orElse(data.descriptors());
    if (data.dimension().orElse(dimension) != dimension) {
      throw new DirectionDataException(
          told.name(), data.dimension().get() + " components", dimension + " as in the model");
    }
  }

  /**
   * How the training went, for people.
   *
   * @return one line: K, N, the regression, and the error on rows held out where there were any
   */
  public String summary() {
    RegressionReport report = mlm.report();
    String heldOut =
        report.heldOutError().isPresent()
            ? String.format(
                Locale.ROOT,
                "RMSE of a component %.4f on %s held out",
                report.heldOutError().getAsDouble(),
                Plural.of(report.heldOut().orElse(0), "row"))
            : "too few rows to hold any out";
    return report.text("row", heldOut);
  }

  /**
   * How points are fitted and directions found, for people.
   *
   * @return one line, without what has no effect where there are no points
   */
  public String settings() {
    FitSettings fit = mlm.map().fitSettings();
    List<String> words = new ArrayList<>();
    if (points() == 0) {
      words.add("vectors unturned");
    } else {
      words.add(fit.rotations().label() + " rotations");
      words.add("permutations " + fit.permutations().label());
    }
    if (mlm.reading() instanceof CosineReading cosines) {
      words.add("sigma1 " + cosines.loss().sigma1());
      if (points() > 0) {
        words.add("sigma2 " + cosines.loss().sigma2());
      }
      words.add("solver " + cosines.solver().name());
    } else if (mlm.reading() instanceof ProjectionReading projections) {
      words.add("sigma2 " + projections.sigma2());
    }
    return String.join(", ", words);
  }

  /** Frees the weights, also those of models that share them. Nothing can be predicted then. */
  @Override
  public void close() {
    mlm.close();
  }
}
