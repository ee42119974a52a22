package vane.equivariant;

import java.util.OptionalDouble;

/**
 * What a potential has learnt of energies, or of stresses.
 *
 * @param frames how many frames have them
 * @param weight how much their squared errors weigh where those of forces in eV/Å weigh one, in
 *     Å⁻²: of energies, or of virials, in eV, divided by the root of the number of atoms; zero if
 *     they made held-out forces worse with any weight, and so only the reference energies of the
 *     elements come from them
 * @param heldOutRmse the root mean square error on held-out frames before these were learnt from:
 *     of energies in eV/atom, of components of stresses in eV/Å³; empty if none could be held out
 */
public record ObservationReport(int frames, double weight, OptionalDouble heldOutRmse) {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is negative or not finite
   */
  public ObservationReport {
    double error = heldOutRmse.orElse(0);
    if (frames < 0 || !isSensible(weight) || !isSensible(error)) {
      throw new IllegalArgumentException(
          frames
              + " frames, weight "
              + weight
              + " and error "
              + error
              + ", expected finite numbers of at least 0");
    }
  }

  private static boolean isSensible(double number) {
    return number >= 0 && Double.isFinite(number);
  }
}
