package vane.equivariant.fit;

import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.IntConsumer;
import vane.InputException;
import vane.parallel.ProgressListener;
import vane.regression.PenaltyTooSmallException;

/**
 * Chooses how much the prior, contacts, energies and stresses weigh, on held-out frames. The prior:
 * as much as does not harm them. That is the largest of some values whose mean absolute error is
 * not much above the least. Squared errors would let a few odd contacts decide for all atoms.
 */
public final class HeldOutChoice {
  /** λ where no frame can be held out to choose it. */
  public static final double RIDGE_OF_FEW = 1e-8;

  /** The weight of contacts, as {@link #contactError} finds it, relative to a typical force. */
  public static final double CONTACT_ERROR_OF_FEW = 0.1;

  /**
   * Powers of ten. The search for λ begins at the first one, relative to the mean square of the
   * simplest features, and ends at the others, which no data are known to reach.
   */
  private static final int FIRST_EXPONENT = -10;

  private static final int LEAST_EXPONENT = -22;
  private static final int GREATEST_EXPONENT = 2;

  private static final double RIDGE_AS_GOOD = 1.01;

  /**
   * The weights of contacts that are tried, relative to a typical force. With less than the last
   * one, molecules fall into each other where held-out frames ask for more digits than anyone
   * needs.
   */
  private static final double[] CONTACT_ERRORS = {0.4, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005};

  /** How much larger the mean absolute error of forces may become, for energies and stresses. */
  private static final double OBSERVATION_COST = 0.02;

  private static final int WEIGHT_STEPS = 3;
  private static final int WEIGHT_TENTHS = 4;
  private static final int WEIGHT_TENS = 3;

  /** Ten times the weight has to make the errors of energies and stresses as much smaller. */
  private static final double WEIGHT_GAIN = 0.95;

  private HeldOutChoice() {}

  /**
   * A chosen ridge.
   *
   * @param lambda λ, relative to the mean square of the simplest features
   * @param meanAbsoluteErrorEvPerAngstrom of the force components of held-out frames, in eV/Å
   */
  public record Ridge(double lambda, double meanAbsoluteErrorEvPerAngstrom) {}

  /**
   * The best ridge. The search walks by powers of ten from a usual value: down as long as held-out
   * frames gain within two steps, and up as long as they hardly lose.
   *
   * @param heldOut what the weights for a ridge say about the held-out frames; may throw a {@link
   *     PenaltyTooSmallException} if there are none
   * @param progress hears of the ridges tried
   * @return λ and its error
   * @throws InputException if there are weights for none
   */
  public static Ridge ridge(
      DoubleFunction<List<FrameEvaluator.Result>> heldOut, ProgressListener progress) {
    progress.stage("choosing the ridge", 4);
    NavigableMap<Integer, Double> errors = new TreeMap<>();
    IntConsumer trial =
        exponent -> {
          try {
            errors.put(exponent, meanAbsoluteError(heldOut.apply(power(exponent))));
          } catch (PenaltyTooSmallException singular) {
            errors.put(exponent, Double.POSITIVE_INFINITY);
          }
          progress.advance(1);
        };
    int best = FIRST_EXPONENT;
    trial.accept(best);
    for (int e = best - 1; e >= Math.max(best - 2, LEAST_EXPONENT); e--) {
      trial.accept(e);
      if (errors.get(e) < errors.get(best)) {
        best = e;
      }
    }
    int largest = best;
    for (int e = best + 1; e <= GREATEST_EXPONENT; e++) {
      if (!errors.containsKey(e)) {
        trial.accept(e);
      }
      if (errors.get(e) < errors.get(best)) {
        best = e;
      }
      if (errors.get(e) <= RIDGE_AS_GOOD * errors.get(best)) {
        largest = e;
      } else if (errors.get(best) < Double.POSITIVE_INFINITY) {
        break;
      }
    }
    if (errors.get(best) == Double.POSITIVE_INFINITY) {
      throw new InputException("no ridge up to 100 makes the normal equations solvable");
    }
    return new Ridge(power(largest), errors.get(largest));
  }

  /** The double next to a power of ten, which a product of tens need not be. */
  private static double power(int exponent) {
    return Double.parseDouble("1e" + exponent);
  }

