package vane.mlm;

import vane.regression.HuberSettings;

/** How the linear maps from D_x to D_c and D_g are found. */
public sealed interface Regression {

  /** The paper's regular model: least squares, eq. (2). */
  record Ordinary() implements Regression {
    @Override
    public String label() {
      return "ols";
    }
  }

  /**
   * The paper's robust model: Huber regression of each column, with an intercept.
   *
   * @param settings ε, the penalty and when to stop
   */
  record Robust(HuberSettings settings) implements Regression {
    @Override
    public String label() {
      return "huber";
    }
  }

  /**
   * The word for the command line and model files.
   *
   * @return {@code ols} or {@code huber}
   */
  String label();
}
