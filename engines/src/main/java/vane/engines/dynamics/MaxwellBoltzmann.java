package vane.engines.dynamics;

/** Momenta of a temperature, to begin with. */
public final class MaxwellBoltzmann {
  private MaxwellBoltzmann() {}

  /**
   * Draws momenta from the distribution of a temperature. Fixed atoms have none. Where no atom is
   * fixed, the centre of mass is at rest.
   *
   * @param inertia masses and fixed atoms
   * @param temperatureKelvin the temperature in K, zero or more
   * @param seed of the draw
   * @param replica each replica has other momenta, whatever their number
   * @return {@code [nAtoms × 3]} in √(u·eV)
   * @throws vane.InputException if the temperature is below zero or not finite
   */
  public static double[] momenta(
      Inertia inertia, double temperatureKelvin, long seed, int replica) {
    DynamicsSettings.requireTemperature(temperatureKelvin);
    double thermal = DynamicsUnits.BOLTZMANN_EV_PER_KELVIN * temperatureKelvin;
    double[] momenta = new double[3 * inertia.size()];
    new NormalNoise(seed, replica).fill(0, momenta);
    for (int atom = 0; atom < inertia.size(); atom++) {
      double width = inertia.moves(atom) ? Math.sqrt(inertia.massU(atom) * thermal) : 0;
      for (int i = 3 * atom; i < 3 * atom + 3; i++) {
        momenta[i] *= width;
      }
    }
    if (!inertia.hasFixedAtoms()) {
      rest(inertia, momenta);
    }
    return momenta;
  }

  private static void rest(Inertia inertia, double[] momenta) {
    double[] sum = new double[3];
    double mass = 0;
    for (int atom = 0; atom < inertia.size(); atom++) {
      mass += inertia.massU(atom);
      for (int axis = 0; axis < 3; axis++) {
        sum[axis] += momenta[3 * atom + axis];
      }
    }
    for (int atom = 0; atom < inertia.size(); atom++) {
      for (int axis = 0; axis < 3; axis++) {
        momenta[3 * atom + axis] -= inertia.massU(atom) * sum[axis] / mass;
      }
    }
  }
}
