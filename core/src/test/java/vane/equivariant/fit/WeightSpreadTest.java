package vane.equivariant.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vane.equivariant.invariant.BasisSettings;
import vane.equivariant.invariant.MahalanobisDistance;
import vane.equivariant.range.ErrorGrowth;
import vane.equivariant.range.ErrorModel;
import vane.equivariant.sums.AdditiveFit;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.regression.RidgeSolution;
import vane.structure.Cell;
import vane.structure.Element;
import vane.structure.LabelledStructure;
import vane.structure.NeighbourList;
import vane.structure.Structure;

/** Frames that are heated, and weights that the data do not tell apart. */
class WeightSpreadTest {
  private static final double CUTOFF = 2.4;
  private static final double LATTICE = 2.15;
  private static final double LARGEST_FORCE = 4;
  private static final double[] BENDS = {1, 1};
  private static final WorkerPool POOL = new WorkerPool(1);
  private static AdditiveFit fit;
  private static RidgeSolution solution;
  private static List<ChosenFrame> frames;
  private static MahalanobisDistance[] metrics;

  /** A crystal in frames where atoms move by 0.03 Å. */
  @BeforeAll
  static void learn() {
    List<LabelledStructure> all = new ArrayList<>();
    for (int f = 0; f < 60; f++) {
      all.add(moved(f, 0.03));
    }
    frames = ChosenFrame.whole(all, 2);
    fit =
        AdditiveFit.measured(
            all, new BasisSettings(CUTOFF, 3, 5, 3, -1, -1), POOL, ProgressListener.SILENT);
    fit.addChosen(frames, POOL, ProgressListener.SILENT);
    solution = fit.solve(1e-8, POOL);
    metrics = fit.statistics().metrics();
  }

  /** Two face-centred lattices in layers, bound by pair energies. */
  private static LabelledStructure moved(int seed, double deviation) {
    Random random = new Random(seed);
    List<Element> elements = new ArrayList<>();
    double[] positions = new double[3 * 32];
    for (int i = 0; i < 32; i++) {
      int[] cell = {i % 2, i / 2 % 2, i / 4 % 2};
      int[] half = {i / 8 % 2, i / 16, (i / 8 + i / 16) % 2};
      elements.add(Element.of(1 + half[2]));
      for (int axis = 0; axis < 3; axis++) {
        positions[3 * i + axis] =
            LATTICE * (cell[axis] + 0.5 * half[axis]) + deviation * random.nextGaussian();
      }
    }
    double[] vectors = {2 * LATTICE, 0, 0, 0, 2 * LATTICE, 0, 0, 0, 2 * LATTICE};
    Structure structure = Structure.of(elements, positions, Cell.of(vectors, true, true, true));
    return new LabelledStructure(structure, forces(structure), 0);
  }

  private static double[] forces(Structure structure) {
    double[] forces = new double[3 * structure.size()];
    NeighbourList neighbours = NeighbourList.within(structure, CUTOFF);
    for (int i = 0; i < structure.size(); i++) {
      for (int e = neighbours.start(i); e < neighbours.start(i + 1); e++) {
        double r = neighbours.distance(e);
        double slope = (pairEnergy(r + 1e-4) - pairEnergy(r - 1e-4)) / 2e-4;
        for (int axis = 0; axis < 3; axis++) {
          forces[3 * i + axis] += slope * neighbours.displacement(e, axis) / r;
        }
      }
    }
    return forces;
  }

  /** A Morse potential of 1 eV at 1.5 Å that ends smoothly at the cutoff. */
  private static double pairEnergy(double r) {
    double bond = 1 - Math.exp(-2 * (r - 1.5));
    double near = Math.max(0, 1 - r * r / (CUTOFF * CUTOFF));
    return (bond * bond - 1) * near * near;
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
    // 31 of the frames have 1000 atoms, and most of them are looked at three times.
    assertThat(heated).hasSizeBetween(60, 93);
    for (int a = 0; a < 2; a++) {
      double largest = Arrays.stream(distances(frames, a)).max().orElseThrow();
      double[] found = distances(heated, a);
      assertThat(Arrays.stream(found).filter(each -> each > largest).count())
          .isGreaterThan(found.length / 4);
      assertThat(Arrays.stream(found).filter(each -> each < largest).count())
          .isGreaterThan(found.length / 10);
    }
    assertThat(heated).allMatch(each -> each.frame().structure().cell().isPresent());
    assertThat(frames.get(0).frame().structure().positions())
        .isEqualTo(moved(0, 0.03).structure().positions());
  }

