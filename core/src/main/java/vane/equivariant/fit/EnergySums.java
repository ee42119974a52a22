package vane.equivariant.fit;

import java.util.List;
import vane.equivariant.invariant.ElementBasis;
import vane.linalg.Matrix;
import vane.parallel.WorkerPool;
import vane.regression.NormalEquations;
import vane.structure.LabelledStructure;

/**
 * The normal equations of energies, one equation a frame with the weight 1 / √(number of atoms), in
 * which the reference energies of the elements are free.
 *
 * <p>E = X w + C r + error, with the numbers of atoms in C. For any w the best r is (CᵀC)⁺ Cᵀ(E − X
 * w); with it the equations of w alone are XᵀX − U Uᵀ and XᵀE − U z, where U = XᵀC D, z = DᵀCᵀE and
 * D Dᵀ = (CᵀC)⁺: a Schur complement of as low a rank as there are elements. Features and energies
 * are centred before they are summed ({@link EnergyCentre}), so that what is taken off is small.
 *
 * <p>Memory does not grow with the number of frames, and the threads do not matter. One thread at a
 * time uses an object.
 */
public final class EnergySums implements AutoCloseable {
  /** Frames worked on together. */
  private static final int BLOCK = 256;

  private final ElementBasis basis;
  private final EnergyCentre centre;
  private final NormalEquations equations;
  private final CompositionSums compositions;
  private final ThreadLocal<FeatureRows> workspaces;

  private EnergySums(ElementBasis basis, EnergyCentre centre, NormalEquations equations) {
    this.basis = basis;
    this.centre = centre;
    this.equations = equations;
    this.compositions = new CompositionSums(basis.species());
    this.workspaces = ThreadLocal.withInitial(() -> new FeatureRows(basis));
  }

  /**
   * Sums that have seen nothing.
   *
   * @param basis the functions
   * @param centre what energies are counted from
   * @return new sums, to be closed by the caller
   */
  public static EnergySums empty(ElementBasis basis, EnergyCentre centre) {
    return new EnergySums(
        basis, centre, NormalEquations.empty(basis.features(), targets(basis.species())));
  }

  /**
   * Sums from their numbers, as another process holds them.
   *
   * @param basis the functions
   * @param centre what energies are counted from
   * @param compositions what {@link #compositions} gave
   * @param equations the equations of {@link #targets} targets; the new sums own and close them
   * @return new sums, to be closed by the caller
   */
  public static EnergySums of(
      ElementBasis basis, EnergyCentre centre, double[] compositions, NormalEquations equations) {
    EnergySums sums = new EnergySums(basis, centre, equations);
    sums.compositions.addNumbers(compositions);
    return sums;
  }

  /**
   * How many targets the equations have: the energy, and the number of atoms of each element.
   *
   * @param elements how many elements there are
   * @return the number
   */
  public static int targets(int elements) {
    return 1 + elements;
  }

  /**
   * Adds all that other sums hold.
   *
   * @param other sums with the same centre; not modified
   */
  public void merge(EnergySums other) {
    equations.merge(other.equations);
    compositions.addNumbers(other.compositions.numbers());
  }

  /**
   * How many numbers the sums of the compositions are.
   *
   * @param elements how many elements there are
   * @return the number
   */
  public static int compositionNumbers(int elements) {
    return elements * elements + elements + 1;
  }

  /**
   * The sums of the compositions.
   *
   * @return numbers that can be added to others (a copy)
   */
  public double[] compositions() {
    return compositions.numbers();
  }

  /**
   * The equations; owned and closed by these sums.
   *
   * @return equations of {@link #targets} targets; not to be modified
   */
  public NormalEquations equations() {
    return equations;
  }

  /**
   * Adds those frames whose energy is known.
   *
   * @param choices the frames
   * @param pool the threads
   */
  public void add(List<ChosenFrame> choices, WorkerPool pool) {
    List<LabelledStructure> frames = EnergyCentre.withEnergy(choices);
    int targets = equations.targets();
    try (Matrix rows = Matrix.zeros(BLOCK, basis.features());
        Matrix energies = Matrix.zeros(BLOCK, targets)) {
      for (int first = 0; first < frames.size(); first += BLOCK) {
        List<LabelledStructure> block =
            frames.subList(first, Math.min(frames.size(), first + BLOCK));
        pool.run(block.size(), i -> write(block.get(i), rows, energies, i));
        equations.addRows(
            rows.block(0, block.size(), 0, basis.features()),
            energies.block(0, block.size(), 0, targets),
            pool);
        block.forEach(this::addComposition);
      }
    }
  }

