package vane.equivariant.range;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vane.equivariant.invariant.AtomBatch;
import vane.structure.Element;
import vane.structure.Structure;

class ErrorModelTest {
  private static final SortedSet<Element> HYDROGEN = new TreeSet<>(List.of(Element.of(1)));

  @ParameterizedTest
  @CsvSource({"0.02, 0", "0.3, 1", "0.05, 2.5", "4, 5"})
  void aKnownPowerAndScaleAreFound(double scale, double power) {
    Random random = new Random(7);
    int n = 20000;
    double[] distances = new double[n];
    double[] errors = new double[3 * n];
    for (int i = 0; i < n; i++) {
      distances[i] = Math.exp(random.nextDouble() * 2 - 1);
      for (int axis = 0; axis < 3; axis++) {
        errors[3 * i + axis] = scale * Math.pow(distances[i], power) * random.nextGaussian();
      }
    }
    ErrorModel found = ErrorModel.fit(distances, errors);
    assertThat(found.power()).isCloseTo(power, within(0.05));
    assertThat(found.scaleEvPerAngstrom()).isCloseTo(scale, within(0.03 * scale));
  }

  @Test
  void noForceIsExact() {
    ErrorModel exact = ErrorModel.fit(new double[] {1, 2, 3}, new double[9]);
    assertThat(exact.expected(2)).isEqualTo(1e-6);
    ErrorModel model = new ErrorModel(0.5, 2);
    assertThat(model.expected(3)).isCloseTo(4.5, within(1e-12));
    assertThat(model.expected(0)).isEqualTo(1e-6);
    // Nearer than 0.001 all are alike.
    assertThat(new ErrorModel(500, 1).expected(0)).isEqualTo(0.5);
  }

  @Test
  void errorsGrowWithAnotherPowerBeyondTheBend() {
    ErrorModel model = new ErrorModel(0.5, 1, new ErrorGrowth(2, 3));
    assertThat(model.isStraight()).isFalse();
    assertThat(model.expected(1.5)).isCloseTo(0.75, within(1e-12));
    assertThat(model.expected(2)).isCloseTo(1, within(1e-12));
    assertThat(model.expected(2 + 1e-9)).isCloseTo(1, within(1e-8));
    assertThat(model.expected(4)).isCloseTo(8, within(1e-12));
    assertThat(new ErrorModel(0.5, 1).isStraight()).isTrue();
    assertThat(new ErrorModel(0.5, 1).expected(4)).isCloseTo(2, within(1e-12));
  }

  @Test
  void aDifferenceFromTheLinearPartIsExpectedToBeAnError() {
    ErrorModel model = new ErrorModel(0.3, 1, new ErrorGrowth(1, 1), 0.4);
    assertThat(model.expected(1, 1)).isCloseTo(0.5, within(1e-12));
    assertThat(model.expected(1, 0)).isEqualTo(model.expected(1));
    Random random = new Random(5);
    int n = 20000;
    ErrorModel truth = new ErrorModel(0.2, 1, new ErrorGrowth(1, 1), 0.14);
    double[] distances = new double[n];
    double[] differences = new double[n];
    double[] errors = new double[3 * n];
    for (int i = 0; i < n; i++) {
      distances[i] = random.nextDouble(0.5, 2);
      differences[i] = random.nextDouble(0, 5);
      for (int c = 3 * i; c < 3 * i + 3; c++) {
        errors[c] = random.nextGaussian() * truth.expected(distances[i], differences[i]);
      }
    }
    // The weights of both are known but for their scale.
    ErrorModel found = new ErrorModel(1, 1).withDifferences(distances, differences, errors);
    assertThat(found.perDifference()).isCloseTo(0.14, within(0.005));
    assertThat(found.expected(1)).isCloseTo(0.2, within(0.005));
  }

  @Test
  void withAKnownGrowthTheScaleIsStillThatOfTheErrors() {
    Random random = new Random(11);
    int n = 20000;
    ErrorModel truth = new ErrorModel(0.2, 1, new ErrorGrowth(1.5, 2.5));
    double[] distances = new double[n];
    double[] errors = new double[3 * n];
    for (int i = 0; i < n; i++) {
      // Nearly all are within the bend, as in training.
      distances[i] = 0.5 + 1.1 * random.nextDouble();
      for (int axis = 0; axis < 3; axis++) {
        errors[3 * i + axis] = truth.expected(distances[i]) * random.nextGaussian();
      }
    }
    ErrorModel found = ErrorModel.fit(distances, errors, truth.beyond());
    assertThat(found.power()).isCloseTo(1, within(0.1));
    assertThat(found.expected(1)).isCloseTo(0.2, within(0.01));
    assertThat(found.expected(6)).isCloseTo(truth.expected(6), within(0.1 * truth.expected(6)));
    // Never more slowly than before the bend: then there is none.
    ErrorModel slower = ErrorModel.fit(distances, errors, new ErrorGrowth(1.5, 0.1));
    assertThat(slower.isStraight()).isTrue();
    assertThat(slower.expected(6))
        .isCloseTo(ErrorModel.fit(distances, errors).expected(6), within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"-1, 1", "NaN, 1", "1, -1", "1, Infinity"})
  void numbersThatCannotBeAreRefused(double scale, double power) {
    assertThatIllegalArgumentException().isThrownBy(() -> new ErrorModel(scale, power));
  }

  @Test
  void theDistanceOfAForceTakesTheNeighbours() {
    Structure chain =
        Structure.of(
            List.of(Element.of(1), Element.of(1), Element.of(1), Element.of(1)),
            new double[] {0, 0, 0, 1, 0, 0, -2, 0, 0, 9, 0, 0});
    AtomBatch batch = new AtomBatch(List.of(chain), HYDROGEN, 2.5);
    double[] each = {0.5, 3, 4, 7};
    double near = Math.pow(1 - 1 / 2.5, 2);
    double far = Math.pow(1 - 2 / 2.5, 2);
    double mean = (near * 3 + far * 4) / (near + far);
    assertThat(ErrorModel.distance(batch, 0, each, 2.5))
        .isCloseTo(Math.hypot(0.5, mean), within(1e-12));
    assertThat(ErrorModel.distance(batch, 1, each, 2.5))
        .isCloseTo(Math.hypot(3, 0.5), within(1e-12));
    assertThat(ErrorModel.distance(batch, 3, each, 2.5)).isEqualTo(7);
  }
}
