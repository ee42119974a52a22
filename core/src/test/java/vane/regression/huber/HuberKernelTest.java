package vane.regression.huber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HuberKernelTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 63, 65, 100, 1001})
  void theVectorKernelAgreesWithThePlainOne(int n) {
    SplittableRandom random = new SplittableRandom(n);
    double[] r = random.doubles(n + 3, -2, 2).toArray();
    double[] q = random.doubles(n + 3, -2, 2).toArray();
    HuberKernel plain = new PlainHuberKernel();
    HuberKernel vector = new VectorHuberKernel();
    for (double scale : new double[] {LbfgsColumn.LEAST_SCALE, 0.3, 5}) {
      double[] expected = new double[3];
      double[] found = {9, 9, 9};
      plain.sums(r, q, 0.7, n, 1 / scale, 1.1, expected);
      vector.sums(r, q, 0.7, n, 1 / scale, 1.1, found);
      assertThat(found).containsExactly(expected, within(1e-12 * (1 + n)));

      double[] moved = r.clone();
      double[] movedPlain = r.clone();
      double[] psi = new double[n + 3];
      double[] psiPlain = new double[n + 3];
      plain.move(movedPlain, q, 0.7, n, 1 / scale, 1.1, psiPlain);
      vector.move(moved, q, 0.7, n, 1 / scale, 1.1, psi);
      assertThat(moved).containsExactly(movedPlain, within(1e-15));
      assertThat(psi).containsExactly(psiPlain, within(1e-12));
    }
    float[] rounded = new float[n + 3];
    float[] roundedPlain = new float[n + 3];
    plain.round(r, n, roundedPlain);
    vector.round(r, n, rounded);
    assertThat(rounded).isEqualTo(roundedPlain);
    double[] widened = new double[n + 3];
    double[] widenedPlain = new double[n + 3];
    plain.widen(rounded, n, widenedPlain);
    vector.widen(rounded, n, widened);
    assertThat(widened).isEqualTo(widenedPlain);
    assertThat(vector.dot(r, q, n)).isCloseTo(plain.dot(r, q, n), within(1e-13 * (1 + n)));
    assertThat(vector.largestMagnitude(r, n)).isEqualTo(plain.largestMagnitude(r, n));
  }
}
