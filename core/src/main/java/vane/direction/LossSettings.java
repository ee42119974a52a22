package vane.direction;

import vane.InputException;

/**
 * The two widths of the loss (3).
 *
 * @param sigma1 width of a reference's well, in units of the cosine; above zero
 * @param sigma2 how fast the depth of the well falls with the fitting error g, in Å; above zero
 */
public record LossSettings(double sigma1, double sigma2) {

  /** The values of the paper: σ₁ = 0.25, σ₂ = 0.5. */
  public static final LossSettings PAPER = new LossSettings(0.25, 0.5);

  /**
   * Checks the widths.
   *
   * @param sigma1 width of a reference's well
   * @param sigma2 how fast the depth of the well falls, in Å
   * @throws InputException if a width is not in [1e-6, 1e6]
   */
  public LossSettings {
    check("sigma1", sigma1);
    check("sigma2", sigma2);
  }

  private static void check(String name, double value) {
    if (!(value >= 1e-6 && value <= 1e6)) {
      throw new InputException(name + " is " + value + ", expected a number from 1e-6 to 1e6");
    }
  }
}
