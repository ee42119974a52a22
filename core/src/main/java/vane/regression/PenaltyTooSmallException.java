package vane.regression;

import vane.InputException;

/** Normal equations with their penalties are not positive definite in double precision. */
public final class PenaltyTooSmallException extends InputException {
  private static final long serialVersionUID = 1L;

  /** The feature at which it failed. */
  private final int feature;

  /** How many features there are. */
  private final int features;

  /** The penalty of that feature. */
  private final double penalty;

  /**
   * An error with its facts.
   *
   * @param feature the feature whose penalty rounding hides, from 0
   * @param features how many features there are
   * @param penalty the penalty of that feature
   */
  public PenaltyTooSmallException(int feature, int features, double penalty) {
    this(feature, features, penalty, null);
  }

  /**
   * An error with its facts.
   *
   * @param feature the feature at which the factorisation failed, from 0: in double precision it is
   *     a combination of those before it
   * @param features how many features there are
   * @param penalty the penalty of that feature
   * @param cause the failure of the factorisation
   */
  public PenaltyTooSmallException(int feature, int features, double penalty, Throwable cause) {
    super(
        "the normal equations are not positive definite at feature "
            + feature
            + " of "
            + features
            + ", found a penalty of "
            + penalty
            + ", expected a larger one",
        cause);
    this.feature = feature;
    this.features = features;
    this.penalty = penalty;
  }

  /**
   * The feature at which the factorisation failed.
   *
   * @return from 0
   */
  public int feature() {
    return feature;
  }

  /**
   * The number of features.
   *
   * @return at least 1
   */
  public int features() {
    return features;
  }

  /**
   * The penalty of the feature at which the factorisation failed.
   *
   * @return at least 0
   */
  public double penalty() {
    return penalty;
  }
}
