package vane.direction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vane.InputException;

class DirectionSolverTest {
  private static final LossSettings SETTINGS = LossSettings.PAPER;

  static List<DirectionSolver> solvers() {
    return DirectionSolver.names().stream().map(DirectionSolver::parse).toList();
  }

  static Stream<Arguments> exactSolversAndSeeds() {
    return Stream.of(
            SequentialQuadratic.PAPER,
            SequentialQuadratic.SPHERE,
            GlobalSearch.DEFAULT,
            new ClosedForm())
        .flatMap(
            solver ->
                Stream.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L)
                    .map(seed -> Arguments.of(solver, seed)));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("exactSolversAndSeeds")
  void directionsTurnAndReflectWithTheProblem(DirectionSolver solver, long seed) {
    Random random = new Random(seed);
    for (int size : new int[] {3, 5, 20, 150}) {
      DirectionProblem problem = DirectionProblems.random(random.nextLong(), size);
      Direction before = solver.solve(problem, SETTINGS);
      for (boolean reflect : new boolean[] {false, true}) {
        double[] matrix = DirectionProblems.orthogonal(random, reflect);
        Direction after =
            solver.solve(
                DirectionProblems.changed(problem, matrix, DirectionProblems.inOrder(problem)),
                SETTINGS);
        double[] expected = DirectionProblems.turn(matrix, before.x(), before.y(), before.z());
        assertThat(vector(after))
            .as("size %d, reflected %s", size, reflect)
            .containsExactly(expected, within(1e-4));
        assertThat(after.loss()).isCloseTo(before.loss(), within(1e-6));
      }
    }
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("exactSolversAndSeeds")
  void theOrderOfReferencesDoesNotMatter(DirectionSolver solver, long seed) {
    DirectionProblem problem = DirectionProblems.random(seed, 40);
    List<Integer> order = new ArrayList<>();
    for (int k = 0; k < 40; k++) {
      order.add(k);
    }
    java.util.Collections.shuffle(order, new Random(seed));
    Direction before = solver.solve(problem, SETTINGS);
    Direction after =
        solver.solve(
            DirectionProblems.changed(
                problem,
                DirectionProblems.IDENTITY,
                order.stream().mapToInt(Integer::intValue).toArray()),
            SETTINGS);
    assertThat(vector(after)).containsExactly(vector(before), within(1e-4));
  }

  @Test
  void globalSearchMissesNoMinimumThatAFineLatticeFinds() {
    for (int size : new int[] {3, 6, 12, 50, 300}) {
      for (int seed = 0; seed < 20; seed++) {
        DirectionProblem problem = DirectionProblems.random(1000 + seed, size);
        Direction found = GlobalSearch.DEFAULT.solve(problem, SETTINGS);
        DirectionLoss loss = DirectionLoss.of(problem, SETTINGS);
        SphereNewton newton = new SphereNewton(loss, problem, SETTINGS.sigma1());
        double[] lattice = SphereLattice.octahedral(7, DirectionProblems.IDENTITY);
        double[] u = new double[3];
        double lowest = 0;
        for (int i = 0; i < lattice.length; i += 3) {
          System.arraycopy(lattice, i, u, 0, 3);
          newton.minimise(u);
          lowest = Math.min(lowest, loss.scale() * newton.value());
        }
        assertThat(found.loss())
            .as("size %d, seed %d", size, seed)
            .isLessThanOrEqualTo(lowest + 1e-9);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void exactCosinesGiveTheirDirection(DirectionSolver solver) {
    Random random = new Random(4);
    double[] hidden = DirectionProblems.unit(random);
    DirectionProblem problem = new DirectionProblem();
    for (int k = 0; k < 30; k++) {
      double[] t = DirectionProblems.unit(random);
      problem.add(t[0] * hidden[0] + t[1] * hidden[1] + t[2] * hidden[2], t[0], t[1], t[2], 0.1);
    }
    problem.start(hidden[0] + 0.1, hidden[1] - 0.1, hidden[2]);
    Direction found = solver.solve(problem, SETTINGS);
    assertThat(found.status()).isEqualTo(DirectionStatus.CONVERGED);
    assertThat(vector(found)).containsExactly(hidden, within(1e-3));
    assertThat(found.evaluations()).isPositive();
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void noReferencesGiveNoDirection(DirectionSolver solver) {
    DirectionProblem problem = DirectionProblems.random(1, 10);
    problem.clear();
    problem.start(0, 0, 2);
    Direction found = solver.solve(problem, SETTINGS);
    assertThat(found.status()).isEqualTo(DirectionStatus.NONE);
    assertThat(vector(found)).containsExactly(0, 0, 0);
    assertThat(found.loss()).isZero();
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void zeroReferencesGiveNoDirection(DirectionSolver solver) {
    DirectionProblem problem = new DirectionProblem();
    for (int k = 0; k < 5; k++) {
      problem.add(0.3, 0, 0, 0, 0.1);
    }
    problem.start(1, 0, 0);
    Direction found = solver.solve(problem, SETTINGS);
    assertThat(found.status()).isEqualTo(DirectionStatus.NONE);
    assertThat(vector(found)).containsExactly(0, 0, 0);
    assertThat(found.loss()).isFinite();
  }

  /** One, two, many equal, collinear, planar and nearly planar references. */
  static Stream<Arguments> degenerate() {
    double[][][] sets = {
      {{0.5, 0, 0.6, 0.8}},
      {{0.5, 0, 0.6, 0.8}, {-0.2, 1, 0, 0}},
      {{0.5, 0, 0.6, 0.8}, {0.5, 0, 0.6, 0.8}, {0.5, 0, 0.6, 0.8}, {0.4, 0, 0.6, 0.8}},
      {{0.5, 0, 0.6, 0.8}, {-0.5, 0, -0.6, -0.8}, {0.2, 0, 0.3, 0.4}},
      {{0.5, 1, 0, 0}, {0.1, 0, 1, 0}, {0.3, 0.6, 0.8, 0}, {0.2, 0.8, -0.6, 0}},
      {{0.5, 1, 0, 0}, {0.1, 0, 1, 0}, {0.3, 0.6, 0.8, 1e-7}},
      {{1, 1, 0, 0}, {0, 0, 0, 0}, {0, 0, 0, 0}},
    };
    return solvers().stream()
        .flatMap(solver -> Stream.of(sets).map(set -> Arguments.of(solver, set)));
  }

  @ParameterizedTest
  @MethodSource("degenerate")
  void degenerateReferencesAreFlagged(DirectionSolver solver, double[][] references) {
    DirectionProblem problem = new DirectionProblem();
    for (double[] r : references) {
      problem.add(r[0], r[1], r[2], r[3], 0.1);
    }
    problem.start(0.3, 0.2, 0.9);
    Direction found = solver.solve(problem, SETTINGS);
    assertThat(found.status()).isEqualTo(DirectionStatus.UNDERDETERMINED);
    assertThat(norm(found)).isCloseTo(1, within(1e-12));
    assertThat(found.loss()).isBetween(-1.0 * references.length, 0.0);
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void badFitsStillGiveADirection(DirectionSolver solver) {
    DirectionProblem problem = DirectionProblems.random(3, 20);
    DirectionProblem bad = new DirectionProblem();
    for (int k = 0; k < 20; k++) {
      bad.add(problem.cosine[k], problem.tx[k], problem.ty[k], problem.tz[k], 1e4);
    }
    double[] start = new double[3];
    problem.start(start);
    bad.start(start[0], start[1], start[2]);
    Direction found = solver.solve(bad, SETTINGS);
    assertThat(found.status()).isIn(DirectionStatus.CONVERGED, DirectionStatus.NOT_CONVERGED);
    assertThat(norm(found)).isCloseTo(1, within(1e-12));
    assertThat(found.loss()).isZero();
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void wildCosinesNeverGiveNan(DirectionSolver solver) {
    Random random = new Random(8);
    for (int trial = 0; trial < 20; trial++) {
      DirectionProblem problem = new DirectionProblem();
      for (int k = 0; k < 6; k++) {
        double[] t = DirectionProblems.unit(random);
        problem.add(Math.pow(10, trial * 5) * random.nextGaussian(), t[0], t[1], t[2], 0.1);
      }
      double[] start = DirectionProblems.unit(random);
      problem.start(start[0], start[1], start[2]);
      Direction found = solver.solve(problem, SETTINGS);
      assertThat(norm(found)).isCloseTo(1, within(1e-12));
      assertThat(found.loss()).isFinite();
    }
  }

  @Test
  void withoutANeighbourOnlySqpHasNoDirection() {
    DirectionProblem problem = DirectionProblems.random(5, 20);
    problem.start(0, 0, 0);
    assertThat(SequentialQuadratic.PAPER.solve(problem, SETTINGS).status())
        .isEqualTo(DirectionStatus.NONE);
    assertThat(SequentialQuadratic.SPHERE.solve(problem, SETTINGS).status())
        .isEqualTo(DirectionStatus.NONE);
    assertThat(GlobalSearch.DEFAULT.solve(problem, SETTINGS).status())
        .isEqualTo(DirectionStatus.CONVERGED);
    assertThat(new ClosedForm().solve(problem, SETTINGS).status())
        .isEqualTo(DirectionStatus.CONVERGED);
  }

  @Test
  void aVanishingTargetHasNoClosedForm() {
    DirectionProblem problem = new DirectionProblem();
    double third = 1.0 / 3;
    problem.add(third, 1, 0, 0, 0.1);
    problem.add(third, -1, 0, 0, 0.1);
    problem.add(0, 0, 1, 0, 0.1);
    problem.add(0, 0, 0, 1, 0.1);
    problem.start(1, 0, 0);
    assertThat(new ClosedForm().solve(problem, SETTINGS).status()).isEqualTo(DirectionStatus.NONE);
  }

  @Test
  void minimumNormLeavesOutTheUndeterminedComponent() {
    DirectionProblem problem = new DirectionProblem();
    problem.add(0.6, 1, 0, 0, 0.1);
    problem.add(0.3, 0, 1, 0, 0.1);
    Direction found = new ClosedForm().solve(problem, SETTINGS);
    assertThat(vector(found))
        .containsExactly(new double[] {2 / Math.sqrt(5), 1 / Math.sqrt(5), 0}, within(1e-12));
  }

  @Test
  void ofTwoEqualMinimaTheOneNearTheStartWins() {
    DirectionProblem problem = new DirectionProblem();
    problem.add(0.6, 1, 0, 0, 0.1);
    problem.add(0.3, 0, 1, 0, 0.1);
    problem.add(0.63, 0.6, 0.8, 0, 0.1);
    for (double side : new double[] {1, -1}) {
      problem.start(0.3, 0.4, 0.2 * side);
      Direction found = GlobalSearch.DEFAULT.solve(problem, SETTINGS);
      assertThat(found.z() * side).isGreaterThan(0.5);
    }
  }

  @Test
  void namesAreParsed() {
    for (String name : DirectionSolver.names()) {
      assertThat(DirectionSolver.parse(name).name()).isEqualTo(name);
    }
    assertThatThrownBy(() -> DirectionSolver.parse("newton"))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "direction solver 'newton', expected one of sqp, sqp-sphere, sqp-hipparchus, global,"
                + " closed-form");
    assertThatThrownBy(() -> new SequentialQuadratic(SequentialQuadratic.Method.ON_SPHERE, 0, 100))
        .isInstanceOf(InputException.class);
    assertThatThrownBy(() -> new GlobalSearch(0)).isInstanceOf(InputException.class);
  }

  private static double[] vector(Direction direction) {
    return new double[] {direction.x(), direction.y(), direction.z()};
  }

  private static double norm(Direction d) {
    return Math.sqrt(d.x() * d.x() + d.y() * d.y() + d.z() * d.z());
  }
}
