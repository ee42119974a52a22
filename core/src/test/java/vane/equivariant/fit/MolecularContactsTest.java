package vane.equivariant.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import vane.equivariant.Clusters;
import vane.model.TinyModels;
import vane.structure.Element;
import vane.structure.LabelledStructure;
import vane.structure.Structure;

/** Molecules that are brought together. */
class MolecularContactsTest {
  private static final double CUTOFF = 3.5;
  private static final TreeSet<Element> CH = new TreeSet<>(List.of(Element.of(1), Element.of(6)));
  private static final List<LabelledStructure> METHANES =
      TinyModels.molecules(10, 4).stream()
          .map(each -> new LabelledStructure(each, TinyModels.forces(each), 0))
          .toList();

  @Test
  void twoMoleculesTouchAndNoTwoAtomsClash() {
    List<Contact> contacts = MolecularContacts.of(METHANES, CH, CUTOFF);
    // Carbon atoms hide behind hydrogen: not all of their contacts are found.
    assertThat(contacts).hasSizeGreaterThan(120);
    for (Contact contact : contacts) {
      Structure both = contact.frame().structure();
      assertThat(both.size()).isEqualTo(10);
      double largest = 0;
      for (int i = 0; i < 5; i++) {
        for (int j = 5; j < 10; j++) {
          largest = Math.max(largest, energy(both, i, j));
        }
      }
      assertThat(largest).isLessThanOrEqualTo(2 * (1 + 1e-9)).isGreaterThan(0.001);
    }
  }

  @Test
  void moleculesRepelEachOtherAndFeelTheirOwnForces() {
    for (Contact contact : MolecularContacts.of(METHANES, CH, CUTOFF)) {
      LabelledStructure frame = contact.frame();
      double[] within = TinyModels.forces(part(frame.structure(), 0));
      double[] total = new double[3];
      double[] ofFirst = new double[3];
      double apart = 0;
      for (int i = 0; i < 10; i++) {
        for (int axis = 0; axis < 3; axis++) {
          total[axis] += frame.force(i, axis);
          if (i < 5) {
            ofFirst[axis] += frame.force(i, axis) - within[3 * i + axis];
          }
        }
      }
      for (int axis = 0; axis < 3; axis++) {
        apart +=
            ofFirst[axis]
                * (frame.structure().position(0, axis) - frame.structure().position(5, axis));
      }
      assertThat(total).containsExactly(new double[3], within(1e-9));
      assertThat(apart).isPositive();
      // Atoms that nothing of the other molecule is near feel their own molecule alone.
      for (int i = 0; i < 5; i++) {
        int atom = i;
        if (Arrays.stream(contact.atoms()).noneMatch(felt -> felt == atom)) {
          for (int axis = 0; axis < 3; axis++) {
            assertThat(frame.force(i, axis)).isCloseTo(within[3 * i + axis], within(1e-9));
          }
        }
      }
      assertThat(contact.uncertainties()).hasSameSizeAs(contact.atoms());
      assertThat(Arrays.stream(contact.uncertainties()).min().orElseThrow()).isGreaterThan(0.1);
    }
  }

  @Test
  void theSameFramesGiveTheSameContacts() {
    List<Contact> once = MolecularContacts.of(METHANES, CH, CUTOFF);
    List<Contact> again = MolecularContacts.of(METHANES, CH, CUTOFF);
    assertThat(again).hasSameSizeAs(once);
    for (int i = 0; i < once.size(); i++) {
      assertThat(again.get(i).frame().structure().positions())
          .containsExactly(once.get(i).frame().structure().positions());
      assertThat(again.get(i).frame().forces()).containsExactly(once.get(i).frame().forces());
    }
  }

  @Test
  void ofLargeMoleculesOnlyWhatIsNearTakesPart() {
    Structure large = Clusters.cluster(new Random(6), 900, 1);
    LabelledStructure frame = new LabelledStructure(large, Clusters.forces(large), 0);
    TreeSet<Element> hydrogen = new TreeSet<>(large.composition());
    List<Contact> contacts = MolecularContacts.of(List.of(frame), hydrogen, 3);
    assertThat(contacts).isNotEmpty();
    for (Contact contact : contacts) {
      assertThat(contact.frame().structure().size()).isLessThan(900);
      assertThat(contact.atoms()).isNotEmpty();
    }
  }

  @Test
  void crystalsAndSingleAtomsAreNoMolecules() {
    Structure crystal = Clusters.crystal(new Random(1));
    Structure atom = Structure.of(List.of(Element.of(6)), new double[3]);
    List<LabelledStructure> frames =
        List.of(
            new LabelledStructure(crystal, new double[3 * crystal.size()], 0),
            new LabelledStructure(atom, new double[3], 1));
    TreeSet<Element> elements = new TreeSet<>(crystal.composition());
    elements.add(Element.of(6));
    assertThat(MolecularContacts.of(frames, elements, CUTOFF)).isEmpty();
  }

  private static Structure part(Structure both, int first) {
    return Structure.of(
        both.elements().subList(first, first + 5),
        Arrays.copyOfRange(both.positions(), 3 * first, 3 * (first + 5)));
  }

  private static double energy(Structure structure, int i, int j) {
    double square = 0;
    for (int axis = 0; axis < 3; axis++) {
      square += Math.pow(structure.position(i, axis) - structure.position(j, axis), 2);
    }
    return ScreenedRepulsion.energy(
        structure.element(i).atomicNumber(),
        structure.element(j).atomicNumber(),
        Math.sqrt(square));
  }
}
