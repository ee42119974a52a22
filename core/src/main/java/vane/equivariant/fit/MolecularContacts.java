package vane.equivariant.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import vane.structure.Cell;
import vane.structure.Element;
import vane.structure.LabelledStructure;
import vane.structure.Structure;
import vane.structure.VectorRows;

/**
 * Brings molecules of the training data into contact.
 *
 * <p>In a trajectory of one molecule, some of its atoms never meet: the ends of a chain, say. The
 * data do not tell what happens when they do, and a fit of bonds and angles finds anything there,
 * deep holes among it. Here two frames are put beside each other, turned at random, so that an atom
 * of one touches an atom of the other. What is believed of such a contact is the {@link
 * ScreenedRepulsion} between the molecules, and the known forces inside of each.
 *
 * <p>Only frames without periodic directions, of two atoms or more, are molecules. The same frames
 * give the same contacts.
 */
final class MolecularContacts {
  /** About so many contacts are made. */
  private static final int CONTACTS = 240;

  /** Contacts of each two elements, at least. */
  private static final int PER_PAIR = 20;

  private static final long SEED = 20211006;

  /** The energies of the two atoms that touch, in eV: from a light touch to a blow. */
  private static final double LEAST_EV = 0.02;

  private static final double LARGEST_EV = 2;

  /** How many atoms, and how many directions for each two, are tried before a contact is left. */
  private static final int ATOM_TRIES = 20;

  private static final int DIRECTION_TRIES = 50;

  /** So many cutoffs from the atom that touches, nothing matters to its neighbours. */
  private static final int REACH = 3;

  /** A believed force may be off by this, in eV/Å, and by half of itself. */
  private static final double UNCERTAINTY_EV_PER_ANGSTROM = 0.2;

  private static final double RELATIVE_UNCERTAINTY = 0.5;

  private final Map<Element, List<LabelledStructure>> holding = new HashMap<>();
  private final int heaviest;
  private final double cutoff;
  private final Random random = new Random(SEED);

  private MolecularContacts(
      List<LabelledStructure> frames, SortedSet<Element> elements, double cutoff) {
    for (Element element : elements) {
      holding.put(
          element,
          frames.stream()
              .filter(frame -> isMolecule(frame.structure()) && frame.knowsForces())
              .filter(frame -> frame.structure().elements().contains(element))
              .toList());
    }
    this.heaviest = elements.stream().mapToInt(Element::atomicNumber).max().orElse(0);
    this.cutoff = cutoff;
  }

  /**
   * Contacts of each two elements.
   *
   * @param frames the frames to take molecules from
   * @param elements all elements
   * @param cutoff atoms farther than this, in Å, do not feel each other
   * @return the contacts found; none if there are no molecules
   */
  static List<Contact> of(
      List<LabelledStructure> frames, SortedSet<Element> elements, double cutoff) {
    MolecularContacts contacts = new MolecularContacts(frames, elements, cutoff);
    int pairs = elements.size() * (elements.size() + 1) / 2;
    int each = Math.max(PER_PAIR, CONTACTS / pairs);
    List<Contact> found = new ArrayList<>();
    for (Element one : elements) {
      for (Element other : elements.tailSet(one)) {
        for (int i = 0; i < each; i++) {
          contacts.between(one, other).ifPresent(found::add);
        }
      }
    }
    return found;
  }

  private static boolean isMolecule(Structure structure) {
    return structure.size() > 1 && !structure.cell().map(Cell::isPeriodic).orElse(false);
  }

  private Optional<Contact> between(Element one, Element other) {
    List<LabelledStructure> ones = holding.get(one);
    List<LabelledStructure> others = holding.get(other);
    Optional<Contact> contact = Optional.empty();
    for (int i = 0;
        i < ATOM_TRIES && contact.isEmpty() && !ones.isEmpty() && !others.isEmpty();
        i++) {
      LabelledStructure first = ones.get(random.nextInt(ones.size()));
      LabelledStructure second = others.get(random.nextInt(others.size()));
      contact = touching(part(first, one), part(second, other));
    }
    return contact;
  }

  /** A molecule with its forces, or of a large one what is near an atom: the one that touches. */
  private record Part(LabelledStructure molecule, int atom, boolean isWhole) {
    Structure structure() {
      return molecule.structure();
    }

    Part at(double[] positions, double[] forces) {
      Structure placed = Structure.of(structure().elements(), positions);
      return new Part(new LabelledStructure(placed, forces, 0), atom, isWhole);
    }

    /** Whether all that the force on an atom depends on is there. */
    boolean knows(int other, double cutoff) {
      return isWhole || distance(structure(), atom, structure(), other) < cutoff;
    }
  }

