package vane.audit;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import vane.structure.Element;
import vane.structure.Structure;

/**
 * How the forces along bonds change with their length. A bond that is longer than usual pulls its
 * atoms together: if forces push them apart, they are gradients. How strongly it pulls is known
 * within a factor of ten, so forces in another unit are noticed, large and small ones.
 *
 * <p>For each pair of elements a line through (r_ij, (F_j − F_i)·r̂_ij) is fitted. Its slope is
 * about −60 eV/Å² between light nonmetals and from −1 to −10 eV/Å² between metals. Not safe for use
 * by several threads.
 */
final class BondStiffness {
  /** Bonds are shorter than this, over the sum of the covalent radii. */
  static final double LONGEST_BOND = 1.25;

  private static final int FEWEST = 20;
  private static final double LEAST_CORRELATION = 0.35;
  private static final double SMALLEST_COVALENT = 4;
  private static final double LARGEST_COVALENT = 300;
  private static final double SMALLEST_OTHER = 0.15;
  private static final double LARGEST_OTHER = 80;
  private static final Set<String> COVALENT =
      Set.of("H", "B", "C", "N", "O", "F", "P", "S", "Cl", "Br");

  private record Pair(Element first, Element second) implements Comparable<Pair> {
    boolean isCovalent() {
      return COVALENT.contains(first.symbol()) && COVALENT.contains(second.symbol());
    }

    @Override
    public int compareTo(Pair other) {
      int byFirst = first.compareTo(other.first);
      return byFirst != 0 ? byFirst : second.compareTo(other.second);
    }
  }

  private static final class Line {
    private long count;
    private double x;
    private double y;
    private double xx;
    private double xy;
    private double yy;

    void add(double length, double force) {
      count++;
      x += length;
      y += force;
      xx += length * length;
      xy += length * force;
      yy += force * force;
    }

    double slope() {
      return covariance() / (xx - x * x / count);
    }

    private double covariance() {
      return xy - x * y / count;
    }

    boolean isClear() {
      double spread = (xx - x * x / count) * (yy - y * y / count);
      return count >= FEWEST
          && covariance() * covariance() > LEAST_CORRELATION * LEAST_CORRELATION * spread;
    }
  }

  private final Map<Pair, Line> lines = new TreeMap<>();

  void add(Structure structure, double[] forces, int i, int j, double[] vector, double length) {
    Element a = structure.element(i);
    Element b = structure.element(j);
    double along = 0;
    for (int axis = 0; axis < 3; axis++) {
      along += (forces[3 * j + axis] - forces[3 * i + axis]) * vector[axis] / length;
    }
    Pair pair = a.compareTo(b) <= 0 ? new Pair(a, b) : new Pair(b, a);
    lines.computeIfAbsent(pair, p -> new Line()).add(length, along);
  }

  Optional<String> warning() {
    long wrongSign = 0;
    long tooSmall = 0;
    long tooLarge = 0;
    long all = 0;
    double slopes = 0;
    for (Map.Entry<Pair, Line> entry : lines.entrySet()) {
      Line line = entry.getValue();
      if (!line.isClear()) {
        continue;
      }
      boolean covalent = entry.getKey().isCovalent();
      double slope = line.slope();
      all += line.count;
      slopes += line.count * slope;
      wrongSign += slope > 0 ? line.count : 0;
      tooSmall +=
          Math.abs(slope) < (covalent ? SMALLEST_COVALENT : SMALLEST_OTHER) ? line.count : 0;
      tooLarge += Math.abs(slope) > (covalent ? LARGEST_COVALENT : LARGEST_OTHER) ? line.count : 0;
    }
    if (2 * wrongSign > all) {
      return Optional.of(
          "longer bonds push their atoms apart: these look like gradients, expected forces, which"
              + " are −1 times the gradient");
    }
    if (2 * tooSmall > all || 2 * tooLarge > all) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "the forces are too %s for these distances (bonds have a stiffness of %.2g eV/Å²):"
                  + " they look like another unit (1 Hartree/Bohr is 51.42 eV/Å, 1 eV/Å is 23.06"
                  + " kcal/(mol Å)); expected eV/Å",
              2 * tooSmall > all ? "small" : "large",
              Math.abs(slopes / all)));
    }
    return Optional.empty();
  }
}
