package vane.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vane.structure.Element;
import vane.structure.Structure;
import vane.structure.VectorRows;

/**
 * Looks at frames as they pass and notices numbers that are probably in other units than Å and
 * eV/Å.
 *
 * <p>Three rules. Forces: the median |F| is over 15 eV/Å, which no trajectory near equilibrium
 * reaches; in kcal/(mol Å) or kJ/(mol nm) an ordinary one does. Lengths: the distance of an atom to
 * its nearest neighbour, over the sum of the two covalent radii, is between 0.95 and 1.2 in
 * molecules, metals and salts alike; in Bohr it is 1.89 times that, in nm a tenth. A median of that
 * ratio from 1.5 to 2.5, or below 0.3, is reported. Noble gases, which do not bond, are left out.
 * Forces and lengths: how stiff bonds are ({@link BondStiffness}).
 *
 * <p>Holds counts only, whatever the length of the trajectory. Not safe for use by several threads.
 */
public final class UnitsCheck {
  /** Median |F| in eV/Å above which forces are suspected. */
  public static final double LARGEST_MEDIAN_FORCE = 15;

  private static final double SMALLEST_BOHR_RATIO = 1.5;
  private static final double LARGEST_BOHR_RATIO = 2.5;
  private static final double SMALLEST_NM_RATIO = 0.03;
  private static final double LARGEST_NM_RATIO = 0.3;
  private static final int FRAMES_OF_FORCES = 64;
  private static final List<String> UNBOUND = List.of("He", "Ne", "Ar", "Kr", "Xe", "Rn");
  private static final int ATOMS_A_FRAME = 64;
  private static final int PAIRS_A_FRAME = 200_000;

  private final LogarithmicCounts forces = new LogarithmicCounts();
  private final LogarithmicCounts ratios = new LogarithmicCounts();
  private final BondStiffness stiffness = new BondStiffness();
  private long frames;
  private long framesOfForces;

  /** A check that has seen nothing yet. */
  public UnitsCheck() {}

  /**
   * Looks at the distances in a structure. Of a long trajectory every structure counts at first,
   * then fewer and fewer (those number 1, 2, 4, 8 …), so that the cost stays small.
   *
   * @param structure the atoms, positions supposedly in Å
   */
  public void addStructure(Structure structure) {
    frames++;
    if (looksAt(frames)) {
      addDistances(structure);
    }
  }

  /**
   * Whether the distances in a structure count.
   *
   * @param number its number in the trajectory, from one
   * @return true at first, and then less and less often
   */
  public static boolean looksAt(long number) {
    return number <= 8 || Long.bitCount(number) == 1;
  }

  /**
   * Looks at the distances in one of the structures that {@link #looksAt} tells of.
   *
   * @param structure the atoms, positions supposedly in Å
   */
  public void addDistances(Structure structure) {
    int atoms = structure.size();
    if (atoms == 0) {
      return;
    }
    PeriodicDistance distances = new PeriodicDistance(structure);
    for (int atom = 0; atom < atoms; atom += stride(atoms)) {
      double ratio = nearestRatio(structure, distances, atom);
      if (Double.isFinite(ratio)) {
        ratios.add(ratio);
      }
    }
  }

  /**
   * Looks at the size of forces, and of some structures at how they go with the distances.
   *
   * @param structure the atoms, positions supposedly in Å
   * @param vectors {@code [nAtoms × 3]}, row-major, supposedly in eV/Å
   */
  public void addForces(Structure structure, double[] vectors) {
    for (int i = 0; i < structure.size(); i++) {
      forces.add(VectorRows.norm(vectors, i));
    }
    framesOfForces++;
    if (framesOfForces > FRAMES_OF_FORCES && Long.bitCount(framesOfForces) != 1) {
      return;
    }
    PeriodicDistance distances = new PeriodicDistance(structure);
    double[] vector = new double[3];
    for (int atom = 0; atom < structure.size(); atom += stride(structure.size())) {
      double own = radius(structure.element(atom));
      for (int other = 0; other < structure.size(); other++) {
        double sum = own + radius(structure.element(other));
        double distance =
            sum > 0 && other != atom ? distances.between(atom, other, vector) : Double.NaN;
        if (distance < BondStiffness.LONGEST_BOND * sum) {
          stiffness.add(structure, vectors, atom, other, vector, distance);
        }
      }
    }
  }

  private static int stride(int atoms) {
    int sample = Math.max(1, Math.min(ATOMS_A_FRAME, PAIRS_A_FRAME / Math.max(1, atoms)));
    return Math.max(1, atoms / sample);
  }

  /**
   * What was noticed up to now.
   *
   * @return a sentence for each suspicion; empty if all looks well
   */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    double force = forces.median();
    if (force > LARGEST_MEDIAN_FORCE) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "the median |F| is %.1f eV/Å, over %.0f: the forces look like another unit"
                  + " (1 eV/Å is 23.06 kcal/(mol Å)); expected eV/Å",
              force,
              LARGEST_MEDIAN_FORCE));
    }
    double ratio = ratios.median();
    if (ratio >= SMALLEST_BOHR_RATIO && ratio <= LARGEST_BOHR_RATIO) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "nearest neighbours are %.2f times as far apart as their covalent radii allow:"
                  + " the positions look like Bohr (1 Å is 1.89 Bohr); expected Å",
              ratio));
    }
    if (ratio > SMALLEST_NM_RATIO && ratio < LARGEST_NM_RATIO) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "nearest neighbours are %.2f times as far apart as their covalent radii allow: the"
                  + " positions look like nm or fractions of the cell; expected Å",
              ratio));
    }
    if (warnings.isEmpty()) {
      stiffness.warning().ifPresent(warnings::add);
    }
    return List.copyOf(warnings);
  }

  /** Smallest distance over sum of radii of one atom and all others, or infinity. */
  private static double nearestRatio(Structure structure, PeriodicDistance distances, int atom) {
    double own = radius(structure.element(atom));
    double nearest = Double.POSITIVE_INFINITY;
    for (int other = 0; other < structure.size(); other++) {
      double sum = own + radius(structure.element(other));
      // Where a radius is not known the comparison is false and the pair does not count.
      double distance = sum > 0 ? distances.between(atom, other) : Double.NaN;
      if (distance / sum < nearest) {
        nearest = distance / sum;
      }
    }
    return nearest;
  }

  private static double radius(Element element) {
    return UNBOUND.contains(element.symbol()) ? Double.NaN : CovalentRadii.angstrom(element);
  }
}