  private void write(LabelledStructure frame, Matrix rows, Matrix energies, int row) {
    double[] counts = EnergyCentre.counts(basis, frame.structure());
    double[] features = workspaces.get().energy(basis.batch(List.of(frame.structure())));
    double weight = 1 / Math.sqrt(frame.structure().size());
    centre.centre(features, counts);
    scale(features, weight);
    rows.setRow(row, features, 0);
    double[] targets = new double[1 + counts.length];
    targets[0] = centre.centredEnergy(frame.energy().getAsDouble(), counts);
    System.arraycopy(counts, 0, targets, 1, counts.length);
    scale(targets, weight);
    energies.setRow(row, targets, 0);
  }

  private static void scale(double[] numbers, double factor) {
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] *= factor;
    }
  }

  private void addComposition(LabelledStructure frame) {
    double[] counts = EnergyCentre.counts(basis, frame.structure());
    double energy = centre.centredEnergy(frame.energy().getAsDouble(), counts);
    compositions.add(counts, energy, 1.0 / frame.structure().size());
  }

  /**
   * How many energies have been added.
   *
   * @return zero or more
   */
  public long frames() {
    return equations.equations();
  }

  /**
   * The reference energies that fit best with some weights.
   *
   * @param weights {@code [features]} in eV; not modified
   * @return the energies; of those that fit as well, those nearest to zero
   */
  public ReferenceEnergies references(double[] weights) {
    Eliminated eliminated = new Eliminated();
    double[] components = eliminated.energies.clone();
    for (int q = 0; q < weights.length; q++) {
      for (int k = 0; k < components.length; k++) {
        components[k] -= weights[q] * eliminated.features[q][k];
      }
    }
    double[] centred = eliminated.directions.sum(components, basis.species());
    return new ReferenceEnergies(basis, centre.references(centred, weights), eliminated.directions);
  }

  /**
   * Other equations with these, whose reference energies are eliminated.
   *
   * @param others normal equations of as many features; not modified
   * @param weight of the squared errors of energies, at least 0
   * @return new equations, to be closed by the caller
   */
  public NormalEquations joinedTo(NormalEquations others, double weight) {
    Eliminated eliminated = new Eliminated();
    double[] products = others.products();
    double[] mine = equations.products();
    int targets = equations.targets();
    for (int q = 0; q < products.length; q++) {
      double known = dot(eliminated.features[q], eliminated.energies);
      products[q] += weight * (mine[q * targets] - known);
    }
    double squares = compositions.squares() - dot(eliminated.energies, eliminated.energies);
    return NormalEquations.of(
        i -> joinedRow(others, weight, eliminated.features, i),
        products,
        1,
        others.targetSum() + weight * Math.max(0, squares),
        others.equations() + equations.equations());
  }

  private double[] joinedRow(NormalEquations others, double weight, double[][] taken, int i) {
    double[] row = others.lowerRow(i);
    double[] mine = equations.lowerRow(i);
    double square = row[i];
    for (int j = 0; j <= i; j++) {
      row[j] += weight * (mine[j] - dot(taken[i], taken[j]));
    }
    // A square: what is below is rounding.
    row[i] = Math.max(square, row[i]);
    return row;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  /** U and z of what the compositions explain. */
  private final class Eliminated {
    final CompositionSums.Directions directions = CompositionSums.Directions.of(compositions);
    final double[][] features = new double[basis.features()][];
    final double[] energies = directions.components(compositions.targets());

    Eliminated() {
      double[] products = equations.products();
      int targets = equations.targets();
      double[] counts = new double[basis.species()];
      for (int q = 0; q < features.length; q++) {
        System.arraycopy(products, q * targets + 1, counts, 0, counts.length);
        features[q] = directions.components(counts);
      }
    }
  }

  /** Frees the memory. */
  @Override
  public void close() {
    equations.close();
  }

  @Override
  public String toString() {
    return "EnergySums[" + frames() + " frames, " + basis + "]";
  }
}
