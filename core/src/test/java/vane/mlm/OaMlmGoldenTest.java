package vane.mlm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vane.alignment.FitRow;
import vane.direction.ClosedForm;
import vane.direction.GlobalSearch;
import vane.mlm.reference.Comparison;
import vane.mlm.reference.Environments;
import vane.mlm.reference.RsMaximin;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;

/** The whole method against numpy and SciPy: golden/oa-mlm. */
class OaMlmGoldenTest {
  private static final double TOLERANCE = 1e-8;

  private final WorkerPool pool = new WorkerPool(2);

  @AfterEach
  void end() {
    pool.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"C", "H"})
  void rsMaximinTakesTheSameReferences(String element) throws IOException {
    GoldenOaMlm golden = GoldenOaMlm.of(element);
    int start = golden.node.get("maximinStart").asInt();
    int[] expected = golden.references();

    assertThat(RsMaximin.from(start).select(golden.training(), expected.length, pool))
        .containsExactly(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"C", "H"})
  void trainingMatricesAreTheSame(String element) throws IOException {
    GoldenOaMlm golden = GoldenOaMlm.of(element);
    Environments references = golden.training().select(golden.references());
    Comparison comparison = new Comparison(references, CosineSettings.paper(1).fit());
    int k = references.size();

    double[] dx = new double[k * k];
    comparison.distances(references, 0, k, dx);
    assertClose(dx, golden.flat("Dx"));

    double[] dg = new double[k * k];
    double[] dc = new double[k * k];
    FitRow fits = comparison.newFitRow();
    for (int i = 0; i < k; i++) {
      comparison.fit(references, i, fits);
      for (int j = 0; j < k; j++) {
        dg[i * k + j] = fits.goodness()[j];
        dc[i * k + j] =
            references.vector(i, 0) * fits.rotatedX()[j]
                + references.vector(i, 1) * fits.rotatedY()[j]
                + references.vector(i, 2) * fits.rotatedZ()[j];
      }
    }
    assertClose(dg, golden.flat("Dg"));
    assertClose(dc, golden.flat("Dc"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"C", "H"})
  void testEnvironmentsCompareTheSame(String element) throws IOException {
    GoldenOaMlm golden = GoldenOaMlm.of(element);
    Environments test = golden.test();
    Comparison comparison =
        new Comparison(
            golden.training().select(golden.references()), CosineSettings.paper(1).fit());
    int k = golden.references().length;

    double[] dx = new double[test.size() * k];
    comparison.distances(test, 0, test.size(), dx);
    assertClose(dx, golden.flat("testDx"));

    double[] g = golden.flat("testG");
    double[] rotated = golden.flat("testRotatedT");
    FitRow fits = comparison.newFitRow();
    for (int i = 0; i < test.size(); i++) {
      comparison.fit(test, i, fits);
      assertClose(fits.goodness(), Arrays.copyOfRange(g, i * k, (i + 1) * k));
      for (int j = 0; j < k; j++) {
        int at = 3 * (i * k + j);
        assertThat(fits.rotatedX()[j]).isCloseTo(rotated[at], within(TOLERANCE));
        assertThat(fits.rotatedY()[j]).isCloseTo(rotated[at + 1], within(TOLERANCE));
        assertThat(fits.rotatedZ()[j]).isCloseTo(rotated[at + 2], within(TOLERANCE));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"C", "H"})
  void predictedCosinesAndGoodnessAreTheSame(String element) throws IOException {
    GoldenOaMlm golden = GoldenOaMlm.of(element);
    OaMlm model = train(golden);
    int k = golden.references().length;
    double[] dx = golden.flat("testDx");
    double[] cosines = golden.flat("predictedCosines");
    double[] goodness = golden.flat("predictedG");
    double[] row = new double[2 * k];
    for (int i = 0; i < golden.test().size(); i++) {
      Arrays.fill(row, 0);
      for (int a = 0; a < k; a++) {
        for (int j = 0; j < 2 * k; j++) {
          row[j] += dx[i * k + a] * model.map().weights().get(a, j);
        }
      }
      assertClose(Arrays.copyOf(row, k), Arrays.copyOfRange(cosines, i * k, (i + 1) * k));
      assertClose(
          Arrays.copyOfRange(row, k, 2 * k), Arrays.copyOfRange(goodness, i * k, (i + 1) * k));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"C", "H"})
  void closedFormDirectionsAreTheSame(String element) throws IOException {
    GoldenOaMlm golden = GoldenOaMlm.of(element);
    Predictions predicted =
        train(golden).with(new ClosedForm()).predict(golden.test(), pool, ProgressListener.SILENT);

    double[] expected = golden.flat("weightedLeastSquaresDirection");
    int compared = 0;
    for (int i = 0; i < predicted.size(); i++) {
      // With two references numpy solves a singular system, and what comes out is rounding.
      if (predicted.status(i) == PredictionStatus.UNDERDETERMINED) {
        assertThat(predicted.acceptedReferences(i)).isLessThan(3);
        continue;
      }
      compared++;
      for (int axis = 0; axis < 3; axis++) {
        assertThat(predicted.direction(i, axis))
            .as("environment %d", i)
            .isCloseTo(expected[3 * i + axis], within(TOLERANCE));
      }
    }
    assertThat(compared).isGreaterThanOrEqualTo(19);
  }

  @ParameterizedTest
  @ValueSource(strings = {"C", "H"})
  void globalDirectionsAreTheSame(String element) throws IOException {
    GoldenOaMlm golden = GoldenOaMlm.of(element);
    Predictions predicted =
        train(golden)
            .with(GlobalSearch.DEFAULT)
            .predict(golden.test(), pool, ProgressListener.SILENT);

    double[] expected = golden.flat("globalDirection");
    for (int i = 0; i < predicted.size(); i++) {
      double cosine = 0;
      for (int axis = 0; axis < 3; axis++) {
        cosine += predicted.direction(i, axis) * expected[3 * i + axis];
      }
      assertThat(cosine).as("environment %d", i).isGreaterThan(1 - 1e-6);
    }
  }

  private OaMlm train(GoldenOaMlm golden) {
    return new CosineTrainer(
            CosineSettings.paper(golden.references().length), pool, ProgressListener.SILENT)
        .fit(golden.training(), golden.references());
  }

  private static void assertClose(double[] actual, double[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).as("entry %d", i).isCloseTo(expected[i], within(TOLERANCE));
    }
  }
}