  @Test
  void framesEndWhereForcesAreLargerThanTwiceTheLargest() {
    assertThat(heated(1e-3)).isEmpty();
    assertThat(heated(LARGEST_FORCE / 3)).hasSizeBetween(1, 60);
  }

  @Test
  void forcesOfTheDrawsPartWhereItIsHotter() {
    for (ErrorGrowth each : growth(POOL)) {
      assertThat(each.bend()).isEqualTo(1);
      assertThat(each.power()).isBetween(0.4, 2.0);
    }
  }

  private static List<FrameEvaluator.Result> calm() {
    List<LabelledStructure> unseen =
        IntStream.range(1000, 1010).mapToObj(seed -> moved(seed, 0.03)).toList();
    return evaluator(POOL).evaluate(ChosenFrame.whole(unseen, 2), solution.weights(), metrics);
  }

  private static List<ErrorGrowth> growth(WorkerPool pool) {
    return errors(pool, BENDS).stream().map(HeatedErrors::growth).toList();
  }

  private static List<HeatedErrors> errors(WorkerPool pool, double[] bends) {
    return new WeightSpread(solution, evaluator(pool), metrics, pool)
        .heated(frames, bends, LARGEST_FORCE, CUTOFF);
  }

  @Test
  void theNumberOfThreadsDoesNotMatter() {
    try (WorkerPool three = new WorkerPool(3)) {
      assertThat(growth(three)).isEqualTo(growth(POOL));
    }
  }

  @Test
  void whereNothingIsBeyondTheBendNothingIsSaid() {
    List<HeatedErrors> errors = errors(POOL, new double[] {1e9, 1});
    ErrorModel model = new ErrorModel(0.1, 1);
    assertThat(errors.get(0).growth()).isEqualTo(new ErrorGrowth(1e9, 0));
    assertThat(errors.get(0).growthOfMixture(model, model)).isEqualTo(new ErrorGrowth(1e9, 0));
    assertThat(errors.get(1).growth().power()).isPositive();
    assertThat(HeatedErrors.none().growth()).isEqualTo(new ErrorGrowth(1, 0));
  }

  @Test
  void aBetterMixtureMeetsItsLinearPartFarAway() {
    double[] distances = {2, 2, 4, 4, 8, 8, 16, 16, 32, 32, 0.5};
    double[] squares = Arrays.stream(distances).map(each -> 7 * each * each).toArray();
    HeatedErrors errors = new HeatedErrors(1, distances, squares);
    ErrorModel linear = new ErrorModel(0.1, 1);
    assertThat(errors.growth().power()).isCloseTo(1, within(0.01));
    assertThat(errors.growthOfMixture(linear, linear).power()).isCloseTo(1, within(0.01));
    ErrorGrowth mixture = errors.growthOfMixture(linear, new ErrorModel(0.05, 1));
    ErrorModel whole = new ErrorModel(0.05, 1, mixture);
    assertThat(whole.expected(16) / linear.expected(16)).isBetween(0.8, 1.6);
  }

  @Test
  void theBendIsTheMedianDistanceOfAnElement() {
    List<FrameEvaluator.Result> some = calm();
    double[] bends = Calibration.bends(some, 3, CUTOFF);
    double[] sorted = Arrays.stream(Calibration.distances(some, 1, CUTOFF)).sorted().toArray();
    assertThat(bends[1]).isEqualTo(sorted[sorted.length / 2]);
    assertThat(bends[2]).isEqualTo(1);
  }
}
