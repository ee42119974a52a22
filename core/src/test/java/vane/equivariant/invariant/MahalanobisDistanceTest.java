package vane.equivariant.invariant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vane.equivariant.Clusters;
import vane.structure.Element;

class MahalanobisDistanceTest {
  /** Rows that are correlated, of unlike size. */
  private static double[][] rows(int count, int size, long seed) {
    Random random = new Random(seed);
    double[] mixing = random.doubles((long) size * size, -1, 1).toArray();
    double[][] rows = new double[count][size];
    for (double[] row : rows) {
      double[] normal = new double[size];
      for (int i = 0; i < size; i++) {
        normal[i] = random.nextGaussian();
      }
      for (int i = 0; i < size; i++) {
        row[i] = 3 * i + 2 * normal[i];
        for (int j = 0; j < size; j++) {
          row[i] += mixing[i * size + j] * normal[j];
        }
        row[i] *= Math.pow(10, i % 3 - 1);
      }
    }
    return rows;
  }

  private static MahalanobisDistance of(double[][] rows) {
    int n = rows[0].length;
    double[] sums = new double[n];
    double[] squares = new double[n * n];
    for (double[] row : rows) {
      for (int i = 0; i < n; i++) {
        sums[i] += row[i];
        for (int j = 0; j <= i; j++) {
          squares[i * n + j] += row[i] * row[j];
        }
      }
    }
    return MahalanobisDistance.of(rows.length, sums, squares);
  }

  private static double distance(MahalanobisDistance metric, double[] row) {
    int n = metric.size();
    double total = 0;
    for (int i = 0; i < n; i++) {
      double sum = 0;
      for (int j = 0; j <= i; j++) {
        sum += metric.factor()[i * n + j] * (row[j] - metric.mean()[j]);
      }
      total += sum * sum;
    }
    return Math.sqrt(total / n);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 17})
  void agreesWithTheInverseCovariance(int size) {
    double[][] rows = rows(500, size, size);
    MahalanobisDistance metric = of(rows);
    RealMatrix covariance = MatrixUtils.createRealMatrix(size, size);
    for (double[] row : rows) {
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          double product = (row[i] - metric.mean()[i]) * (row[j] - metric.mean()[j]);
          covariance.addToEntry(i, j, product / rows.length);
        }
      }
    }
    RealMatrix inverse = new LUDecomposition(covariance).getSolver().getInverse();
    double squares = 0;
    for (double[] row : rows) {
      double[] deviation = new double[size];
      for (int i = 0; i < size; i++) {
        deviation[i] = row[i] - metric.mean()[i];
      }
      double[] turned = inverse.operate(deviation);
      double expected = 0;
      for (int i = 0; i < size; i++) {
        expected += deviation[i] * turned[i] / size;
      }
      double found = distance(metric, row);
      assertThat(found).isCloseTo(Math.sqrt(expected), within(1e-3 * (1 + Math.sqrt(expected))));
      squares += found * found / rows.length;
    }
    assertThat(squares).as("1 on the average").isCloseTo(1, within(1e-3));
  }

  @Test
  void whatIsConstantInTrainingIsFarWhenItChanges() {
    double[][] rows = rows(500, 3, 4);
    for (double[] row : rows) {
      row[1] = 7;
    }
    MahalanobisDistance metric = of(rows);
    assertThat(DoubleStream.of(metric.factor())).allMatch(Double::isFinite);
    assertThat(distance(metric, rows[0])).isLessThan(5);
    double[] other = rows[0].clone();
    other[1] = 7.1;
    assertThat(distance(metric, other)).isGreaterThan(100);
  }

  @Test
  void zerosAloneGiveNumbers() {
    MahalanobisDistance metric = of(new double[5][4]);
    assertThat(DoubleStream.of(metric.factor())).allMatch(Double::isFinite);
    assertThat(distance(metric, new double[4])).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 9, 16, 21})
  void bothKernelsAgree(int size) {
    BasisSettings settings = new BasisSettings(3.0, 3, 6, 4, 3, -1);
    TreeSet<Element> elements = new TreeSet<>(List.of(Element.of(1)));
    ElementBasis basis = new ElementBasis(elements, settings, new double[] {1});
    assertThat(basis.size()).isGreaterThanOrEqualTo(size);
    double[][] rows = rows(200, size, 9);
    MahalanobisDistance metric = of(rows);
    AtomBatch batch = basis.batch(List.of(Clusters.cluster(new Random(1), 13, 1)));
    double[] scalar = distances(ScalarEnergyKernel::new, basis, batch, metric);
    double[] vector = distances(VectorEnergyKernel::new, basis, batch, metric);
    PlainInvariantGradients plain = new PlainInvariantGradients(basis);
    double[] invariants = new double[basis.size()];
    for (int i = 0; i < batch.size(); i++) {
      plain.compute(batch, i, invariants, (q, gradient, first, last) -> {});
      double expected = distance(metric, invariants);
      assertThat(scalar[i]).isCloseTo(expected, within(1e-9 * expected));
      assertThat(vector[i]).isCloseTo(expected, within(1e-9 * expected));
    }
  }

  @Test
  void withoutAnExampleNothingIsFar() {
    MahalanobisDistance none = MahalanobisDistance.of(0, new double[3], new double[9]);
    assertThat(none.size()).isZero();
    BasisSettings settings = new BasisSettings(3.0, 3, 2, 2, -1, -1);
    TreeSet<Element> elements = new TreeSet<>(List.of(Element.of(1)));
    ElementBasis basis = new ElementBasis(elements, settings, new double[] {1});
    AtomBatch batch = basis.batch(List.of(Clusters.cluster(new Random(1), 5, 1)));
    assertThat(distances(ScalarEnergyKernel::new, basis, batch, none)).containsOnly(0.0);
    assertThat(distances(VectorEnergyKernel::new, basis, batch, none)).containsOnly(0.0);
  }

  @Test
  void arraysThatDoNotBelongTogetherAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MahalanobisDistance(new double[3], new double[8]))
        .withMessageContaining("3 means");
  }

  private static double[] distances(
      Function<TensorBasis, EnergyKernel> creator,
      ElementBasis basis,
      AtomBatch batch,
      MahalanobisDistance metric) {
    EnergyKernel kernel = creator.apply(basis.tensors());
    Tile tile = new Tile(kernel.lanes(), 1, basis.settings().cutoffAngstrom());
    double[] all = new double[batch.size()];
    double[] some = new double[kernel.lanes()];
    int[] centres = new int[batch.size()];
    Arrays.setAll(centres, i -> i);
    for (int first = 0; first < all.length; first += kernel.lanes()) {
      int count = Math.min(kernel.lanes(), all.length - first);
      tile.fill(batch, centres, first, count);
      kernel.expand(tile, basis.radialBases(0));
      kernel.trainingDistances(metric, some);
      System.arraycopy(some, 0, all, first, count);
    }
    return all;
  }
}
