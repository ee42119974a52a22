package vane.equivariant;

/**
 * What an {@link AdditiveFit} has seen of each element, as plain arrays: all of it can be added up.
 * Elements are numbered by atomic number; d is the number of invariants that are looked at, {@link
 * AdditiveFit#comparedInvariants}. Immutable.
 */
public final class EnvironmentSums {
  private final long[] environments;
  private final double[] largestForces;
  private final long[] atoms;
  private final double[] sums;
  private final double[] products;

  /**
   * Sums as a file or another process holds them. Arrays are copied.
   *
   * @param environments {@code [elements]}: how many atoms are learnt from
   * @param largestForces {@code [elements]} in eV/Å: the largest norm of a force learnt from
   * @param atoms {@code [elements]}: how many atoms the other sums are over
   * @param sums {@code [elements × d]}, row-major: the sums of the first invariants
   * @param products {@code [elements × d × d]}, row-major: the sums of the products of each two of
   *     them, lower triangles
   */
  public EnvironmentSums(
      long[] environments, double[] largestForces, long[] atoms, double[] sums, double[] products) {
    this.environments = environments.clone();
    this.largestForces = largestForces.clone();
    this.atoms = atoms.clone();
    this.sums = sums.clone();
    this.products = products.clone();
  }

  /**
   * How many atoms are learnt from.
   *
   * @return {@code [elements]} (a copy)
   */
  public long[] environments() {
    return environments.clone();
  }

  /**
   * The largest norms of the forces learnt from.
   *
   * @return {@code [elements]} in eV/Å (a copy)
   */
  public double[] largestForces() {
    return largestForces.clone();
  }

  /**
   * How many atoms the sums are over: all atoms of the frames, learnt from or not.
   *
   * @return {@code [elements]} (a copy)
   */
  public long[] atoms() {
    return atoms.clone();
  }

  /**
   * The sums of the first invariants.
   *
   * @return {@code [elements × d]}, row-major (a copy)
   */
  public double[] sums() {
    return sums.clone();
  }

  /**
   * The sums of the products of each two of the first invariants.
   *
   * @return {@code [elements × d × d]}, row-major, lower triangles (a copy)
   */
  public double[] products() {
    return products.clone();
  }
}