  /**
   * How much contacts weigh: the most that makes held-out frames hardly worse.
   *
   * @param typicalForce in eV/Å
   * @param cost how much larger the mean absolute error may become, as a part of it
   * @param heldOut what the weights for an error of contacts, in eV/Å, say about the held-out
   *     frames
   * @param progress hears of the errors tried
   * @return the error of a force that counts as much as one uncertainty of a contact, in eV/Å; the
   *     least one if all do harm
   */
  public static double contactError(
      double typicalForce,
      double cost,
      DoubleFunction<List<FrameEvaluator.Result>> heldOut,
      ProgressListener progress) {
    double[] errors = Arrays.stream(CONTACT_ERRORS).map(each -> each * typicalForce).toArray();
    progress.stage("weighing contacts", 4);
    double limit = (1 + cost) * meanAbsoluteError(heldOut.apply(0));
    progress.advance(1);
    // The lighter contacts are, the less they can harm: the first that does not is searched for.
    int first = 0;
    int last = errors.length - 1;
    while (first < last) {
      int middle = (first + last) / 2;
      if (meanAbsoluteError(heldOut.apply(errors[middle])) <= limit) {
        last = middle;
      } else {
        first = middle + 1;
      }
      progress.advance(1);
    }
    return errors[first];
  }

  /**
   * How much energies and stresses weigh: so that the errors they leave in held-out frames count as
   * those of forces do, found in a few steps that begin with forces alone; then ten times as much
   * as long as held-out energies and stresses gain; but never so much that held-out forces become
   * clearly worse.
   *
   * @param heldOut what the solution with some weights leaves of the held-out frames; {@link
   *     HeldOutErrors#none} if there is none
   * @param progress hears of the weights tried
   * @return the weights; none if all do harm
   */
  public static ObservationWeights observationWeights(
      Function<ObservationWeights, HeldOutErrors> heldOut, ProgressListener progress) {
    progress.stage("weighing energies and stresses", WEIGHT_STEPS + 1);
    HeldOutErrors alone = heldOut.apply(ObservationWeights.NONE);
    progress.advance(1);
    double limit = (1 + OBSERVATION_COST) * alone.forceMae();
    ObservationWeights weights = alone.weights();
    HeldOutErrors errors = heldOut.apply(weights);
    progress.advance(1);
    for (int step = 1; step < WEIGHT_STEPS && errors.forceMae() <= limit; step++) {
      ObservationWeights next = errors.weights();
      HeldOutErrors found = heldOut.apply(next);
      progress.advance(1);
      if (found.forceMae() > limit) {
        break;
      }
      weights = next;
      errors = found;
    }
    if (errors.forceMae() <= limit) {
      return raised(weights, errors, limit, heldOut, progress);
    }
    for (int tenths = 0; tenths < WEIGHT_TENTHS; tenths++) {
      if (errors.forceMae() <= limit) {
        return weights;
      }
      weights = weights.times(0.1);
      errors = heldOut.apply(weights);
      progress.advance(1);
    }
    return errors.forceMae() <= limit ? weights : ObservationWeights.NONE;
  }

  /**
   * Errors of energies are alike in all frames of a kind, so their mean square says less of what
   * they can tell than that of forces does: ten times as much may help them a lot.
   */
  private static ObservationWeights raised(
      ObservationWeights first,
      HeldOutErrors firstErrors,
      double limit,
      Function<ObservationWeights, HeldOutErrors> heldOut,
      ProgressListener progress) {
    ObservationWeights weights = first;
    HeldOutErrors errors = firstErrors;
    for (int tens = 0; tens < WEIGHT_TENS; tens++) {
      ObservationWeights more = weights.times(10);
      if (Math.max(more.energy(), more.stress()) > HeldOutErrors.LARGEST_WEIGHT) {
        return weights;
      }
      HeldOutErrors found = heldOut.apply(more);
      progress.advance(1);
      if (found.forceMae() > limit || found.observationRatio(errors) > WEIGHT_GAIN) {
        return weights;
      }
      weights = more;
      errors = found;
    }
    return weights;
  }

  private static double meanAbsoluteError(List<FrameEvaluator.Result> frames) {
    return HeldOutErrors.of(frames, Optional.empty()).forceMae();
  }
}
