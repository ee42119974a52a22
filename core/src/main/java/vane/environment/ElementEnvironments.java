package vane.environment;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import vane.descriptor.MinMaxScaler;
import vane.mlm.reference.Environments;
import vane.structure.Element;
import vane.structure.VectorRows;

/**
 * The environments of all atoms of one element in some structures.
 *
 * <p>Immutable. Rows are in the order of structures, then atoms.
 */
public final class ElementEnvironments {
  private final Element element;
  private final int features;
  private final int neighbours;
  private final double[] descriptors;
  private final double[] points;
  private final int[] kinds;
  private final double[] forces;
  private final int[] structures;
  private final int[] atoms;
  private final boolean[] tied;

  ElementEnvironments(
      Element element,
      int features,
      int neighbours,
      double[] descriptors,
      double[] points,
      int[] kinds,
      double[] forces,
      int[] structures,
      int[] atoms,
      boolean[] tied) {
    this.element = element;
    this.features = features;
    this.neighbours = neighbours;
    this.descriptors = descriptors;
    this.points = points;
    this.kinds = kinds;
    this.forces = forces;
    this.structures = structures;
    this.atoms = atoms;
    this.tied = tied;
  }

  /**
   * The element of the centre atoms.
   *
   * @return the element
   */
  public Element element() {
    return element;
  }

  /**
   * The number of environments.
   *
   * @return zero or more
   */
  public int size() {
    return atoms.length;
  }

  /**
   * The structure that an environment is of.
   *
   * @param row the environment
   * @return its index among the structures extracted
   */
  public int structure(int row) {
    return structures[row];
  }

  /**
   * The atom at the centre of an environment.
   *
   * @param row the environment
   * @return its index in its structure
   */
  public int atom(int row) {
    return atoms[row];
  }

  /**
   * Whether the choice of neighbours was arbitrary.
   *
   * @param row the environment
   * @return true if the last neighbour kept and the next one are equally far
   */
  public boolean isTied(int row) {
    return tied[row];
  }

  /**
   * One component of the force on the centre atom.
   *
   * @param row the environment
   * @param axis 0, 1 or 2
   * @return the component in eV/Å; 0 if the forces are not known
   */
  public double force(int row, int axis) {
    return forces[3 * row + axis];
  }

  /**
   * The norm of the force on the centre atom.
   *
   * @param row the environment
   * @return |F| in eV/Å
   */
  public double forceNorm(int row) {
    return VectorRows.norm(forces, row);
  }

  /**
   * How many environments a model can learn from: those with a force and a neighbour.
   *
   * @return 0 to {@link #size}
   */
  public int usable() {
    return (int) IntStream.range(0, size()).filter(this::isUsable).count();
  }

  /**
   * How many different descriptions the {@link #usable} environments have: no more than so many
   * references can be told apart. Atoms that a symmetry of their molecule exchanges, such as those
   * of H₂, have the same.
   *
   * @param limit where to stop counting
   * @return 0 to {@code limit}
   */
  public int distinct(int limit) {
    Set<List<Double>> seen = new HashSet<>();
    for (int i = 0; i < size() && seen.size() < limit; i++) {
      if (isUsable(i)) {
        int from = i * features;
        seen.add(Arrays.stream(descriptors, from, from + features).boxed().toList());
      }
    }
    return seen.size();
  }

  private boolean isUsable(int row) {
    return forceNorm(row) > 0 && kinds[row * neighbours] != 0;
  }

  /**
   * Some of the environments, in the order asked for.
   *
   * @param rows their indices
   * @return a copy of those rows
   */
  public ElementEnvironments select(int[] rows) {
    int n = rows.length;
    double[] x = new double[n * features];
    double[] y = new double[n * 3 * neighbours];
    int[] z = new int[n * neighbours];
    double[] f = new double[3 * n];
    int[] s = new int[n];
    int[] a = new int[n];
    boolean[] t = new boolean[n];
    for (int i = 0; i < n; i++) {
      int row = rows[i];
      System.arraycopy(descriptors, row * features, x, i * features, features);
      System.arraycopy(points, row * 3 * neighbours, y, i * 3 * neighbours, 3 * neighbours);
      System.arraycopy(kinds, row * neighbours, z, i * neighbours, neighbours);
      System.arraycopy(forces, row * 3, f, i * 3, 3);
      s[i] = structures[row];
      a[i] = atoms[row];
      t[i] = tied[row];
    }
    return new ElementEnvironments(element, features, neighbours, x, y, z, f, s, a, t);
  }

  /**
   * The range of each feature in these environments.
   *
   * @return the scaler that maps them into [0, 1]
   */
  public MinMaxScaler fitScaler() {
    return MinMaxScaler.fit(descriptors, size(), features);
  }

  /**
   * The environments as the method takes them: scaled descriptions, points, and unit vectors along
   * the forces.
   *
   * @param scaler scales the descriptions
   * @return the environments; rows without a force have a zero vector
   */
  public Environments scaled(MinMaxScaler scaler) {
    double[] x = descriptors.clone();
    scaler.transform(x, size());
    return Environments.of(features, neighbours, x, points, kinds, VectorRows.directions(forces));
  }

  @Override
  public String toString() {
    return size() + " environments of " + element;
  }
}
