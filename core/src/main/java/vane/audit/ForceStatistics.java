package vane.audit;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vane.io.xyz.FrameLocation;
import vane.structure.Cell;
import vane.structure.Element;
import vane.structure.Structure;
import vane.structure.VectorRows;

/**
 * How large the forces of frames are, and what is left of them when those of a frame are added up.
 *
 * <p>Not safe for use by several threads.
 */
final class ForceStatistics {
  /**
   * The largest net force that rounding and loose convergence leave: of the sum of the forces of a
   * frame over the root of the number of its atoms, the root mean square, over that of the forces.
   */
  private static final double LARGEST_NET_FORCE = 0.05;

  /** The forces of one element. */
  static final class OfElement {
    long atoms;
    long zeros;
    double squares;
    double largest;
    final LogarithmicCounts norms = new LogarithmicCounts();

    double rms() {
      return atoms == 0 ? 0 : Math.sqrt(squares / (3 * atoms));
    }
  }

  private final SortedMap<Element, OfElement> elements = new TreeMap<>();
  private double[] first;
  private boolean constant = true;
  private long frames;
  private long heldAtoms;
  private double largest;
  private Optional<FrameLocation> largestAt = Optional.empty();
  private int largestAtom;
  private long balanced;
  private final LogarithmicCounts netForces = new LogarithmicCounts();
  private double netNorms;
  private double netSquaresPerAtom;
  private double torqueNorms;
  private long torques;

  void add(LabelledFrame labelled) {
    Structure structure = labelled.frame().structure();
    double[] forces = labelled.forces();
    BitSet held = labelled.held();
    frames++;
    heldAtoms += held.cardinality();
    for (int i = 0; i < structure.size(); i++) {
      if (held.get(i)) {
        continue;
      }
      OfElement element = elements.computeIfAbsent(structure.element(i), e -> new OfElement());
      double norm = VectorRows.norm(forces, i);
      element.atoms++;
      element.norms.add(norm);
      element.zeros += norm == 0 ? 1 : 0;
      element.squares += norm * norm;
      element.largest = Math.max(element.largest, norm);
      if (norm > largest) {
        largest = norm;
        largestAt = Optional.of(labelled.frame().location());
        largestAtom = i;
      }
      compare(forces, i);
    }
    if (held.isEmpty() && structure.size() > 1) {
      addSums(structure, forces);
    }
  }

  private void compare(double[] forces, int atom) {
    if (first == null) {
      first = new double[] {forces[3 * atom], forces[3 * atom + 1], forces[3 * atom + 2]};
    }
    for (int axis = 0; axis < 3; axis++) {
      constant &= forces[3 * atom + axis] == first[axis];
    }
  }

  private void addSums(Structure structure, double[] forces) {
    double[] net = new double[3];
    double[] centre = new double[3];
    int atoms = structure.size();
    for (int i = 0; i < 3 * atoms; i++) {
      net[i % 3] += forces[i];
      centre[i % 3] += structure.position(i / 3, i % 3) / atoms;
    }
    double norm = VectorRows.norm(net, 0);
    balanced++;
    netNorms += norm;
    netForces.add(norm);
    netSquaresPerAtom += norm * norm / atoms;
    if (!structure.cell().map(Cell::isPeriodic).orElse(false)) {
      double[] torque = new double[3];
      for (int i = 0; i < atoms; i++) {
        for (int axis = 0; axis < 3; axis++) {
          int y = (axis + 1) % 3;
          int z = (axis + 2) % 3;
          torque[axis] +=
              (structure.position(i, y) - centre[y]) * forces[3 * i + z]
                  - (structure.position(i, z) - centre[z]) * forces[3 * i + y];
        }
      }
      torques++;
      torqueNorms += VectorRows.norm(torque, 0);
    }
  }

  SortedMap<Element, OfElement> elements() {
    return elements;
  }

  long frames() {
    return frames;
  }

  long heldAtoms() {
    return heldAtoms;
  }

  /** The largest |F| in eV/Å. */
  double largest() {
    return largest;
  }

  /** Frame and atom of the largest force, as messages name them; empty if all are zero. */
  Optional<String> largestPlace() {
    return largestAt.map(at -> at + ", atom " + largestAtom);
  }

  /** The root mean square of all components, in eV/Å. */
  double rms() {
    double squares = 0;
    long atoms = 0;
    for (OfElement each : elements.values()) {
      squares += each.squares;
      atoms += each.atoms;
    }
    return atoms == 0 ? 0 : Math.sqrt(squares / (3 * atoms));
  }

  /** The mean norm of the sum of the forces of a frame, in eV/Å; of frames without held atoms. */
  double meanNetForce() {
    return balanced == 0 ? 0 : netNorms / balanced;
  }

  /** The norms of the sums of the forces of frames, in eV/Å; of frames without held atoms. */
  LogarithmicCounts netForces() {
    return LogarithmicCounts.sum(List.of(netForces));
  }

  /** The mean norm of the torque of a frame that is not periodic, in eV; zero if there is none. */
  double meanTorque() {
    return torques == 0 ? 0 : torqueNorms / torques;
  }

  /** Whether every force is the same vector, though there are several atoms. */
  boolean isConstant() {
    long atoms = elements.values().stream().mapToLong(each -> each.atoms).sum();
    return constant && atoms > 1;
  }

  Optional<String> netForceWarning() {
    double ratio = Math.sqrt(netSquaresPerAtom / Math.max(1, balanced)) / (Math.sqrt(3) * rms());
    return ratio > LARGEST_NET_FORCE
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "the forces of a frame add up to %.2g eV/Å on average, expected zero without a"
                    + " field from outside (train takes it off with --remove-net-force)",
                meanNetForce()))
        : Optional.empty();
  }
}
