package vane.regression.huber;

/** The precision of the products inside an iteration. Everything that is reported is double. */
public enum HuberPrecision {
  /**
   * Products in single precision; sums, steps and coefficients in double. Where few directions hold
   * nearly all of the inputs, coefficients along the others stay zero. Several times as fast.
   */
  SINGLE,
  /** Products in double precision, with the inputs as they are. */
  DOUBLE
}