  /**
   * An atom of an element, drawn at random, with all that is so near that the forces on its
   * neighbours depend on it. Of most molecules that is all.
   */
  private Part part(LabelledStructure frame, Element element) {
    Structure structure = frame.structure();
    int[] atoms =
        IntStream.range(0, structure.size())
            .filter(i -> structure.element(i).equals(element))
            .toArray();
    int atom = atoms[random.nextInt(atoms.length)];
    int[] near =
        IntStream.range(0, structure.size())
            .filter(i -> distance(structure, atom, structure, i) < REACH * cutoff)
            .toArray();
    double[] positions = new double[3 * near.length];
    double[] forces = new double[3 * near.length];
    List<Element> elements = new ArrayList<>();
    int place = -1;
    for (int n = 0; n < near.length; n++) {
      place = near[n] == atom ? n : place;
      elements.add(structure.element(near[n]));
      for (int axis = 0; axis < 3; axis++) {
        positions[3 * n + axis] = structure.position(near[n], axis);
        forces[3 * n + axis] = frame.force(near[n], axis);
      }
    }
    return new Part(
        new LabelledStructure(Structure.of(elements, positions), forces, 0),
        place,
        near.length == structure.size());
  }

  /**
   * The second molecule beside the first, so that no two atoms have more energy than the chosen.
   */
  private Optional<Contact> touching(Part first, Part second) {
    int z1 = first.structure().element(first.atom()).atomicNumber();
    int z2 = second.structure().element(second.atom()).atomicNumber();
    double energy = LEAST_EV * Math.pow(LARGEST_EV / LEAST_EV, random.nextDouble());
    double distance = Math.min(ScreenedRepulsion.distance(z1, z2, energy), cutoff);
    for (int i = 0; i < DIRECTION_TRIES; i++) {
      RandomRotation away = RandomRotation.next(random);
      RandomRotation turn = RandomRotation.next(random);
      double[] positions = turn.turned(second.structure().positions());
      double[] direction = away.turned(new double[] {0, 0, distance});
      for (int axis = 0; axis < 3; axis++) {
        double shift =
            first.structure().position(first.atom(), axis)
                + direction[axis]
                - positions[3 * second.atom() + axis];
        for (int j = axis; j < positions.length; j += 3) {
          positions[j] += shift;
        }
      }
      Part placed = second.at(positions, turn.turned(second.molecule().forces()));
      if (!clash(first.structure(), placed.structure(), energy * (1 + 1e-9))) {
        return Optional.of(contact(first, placed));
      }
    }
    return Optional.empty();
  }

  /** Whether two atoms have more energy than this. */
  private boolean clash(Structure first, Structure second, double energy) {
    double farthest = ScreenedRepulsion.distance(heaviest, heaviest, energy);
    for (int i = 0; i < first.size(); i++) {
      for (int j = 0; j < second.size(); j++) {
        double distance = distance(first, i, second, j);
        if (distance <= farthest
            && ScreenedRepulsion.energy(
                    first.element(i).atomicNumber(), second.element(j).atomicNumber(), distance)
                > energy) {
          return true;
        }
      }
    }
    return false;
  }

  private static double distance(Structure first, int i, Structure second, int j) {
    double x = second.position(j, 0) - first.position(i, 0);
    double y = second.position(j, 1) - first.position(i, 1);
    double z = second.position(j, 2) - first.position(i, 2);
    return Math.sqrt(x * x + y * y + z * z);
  }

  /**
   * The forces inside of both molecules, and the repulsion between them, which ends at the cutoff.
   */
  private Contact contact(Part first, Part second) {
    int n1 = first.structure().size();
    int n = n1 + second.structure().size();
    double[] between = new double[3 * n];
    boolean[] feels = new boolean[n];
    for (int i = 0; i < n1; i++) {
      for (int j = n1; j < n; j++) {
        double distance = distance(first.structure(), i, second.structure(), j - n1);
        if (distance < cutoff) {
          feels[i] |= first.knows(i, cutoff);
          feels[j] |= second.knows(j - n1, cutoff);
          int z1 = first.structure().element(i).atomicNumber();
          int z2 = second.structure().element(j - n1).atomicNumber();
          double force =
              ScreenedRepulsion.force(z1, z2, distance) - ScreenedRepulsion.force(z1, z2, cutoff);
          for (int axis = 0; axis < 3; axis++) {
            double component =
                force
                    * (second.structure().position(j - n1, axis)
                        - first.structure().position(i, axis))
                    / distance;
            between[3 * i + axis] -= component;
            between[3 * j + axis] += component;
          }
        }
      }
    }
    int[] atoms = IntStream.range(0, n).filter(i -> feels[i]).toArray();
    double[] uncertainties =
        Arrays.stream(atoms)
            .mapToDouble(
                i ->
                    UNCERTAINTY_EV_PER_ANGSTROM
                        + RELATIVE_UNCERTAINTY * VectorRows.norm(between, i))
            .toArray();
    List<Element> elements = new ArrayList<>(first.structure().elements());
    elements.addAll(second.structure().elements());
    Structure both =
        Structure.of(
            elements, joined(first.structure().positions(), second.structure().positions()));
    double[] forces = joined(first.molecule().forces(), second.molecule().forces());
    for (int i = 0; i < forces.length; i++) {
      forces[i] += between[i];
    }
    return new Contact(new LabelledStructure(both, forces, 0), atoms, uncertainties);
  }

  private static double[] joined(double[] first, double[] second) {
    return DoubleStream.concat(Arrays.stream(first), Arrays.stream(second)).toArray();
  }
}
