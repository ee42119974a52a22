package vane.mlm.reference;

/**
 * How many digits a {@link Comparison} keeps. Single precision is for finding out how much of a
 * published number may come from it.
 */
public enum ComparisonPrecision {
  /** 64-bit numbers. */
  DOUBLE("double") {
    @Override
    void round(double[] values, int count) {
      // All digits stay.
    }
  },
  /** Distances, goodness of fit and turned vectors are rounded to 32-bit numbers. */
  SINGLE("single") {
    @Override
    void round(double[] values, int count) {
      for (int i = 0; i < count; i++) {
        values[i] = (float) values[i];
      }
    }
  };

  private final String label;

  ComparisonPrecision(String label) {
    this.label = label;
  }

  /**
   * The word that options and results use.
   *
   * @return {@code double} or {@code single}
   */
  public String label() {
    return label;
  }

  /** Rounds the first numbers of an array in place. */
  abstract void round(double[] values, int count);
}
