package vane.experiment;

import java.util.Arrays;
import java.util.Locale;
import vane.InputException;
import vane.model.OaMlmPreset;

/** How much of the paper's experiment is run. */
public enum Scale {
  /** K = 500, and 1500 test environments per element: a first look within a minute. */
  QUICK(500, 1500),
  /** K = 2000, and 6000 test environments per element. */
  MEDIUM(2000, 6000),
  /** K = 7500 and every test environment, as in the paper. */
  PAPER(OaMlmPreset.PAPER_REFERENCES, Integer.MAX_VALUE);

  private final int references;
  private final int testEnvironments;

  Scale(int references, int testEnvironments) {
    this.references = references;
    this.testEnvironments = testEnvironments;
  }

  /**
   * The number of references K, and of training environments N.
   *
   * @return at least one
   */
  public int references() {
    return references;
  }

  /**
   * How many test environments per element are taken at most, spread evenly over all.
   *
   * @return at least one
   */
  public int testEnvironments() {
    return testEnvironments;
  }

  /**
   * The word for the command line.
   *
   * @return such as {@code quick}
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The scale that a word names.
   *
   * @param label such as {@code quick}
   * @return the scale
   * @throws InputException if there is none of that name
   */
  public static Scale parse(String label) {
    return Arrays.stream(values())
        .filter(s -> s.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException("found scale '" + label + "', expected quick, medium or paper"));
  }
}
