package vane.engines.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vane.InputException;
import vane.structure.Structure;

class LinearAlkaneTest {
  private static final double TETRAHEDRAL = Math.toDegrees(Math.acos(-1.0 / 3));

  private static double[] between(Structure structure, int from, int to) {
    double[] vector = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      vector[axis] = structure.position(to, axis) - structure.position(from, axis);
    }
    return vector;
  }

  private static double dot(double[] a, double[] b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  }

  private static double[] cross(double[] a, double[] b) {
    return new double[] {
      a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
    };
  }

  private static double distance(Structure structure, int a, int b) {
    return Math.sqrt(dot(between(structure, a, b), between(structure, a, b)));
  }

  private static double degrees(double[] a, double[] b) {
    return Math.toDegrees(Math.acos(dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b))));
  }

  @Test
  void eachNameIsOneMolecule() {
    assertThat(LinearAlkane.names()).hasSize(20).doesNotHaveDuplicates();
    for (int carbons = 1; carbons <= 20; carbons++) {
      Structure alkane = LinearAlkane.named(LinearAlkane.names().get(carbons - 1));
      assertThat(alkane.elements().stream().filter(each -> each.atomicNumber() == 6))
          .hasSize(carbons);
      assertThat(alkane.elements().stream().filter(each -> each.atomicNumber() == 1))
          .hasSize(2 * carbons + 2);
      assertThat(alkane.size()).isEqualTo(3 * carbons + 2);
      assertThat(alkane.cell()).isEmpty();
    }
    assertThat(LinearAlkane.named("Hexane").size()).isEqualTo(20);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 7, 20})
  void bondsAndAnglesAreThoseOfTheTextbook(int carbons) {
    Structure alkane = LinearAlkane.ofCarbons(carbons);
    int bonds = 0;
    for (int a = 0; a < alkane.size(); a++) {
      List<Integer> bound = new ArrayList<>();
      for (int b = 0; b < alkane.size(); b++) {
        double distance = distance(alkane, a, b);
        int carbonsOfPair = (a < carbons ? 1 : 0) + (b < carbons ? 1 : 0);
        if (a != b && distance < 1.6) {
          assertThat(carbonsOfPair).as("no bond between hydrogen atoms").isPositive();
          assertThat(distance).isCloseTo(carbonsOfPair == 2 ? 1.53 : 1.09, within(1e-12));
          bound.add(b);
        } else if (a != b) {
          assertThat(distance).as("atoms without a bond").isGreaterThan(1.75);
        }
      }
      assertThat(bound).hasSize(a < carbons ? 4 : 1);
      bonds += bound.size();
      for (int i = 0; i < bound.size(); i++) {
        for (int j = 0; j < i; j++) {
          assertThat(degrees(between(alkane, a, bound.get(i)), between(alkane, a, bound.get(j))))
              .isCloseTo(TETRAHEDRAL, within(1e-9));
        }
      }
    }
    assertThat(bonds / 2).isEqualTo(3 * carbons + 1);
  }

  @Test
  void theChainIsAnti() {
    Structure alkane = LinearAlkane.named("decane");
    for (int c = 0; c + 3 < 10; c++) {
      double[] middle = between(alkane, c + 1, c + 2);
      double[] first = cross(between(alkane, c, c + 1), middle);
      double[] second = cross(middle, between(alkane, c + 2, c + 3));
      assertThat(dot(first, second) / Math.sqrt(dot(first, first) * dot(second, second)))
          .as("the cosine of the dihedral angle")
          .isCloseTo(-1, within(1e-12));
    }
    assertThat(distance(alkane, 0, 9)).isGreaterThan(11);
  }

  @Test
  void otherNamesAreRefused() {
    assertThatThrownBy(() -> LinearAlkane.named("benzene"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("found the molecule benzene, expected one of methane, ethane")
        .hasMessageEndingWith("icosane");
    for (int carbons : new int[] {0, -1, 21}) {
      assertThatThrownBy(() -> LinearAlkane.ofCarbons(carbons))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("expected 1 to 20");
    }
  }
}
