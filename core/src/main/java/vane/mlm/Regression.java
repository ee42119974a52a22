package vane.mlm;

import vane.regression.huber.HuberSettings;

/** How the linear map of an OA-MLM is found. */
public sealed interface Regression {

  /** Least squares, eq. (2): what the paper calls the regular model. */
  record LeastSquares() implements Regression {
    @Override
    public String label() {
      return "ols";
    }
  }

  /**
   * Huber regression of each column, with an intercept: what the paper calls the robust model.
   *
   * @param settings ε, the penalty and when to stop
   */
  record Huber(HuberSettings settings) implements Regression {
    @Override
    public String label() {
      return "huber";
    }
  }

  /**
   * Ridge regression.
   *
   * @param lambda λ, relative to the mean of the diagonal of the normal equations
   */
  record Ridge(double lambda) implements Regression {
    @Override
    public String label() {
      return "ridge";
    }
  }

  /**
   * The word that model files and results use.
   *
   * @return {@code ols}, {@code huber} or {@code ridge}
   */
  String label();
}
