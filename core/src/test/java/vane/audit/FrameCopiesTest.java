package vane.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import vane.equivariant.Clusters;
import vane.structure.Structure;

class FrameCopiesTest {
  private static Structure moved(Structure structure, double by) {
    double[] positions = structure.positions();
    Random random = new Random(5);
    for (int i = 0; i < positions.length; i++) {
      positions[i] += by * (random.nextDouble() - 0.5);
    }
    return Structure.of(structure.elements(), positions);
  }

  @Test
  void copiesAndNearCopiesAreFoundAndOthersAreNot() {
    List<Structure> structures = new ArrayList<>();
    for (int s = 0; s < 40; s++) {
      structures.add(Clusters.cluster(new Random(s), 9, 2));
    }
    structures.add(17, structures.get(30));
    structures.add(moved(structures.get(3), 1e-5));
    structures.add(moved(structures.get(3), 1e-2));
    int[] firsts = FrameCopies.firsts(structures);
    for (int s = 0; s < firsts.length; s++) {
      int expected = s == 31 ? 17 : s == 41 ? 3 : s;
      assertThat(firsts[s]).as("structure %s", s).isEqualTo(expected);
    }
  }

  @Test
  void fingerprintsKnowStructuresAgain() {
    List<Structure> known = List.of(Clusters.cluster(new Random(1), 9, 2));
    StructureFingerprints fingerprints =
        StructureFingerprints.parse(StructureFingerprints.of(known).text());
    assertThat(fingerprints)
        .isEqualTo(StructureFingerprints.of(known))
        .hasToString("1 fingerprints");
    assertThat(fingerprints.contains(known.get(0))).isTrue();
    assertThat(fingerprints.contains(moved(known.get(0), 0.01))).isFalse();
  }
}
