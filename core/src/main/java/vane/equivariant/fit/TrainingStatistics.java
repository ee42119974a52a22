package vane.equivariant.fit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import vane.equivariant.invariant.BatchTiles;
import vane.equivariant.invariant.ElementBasis;
import vane.equivariant.invariant.EnergyKernel;
import vane.equivariant.invariant.MahalanobisDistance;
import vane.equivariant.invariant.Tile;
import vane.parallel.WorkerPool;
import vane.structure.CoincidentAtomsException;
import vane.structure.LabelledStructure;
import vane.structure.StructureException;

/**
 * What training has seen of each element, as far as it can be added up: how many environments, the
 * largest force, and the sums of the first invariants and of their products, which the {@link
 * MahalanobisDistance} follows from.
 *
 * <p>Environments and the largest force are of the atoms learnt from. The sums are over all atoms
 * of the frames. One thread at a time uses an object.
 */
public final class TrainingStatistics {
  /** Frames whose statistics are summed by one thread. */
  private static final int PART = 256;

  private final int size;
  private final long[] environments;
  private final double[] largestForces;
  private final long[] atoms;
  private final double[][] sums;
  private final double[][] products;

  private TrainingStatistics(int species, int size) {
    this.size = size;
    this.environments = new long[species];
    this.largestForces = new double[species];
    this.atoms = new long[species];
    this.sums = new double[species][size];
    this.products = new double[species][size * size];
  }

  /**
   * Statistics that have seen nothing.
   *
   * @param basis the functions
   * @return new statistics
   */
  public static TrainingStatistics empty(ElementBasis basis) {
    return new TrainingStatistics(basis.species(), size(basis));
  }

  /**
   * How many invariants are looked at.
   *
   * @param basis the functions
   * @return at most {@link MahalanobisDistance#LARGEST_SIZE}
   */
  public static int size(ElementBasis basis) {
    return Math.min(MahalanobisDistance.LARGEST_SIZE, basis.size());
  }

  /**
   * The statistics of some frames. The result does not depend on the number of threads, but in the
   * last bits on the order of the frames.
   *
   * @param basis the functions
   * @param choices the frames
   * @param pool the threads
   * @return new statistics
   * @throws StructureException if two atoms of a frame are at the same place; its index is that in
   *     {@code choices}
   */
  public static TrainingStatistics of(
      ElementBasis basis, List<ChosenFrame> choices, WorkerPool pool) {
    TrainingStatistics[] parts = new TrainingStatistics[(choices.size() + PART - 1) / PART];
    pool.run(
        parts.length,
        part -> {
          parts[part] = empty(basis);
          BatchTiles tiles = new BatchTiles(basis);
          int end = Math.min(choices.size(), (part + 1) * PART);
          for (int c = part * PART; c < end; c++) {
            try {
              parts[part].add(basis, choices.get(c), tiles);
            } catch (CoincidentAtomsException error) {
              throw new StructureException(c, error);
            }
          }
        });
    TrainingStatistics total = empty(basis);
    for (TrainingStatistics part : parts) {
      total.merge(part);
    }
    return total;
  }

  private void add(ElementBasis basis, ChosenFrame choice, BatchTiles tiles) {
    LabelledStructure frame = choice.frame();
    for (int i = 0; i < frame.structure().size(); i++) {
      int a = basis.indexOf(frame.structure().element(i));
      if (choice.elements()[a] && frame.knowsForce(i)) {
        environments[a]++;
        largestForces[a] = Math.max(largestForces[a], frame.forceNorm(i));
      }
    }
    tiles.visit(basis.batch(List.of(frame.structure())), this::addTile);
  }

  private void addTile(int element, Tile tile, EnergyKernel kernel) {
    int lanes = kernel.lanes();
    double[] values = new double[size * lanes];
    kernel.invariants(size, values);
    double[] sum = sums[element];
    double[] product = products[element];
    for (int lane = 0; lane < tile.filled(); lane++) {
      atoms[element]++;
      for (int i = 0; i < size; i++) {
        double value = values[i * lanes + lane];
        sum[i] += value;
        for (int j = 0; j <= i; j++) {
          product[i * size + j] += value * values[j * lanes + lane];
        }
      }
    }
  }

  /**
   * Adds all that others have seen.
   *
   * @param other statistics of the same functions; not modified
   */
  public void merge(TrainingStatistics other) {
    for (int a = 0; a < atoms.length; a++) {
      environments[a] += other.environments[a];
      largestForces[a] = Math.max(largestForces[a], other.largestForces[a]);
      atoms[a] += other.atoms[a];
      add(other.sums[a], sums[a]);
      add(other.products[a], products[a]);
    }
  }

  private static void add(double[] from, double[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += from[i];
    }
  }

  /**
   * The distances from what has been seen.
   *
   * @return one per element
   */
  public MahalanobisDistance[] metrics() {
    MahalanobisDistance[] metrics = new MahalanobisDistance[atoms.length];
    Arrays.setAll(metrics, a -> MahalanobisDistance.of(atoms[a], sums[a], products[a]));
    return metrics;
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
   * How many atoms the sums are over.
   *
   * @return {@code [elements]} (a copy)
   */
  public long[] atoms() {
    return atoms.clone();
  }

  /**
   * The sums of the first invariants.
   *
   * @return {@code [elements × size]}, row-major (a copy)
   */
  public double[] sums() {
    return flat(sums);
  }

  /**
   * The sums of the products of each two of the first invariants.
   *
   * @return {@code [elements × size × size]}, row-major, lower triangles, zero elsewhere (a copy)
   */
  public double[] products() {
    return flat(products);
  }

  private static double[] flat(double[][] rows) {
    return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
  }

  /**
   * Statistics from their numbers.
   *
   * @param basis the functions
   * @param environments {@code [elements]}
   * @param largestForces {@code [elements]}
   * @param atoms {@code [elements]}
   * @param sums {@code [elements × size]}
   * @param products {@code [elements × size × size]}
   * @return new statistics; the arrays are copied
   * @throws IllegalArgumentException if a shape does not fit, or a number is negative that cannot
   *     be or not finite
   */
  public static TrainingStatistics of(
      ElementBasis basis,
      long[] environments,
      double[] largestForces,
      long[] atoms,
      double[] sums,
      double[] products) {
    TrainingStatistics made = empty(basis);
    int species = basis.species();
    requireLength("environments", environments.length, species);
    requireLength("largest forces", largestForces.length, species);
    requireLength("numbers of atoms", atoms.length, species);
    requireLength("sums of invariants", sums.length, species * made.size);
    requireLength("sums of products", products.length, species * made.size * made.size);
    boolean counts = Arrays.stream(environments).allMatch(each -> each >= 0);
    counts &= Arrays.stream(atoms).allMatch(each -> each >= 0);
    counts &= Arrays.stream(largestForces).allMatch(each -> each >= 0);
    if (!counts
        || !Stream.of(largestForces, sums, products)
            .flatMapToDouble(Arrays::stream)
            .allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "found a negative count or force, or a sum that is not finite, expected none");
    }
    for (int a = 0; a < species; a++) {
      made.environments[a] = environments[a];
      made.largestForces[a] = largestForces[a];
      made.atoms[a] = atoms[a];
      System.arraycopy(sums, a * made.size, made.sums[a], 0, made.size);
      int square = made.size * made.size;
      System.arraycopy(products, a * square, made.products[a], 0, square);
    }
    return made;
  }

  private static void requireLength(String what, int found, int expected) {
    if (found != expected) {
      throw new IllegalArgumentException(found + " " + what + ", expected " + expected);
    }
  }
}
