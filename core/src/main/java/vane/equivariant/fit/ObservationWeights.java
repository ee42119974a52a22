package vane.equivariant.fit;

/**
 * How much energies and stresses weigh in a fit, where forces in eV/Å weigh one. Energies are in
 * eV, stresses are virials in eV, both divided by the root of the number of atoms.
 *
 * @param energy of the squared error of an energy, in Å⁻²
 * @param stress of the squared error of a component of a virial, in Å⁻²
 */
public record ObservationWeights(double energy, double stress) {
  /** Forces alone. */
  public static final ObservationWeights NONE = new ObservationWeights(0, 0);

  /**
   * Where no frame can be held out: an energy that is off by 1 meV times the root of the number of
   * atoms, or a virial by ten times that, counts as a force that is off by 10 meV/Å.
   */
  public static final ObservationWeights OF_FEW = new ObservationWeights(100, 1);

  /**
   * Checks the weights.
   *
   * @throws IllegalArgumentException if one is negative or not finite
   */
  public ObservationWeights {
    if (!(energy >= 0 && stress >= 0 && Double.isFinite(energy) && Double.isFinite(stress))) {
      throw new IllegalArgumentException(
          "weights " + energy + " and " + stress + ", expected finite ones of at least 0");
    }
  }

  ObservationWeights times(double factor) {
    return new ObservationWeights(factor * energy, factor * stress);
  }
}
