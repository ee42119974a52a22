package vane.regression;

/** The precision of the products inside an iteration. Everything that is reported is double. */
public enum HuberPrecision {
  /** Products in single precision; sums, steps and coefficients in double. Twice as fast. */
  SINGLE,
  /** Products in double precision. */
  DOUBLE
}
