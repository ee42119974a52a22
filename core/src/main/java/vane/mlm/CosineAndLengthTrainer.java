package vane.mlm;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import vane.mlm.reference.Environments;
import vane.mlm.reference.TooFewEnvironmentsException;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.validation.HeldOutBlocks.Use;

/**
 * Trains an OA-MLM with {@link CosineAndLengthReading}: {@link CosineTrainer}, which learns lengths
 * beside cosines and goodness of fit.
 *
 * <p>Environments that are held out set the scale of the errors and how far the model is known to
 * reach. They are never learnt from. With nothing held out, as in a series of fewer than seven
 * frames, the expected error is that of always predicting zero, and nothing is out of reach.
 */
public final class CosineAndLengthTrainer {
  /** More held-out environments than this would not change what they decide. */
  private static final int MOST_HELD_OUT = 3000;

  /** How far beyond the farthest held-out environment still counts as known. */
  private static final double MARGIN = 1.2;

  private final CosineSettings settings;
  private final WorkerPool pool;
  private final ProgressListener progress;

  /**
   * A trainer.
   *
   * @param settings the settings of the directions; lengths need none
   * @param pool the threads; the result does not depend on how many there are
   * @param progress hears of the stages
   */
  public CosineAndLengthTrainer(
      CosineSettings settings, WorkerPool pool, ProgressListener progress) {
    this.settings = settings;
    this.pool = pool;
    this.progress = progress;
  }

  /**
   * Trains a model.
   *
   * @param environments the data, with unit vectors
   * @param lengths the length of each vector [N]
   * @param uses what each environment is for [N]; all of one frame have the same
   * @return the model
   * @throws TooFewEnvironmentsException if there are fewer usable environments than settings ask
   *     for
   * @throws IllegalArgumentException if the lengths of the arrays differ from the data's size
   */
  public OaMlm fit(Environments environments, double[] lengths, Use[] uses) {
    if (lengths.length != environments.size() || uses.length != environments.size()) {
      throw new IllegalArgumentException(
          String.format(
              "%d lengths and %d uses, expected %d",
              lengths.length, uses.length, environments.size()));
    }
    int[] learnt = rows(uses, Use.FIT, environments.size());
    Environments training = environments.select(learnt);
    double[] trainingLengths = picked(lengths, learnt);
    CosineTrainer trainer = new CosineTrainer(settings, pool, progress);
    int[] references = trainer.chooseReferences(training);
    CosineTrainer.Fitted fitted = trainer.fit(training, references, Optional.of(trainingLengths));
    CosineAndLengthReading untried =
        new CosineAndLengthReading(
            new CosineReading(settings.loss(), settings.solver()),
            new ReferenceLengths(picked(trainingLengths, references)),
            Arrays.stream(trainingLengths).max().orElse(0),
            Double.MAX_VALUE,
            new ErrorScale(meanComponent(trainingLengths), 0, 0));
    int[] heldOut = rows(uses, Use.HELD_OUT, MOST_HELD_OUT);
    return tried(fitted, untried, environments.select(heldOut), picked(lengths, heldOut));
  }

  /** The model with the errors that it makes on what was held out. */
  private OaMlm tried(
      CosineTrainer.Fitted fitted,
      CosineAndLengthReading untried,
      Environments heldOut,
      double[] lengths) {
    progress.stage("judging by environments held out", heldOut.size());
    double[] nearest = new double[heldOut.size()];
    Predictions predicted = untried.read(fitted.map(), heldOut, pool, progress, nearest);
    double[] errors = new double[3 * lengths.length];
    double[] predictedLengths = new double[lengths.length];
    for (int i = 0; i < lengths.length; i++) {
      double squares = 0;
      for (int c = 0; c < 3; c++) {
        errors[3 * i + c] = predicted.vector(i, c) - lengths[i] * heldOut.vector(i, c);
        squares += predicted.vector(i, c) * predicted.vector(i, c);
      }
      predictedLengths[i] = Math.sqrt(squares);
    }
    OptionalDouble meanSquare = Arrays.stream(errors).map(e -> e * e).average();
    CosineAndLengthReading reading =
        new CosineAndLengthReading(
            untried.cosines(),
            untried.lengths(),
            untried.longest(),
            Arrays.stream(nearest).map(d -> MARGIN * d).max().orElse(Double.MAX_VALUE),
            ErrorScale.fit(errors, 3, predictedLengths, nearest, untried.errorScale().scale()));
    return new OaMlm(
        fitted.map(),
        reading,
        fitted
            .report()
            .withHeldOut(
                lengths.length,
                meanSquare.isPresent()
                    ? OptionalDouble.of(Math.sqrt(meanSquare.getAsDouble()))
                    : OptionalDouble.empty()));
  }

  /** Some rows of a use, spread evenly. */
  private static int[] rows(Use[] uses, Use wanted, int most) {
    int[] all = IntStream.range(0, uses.length).filter(i -> uses[i] == wanted).toArray();
    int count = Math.min(most, all.length);
    return IntStream.range(0, count).map(i -> all[(int) ((long) i * all.length / count)]).toArray();
  }

  private static double[] picked(double[] values, int[] rows) {
    return Arrays.stream(rows).mapToDouble(i -> values[i]).toArray();
  }

  /** The root mean square component: the error of a model that always predicts zero. */
  private static double meanComponent(double[] lengths) {
    return Math.sqrt(Arrays.stream(lengths).map(l -> l * l / 3).average().orElse(0));
  }
}
