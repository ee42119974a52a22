package vane.directions;

import java.util.Arrays;
import java.util.stream.IntStream;
import vane.InputException;
import vane.descriptor.MinMaxScaler;
import vane.mlm.CosineTrainer;
import vane.mlm.OaMlm;
import vane.mlm.ProjectionTrainer;
import vane.mlm.reference.Environments;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.validation.HeldOutBlocks.Use;
import vane.validation.HeldOutGroups;

/**
 * Learns directions: {@code new DirectionTrainer(settings, pool, progress).fit(data)}.
 *
 * <p>The descriptors are scaled into [0, 1] on the training data first. Rows without a direction
 * are left out. Immutable; safe for use by several threads.
 */
public final class DirectionTrainer {
  /** The share of the rows that chooses λ and the scale of the errors. */
  private static final double CHOOSING_SHARE = 1 / 7.0;

  private final DirectionSettings settings;
  private final WorkerPool pool;
  private final ProgressListener progress;

  /**
   * A trainer.
   *
   * @param settings the settings
   * @param pool the threads; the result does not depend on how many there are
   * @param progress hears of the stages
   */
  public DirectionTrainer(DirectionSettings settings, WorkerPool pool, ProgressListener progress) {
    this.settings = settings;
    this.pool = pool;
    this.progress = progress;
  }

  /**
   * Trains a model.
   *
   * @param data descriptors and vectors, points if the vectors turn with them
   * @return the model
   * @throws InputException if the data have no vectors, no row with a direction, or fewer rows than
   *     the settings ask for, or if projections are asked for without points
   */
  public DirectionModel fit(DirectionData data) {
    int[] rows = data.rowsWithVectors();
    if (rows.length == 0) {
      throw new InputException(
          data.vectors().isEmpty()
              ? "found no vectors V, expected some to learn from"
              : data.vectors().get().name()
                  + ": found zeros only, expected a row with a direction at least");
    }
    if (data.points() == 0 && settings.outputs() instanceof DirectionSettings.Projections) {
      throw new InputException(
          "found projections (preset accurate) without points Y, expected points, or the preset"
              + " paper: projections are learnt from how points fit on each other");
    }
    DirectionData usable = rows.length == data.size() ? data : data.select(rows);
    double[] descriptors = usable.descriptors().values();
    MinMaxScaler scaler = MinMaxScaler.fit(descriptors, usable.size(), usable.features());
    scaler.transform(descriptors, usable.size());
    Environments environments = usable.environments(descriptors);
    return new DirectionModel(usable.dimension().orElseThrow(), scaler, fit(usable, environments));
  }

  private OaMlm fit(DirectionData usable, Environments environments) {
    if (settings.outputs() instanceof DirectionSettings.Cosines) {
      return new CosineTrainer(settings.cosines(usable), pool, progress).fit(environments);
    }
    double[] lengths = new double[usable.size()];
    Arrays.fill(lengths, 1);
    Use[] uses = HeldOutGroups.uses(usable.groups(), CHOOSING_SHARE, settings.seed());
    return new ProjectionTrainer(settings.projections(), pool, progress)
        .fit(environments, lengths, uses);
  }

  /**
   * How good a model is on rows that it has not seen: holds rows out, whole groups together, trains
   * on the others and scores.
   *
   * @param data as for {@link #fit}
   * @param share the share of the rows to hold out, above 0 and below 1
   * @return the score on the rows held out
   * @throws InputException as {@link #fit} does, or if all rows are of one group
   */
  public DirectionScore validate(DirectionData data, double share) {
    Use[] uses = HeldOutGroups.uses(data.groups(), share, settings.seed());
    int[] heldOut = rows(uses, Use.HELD_OUT);
    if (heldOut.length == 0) {
      throw new InputException(
          "found a single group or row, expected two at least to hold one out");
    }
    try (DirectionModel model = fit(data.select(rows(uses, Use.FIT)))) {
      return model.score(data.select(heldOut), pool, progress);
    }
  }

  private static int[] rows(Use[] uses, Use wanted) {
    return IntStream.range(0, uses.length).filter(i -> uses[i] == wanted).toArray();
  }
}
