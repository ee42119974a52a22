package vane.equivariant.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vane.equivariant.Clusters;
import vane.equivariant.invariant.BasisSettings;
import vane.equivariant.invariant.MahalanobisDistance;
import vane.equivariant.range.ErrorGrowth;
import vane.equivariant.range.ErrorModel;
import vane.equivariant.sums.AdditiveFit;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.regression.RidgeSolution;
import vane.structure.LabelledStructure;
import vane.structure.Structure;

/** Frames that are heated, and weights that the data do not tell apart. */
class WeightSpreadTest {
  private static final double CUTOFF = 3;
  private static final double LARGEST_FORCE = 10;
  private static final double[] BENDS = {1, 1};
  private static final WorkerPool POOL = new WorkerPool(1);
  private static AdditiveFit fit;
  private static RidgeSolution solution;
  private static List<ChosenFrame> frames;
  private static MahalanobisDistance[] metrics;

  /** One molecule and one crystal, each in frames where atoms move by 0.04 Å. */
  @BeforeAll
  static void learn() {
    List<LabelledStructure> all = new ArrayList<>();
    for (int f = 0; f < 120; f++) {
      all.add(moved(f, 0.04));
    }
    frames = ChosenFrame.whole(all, 2);
    fit =
        AdditiveFit.measured(
            all, new BasisSettings(CUTOFF, 3, 6, 4, 3, -1), POOL, ProgressListener.SILENT);
    fit.addChosen(frames, POOL, ProgressListener.SILENT);
    solution = fit.solve(1e-8, POOL);
    metrics = fit.statistics().metrics();
  }

  private static LabelledStructure moved(int seed, double deviation) {
    Random random = new Random(seed);
    Structure first =
        seed % 2 == 0 ? Clusters.cluster(new Random(1), 11, 2) : Clusters.crystal(new Random(2));
    double[] positions = first.positions();
    Arrays.setAll(positions, i -> positions[i] + deviation * random.nextGaussian());
    Structure structure =
        first
            .cell()
            .map(cell -> Structure.of(first.elements(), positions, cell))
            .orElseGet(() -> Structure.of(first.elements(), positions));
    return new LabelledStructure(structure, Clusters.forces(structure), seed % 2);
  }

  @AfterAll
  static void close() {
    solution.close();
    fit.close();
    POOL.close();
  }

  private static FrameEvaluator evaluator(WorkerPool pool) {
    return new FrameEvaluator(fit.basis(), fit.pairDistances(), pool);
  }

  private static List<ChosenFrame> heated(double largestForce) {
    return new HeatedFrames(evaluator(POOL), solution.weights(), metrics, largestForce).of(frames);
  }

  private static double[] distances(List<ChosenFrame> of, int element) {
    return Calibration.distances(
        evaluator(POOL).evaluate(of, solution.weights(), metrics), element, CUTOFF);
  }

  @Test
  void heatedFramesGoBeyondTheTrainingRange() {
    List<ChosenFrame> heated = heated(LARGEST_FORCE);
    // 99 of the frames have 1000 atoms, and most of them are looked at three times.
    assertThat(heated).hasSizeBetween(150, 300);
    for (int a = 0; a < 2; a++) {
      double largest = Arrays.stream(distances(frames, a)).max().orElseThrow();
      double[] found = distances(heated, a);
      assertThat(Arrays.stream(found).filter(each -> each > largest).count())
          .isGreaterThan(found.length / 4);
      assertThat(Arrays.stream(found).filter(each -> each < largest).count())
          .isGreaterThan(found.length / 10);
    }
    assertThat(heated).anyMatch(each -> each.frame().structure().cell().isPresent());
    assertThat(frames.get(0).frame().structure().positions())
        .isEqualTo(moved(0, 0.04).structure().positions());
  }

  @Test
  void framesEndWhereForcesAreLargerThanTwiceTheLargest() {
    assertThat(heated(1e-3)).isEmpty();
    List<ChosenFrame> few = heated(LARGEST_FORCE / 4);
    assertThat(few.size()).isLessThan(heated(LARGEST_FORCE).size());
  }

  @Test
  void forcesOfTheDrawsPartAsErrorsDoWhereItIsHotter() {
    List<ErrorGrowth> growth = growth(POOL);
    double[] weights = solution.weights();
    List<FrameEvaluator.Result> calm = results(weights, 0.04);
    List<FrameEvaluator.Result> hot = results(weights, 0.16);
    for (int a = 0; a < 2; a++) {
      assertThat(growth.get(a).bend()).isEqualTo(BENDS[a]);
      assertThat(growth.get(a).power()).isBetween(0.5, 5.0);
    }
    List<Optional<ErrorModel>> models = Calibration.of(calm, growth, CUTOFF);
    assertThat(errorOverExpected(calm, models)).isBetween(0.6, 1.3);
    assertThat(errorOverExpected(hot, models)).isBetween(0.5, 1.6);
  }

  private static List<FrameEvaluator.Result> results(double[] weights, double deviation) {
    List<LabelledStructure> unseen =
        IntStream.range(1000, 1040).mapToObj(seed -> moved(seed, deviation)).toList();
    return evaluator(POOL).evaluate(ChosenFrame.whole(unseen, 2), weights, metrics);
  }

  private static double errorOverExpected(
      List<FrameEvaluator.Result> of, List<Optional<ErrorModel>> models) {
    double sum = 0;
    int count = 0;
    for (FrameEvaluator.Result frame : of) {
      for (int c = 0; c < 3 * frame.size(); c++) {
        ErrorModel model = models.get(frame.speciesOf(c / 3)).orElseThrow();
        double distance = ErrorModel.distance(frame.batch, c / 3, frame.trainingDistances, CUTOFF);
        sum += Math.pow(frame.error(c / 3, c % 3) / model.expected(distance), 2);
        count++;
      }
    }
    return Math.sqrt(sum / count);
  }

  private static List<ErrorGrowth> growth(WorkerPool pool) {
    return new WeightSpread(solution, evaluator(pool), metrics, pool)
        .growth(frames, BENDS, LARGEST_FORCE, CUTOFF);
  }

  @Test
  void theNumberOfThreadsDoesNotMatter() {
    try (WorkerPool three = new WorkerPool(3)) {
      assertThat(growth(three)).isEqualTo(growth(POOL));
    }
  }

  @Test
  void whereNothingIsBeyondTheBendNothingIsSaid() {
    List<ErrorGrowth> growth =
        new WeightSpread(solution, evaluator(POOL), metrics, POOL)
            .growth(frames, new double[] {1e9, 1}, LARGEST_FORCE, CUTOFF);
    assertThat(growth.get(0)).isEqualTo(new ErrorGrowth(1e9, 0));
    assertThat(growth.get(1).power()).isPositive();
  }

  @Test
  void theBendIsTheMedianDistanceOfAnElement() {
    List<FrameEvaluator.Result> some = results(solution.weights(), 0.04);
    double[] bends = Calibration.bends(some, 3, CUTOFF);
    double[] sorted = Arrays.stream(Calibration.distances(some, 1, CUTOFF)).sorted().toArray();
    assertThat(bends[1]).isEqualTo(sorted[sorted.length / 2]);
    assertThat(bends[2]).isEqualTo(1);
  }
}
