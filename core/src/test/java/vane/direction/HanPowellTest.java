package vane.direction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HanPowellTest {
  private static final double TOLERANCE = 1e-12;

  /** Three references at right angles and cosines that fit a direction: J = −3 there. */
  private static DirectionLoss consistent(double[] u) {
    DirectionProblem problem = new DirectionProblem();
    problem.add(u[0], 1, 0, 0, 0.1);
    problem.add(u[1], 0, 1, 0, 0.1);
    problem.add(u[2], 0, 0, 1, 0.1);
    return DirectionLoss.of(problem, new LossSettings(1, 0.5));
  }

  private static double[] unit(double x, double y, double z) {
    double length = Math.sqrt(x * x + y * y + z * z);
    return new double[] {x / length, y / length, z / length};
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void findsTheDirectionThatFitsAllCosines(long seed) {
    Random random = new Random(seed);
    double[] goal = unit(random.nextGaussian(), random.nextGaussian(), random.nextGaussian());
    double[] u =
        unit(
            goal[0] + 0.4 * random.nextGaussian(),
            goal[1] + 0.4 * random.nextGaussian(),
            goal[2] + 0.4 * random.nextGaussian());
    DirectionLoss loss = consistent(goal);
    assertThat(HanPowell.onSphere(loss, TOLERANCE).minimise(u, 100)).isTrue();
    assertThat(u).containsExactly(goal, within(1e-5));
    assertThat(loss.relative(u[0], u[1], u[2])).isCloseTo(-3, within(1e-9));
    assertThat(u[0] * u[0] + u[1] * u[1] + u[2] * u[2]).isCloseTo(1, within(1e-9));
  }

  /**
   * Near its end the slope vanishes as the third power: the end is known less well, and the rule
   * for stopping is met in a hundred iterations by loose tolerances only.
   */
  @Test
  void goesToTheOnlyReference() {
    DirectionProblem problem = new DirectionProblem();
    problem.add(1, 0, 0, 1, 0);
    DirectionLoss loss = DirectionLoss.of(problem, new LossSettings(1, 0.5));
    double[] u = unit(0.6, -0.3, 1);
    assertThat(HanPowell.onSphere(loss, 1e-6).minimise(u, 100)).isTrue();
    assertThat(u).containsExactly(new double[] {0, 0, 1}, within(5e-3));
    assertThat(loss.relative(u[0], u[1], u[2])).isCloseTo(-1, within(1e-9));
  }

  @Test
  void staysAtTheMinimum() {
    double[] goal = unit(1, 2, -2);
    double[] u = goal.clone();
    DirectionLoss loss = consistent(goal);
    assertThat(HanPowell.onSphere(loss, TOLERANCE).minimise(u, 100)).isTrue();
    assertThat(u).containsExactly(goal, within(1e-15));
    assertThat(loss.evaluations()).isEqualTo(1);
  }

  @Test
  void breaksOffAtItsLimitLowerThanItBegan() {
    double[] goal = unit(1, 2, -2);
    double[] u = unit(1, 1, -1);
    DirectionLoss loss = consistent(goal);
    double before = loss.relative(u[0], u[1], u[2]);
    assertThat(HanPowell.onSphere(loss, TOLERANCE).minimise(u, 1)).isFalse();
    assertThat(loss.relative(u[0], u[1], u[2])).isLessThan(before).isGreaterThan(-3);
  }

  /** Cosines of a vector of length two: the free search finds it, the one on the sphere cannot. */
  @Test
  void withoutTheConstraintTheLengthIsFree() {
    double[] goal = {1.2, -1.0, Math.sqrt(4 - 1.44 - 1)};
    double[] u = unit(1, -1, 1);
    DirectionLoss loss = consistent(goal);
    assertThat(HanPowell.unconstrained(loss, TOLERANCE).minimise(u, 100)).isTrue();
    assertThat(u).containsExactly(goal, within(1e-5));
  }

  /** The rule for stopping is about J itself: where all fits are bad, there is nothing to gain. */
  @Test
  void withoutTheConstraintJHasItsOwnUnits() {
    DirectionProblem problem = new DirectionProblem();
    problem.add(0.5, 1, 0, 0, 2);
    problem.add(0.5, 0, 1, 0, 2);
    problem.add(0.5, 0, 0, 1, 2);
    DirectionLoss loss = DirectionLoss.of(problem, LossSettings.PAPER);
    double[] start = unit(1, 1, 0.5);
    double[] u = start.clone();
    assertThat(loss.scale()).isLessThan(1e-6);
    assertThat(HanPowell.unconstrained(loss, 1e-6).minimise(u, 100)).isTrue();
    assertThat(u).containsExactly(start);
    HanPowell.unconstrained(loss, 1e-16).minimise(u, 100);
    assertThat(loss.value(u[0], u[1], u[2])).isLessThan(loss.value(start[0], start[1], start[2]));
  }

  /** The minimum is the zero vector: whatever is left of the last iterate is scaled. */
  @Test
  void anEndNearTheCentreIsScaledToo() {
    DirectionProblem problem = new DirectionProblem();
    problem.start(1, 0, 0);
    problem.add(0, 1, 0, 0, 0);
    problem.add(0, 0, 1, 0, 0);
    problem.add(0, 0, 0, 1, 0);
    Direction found = SequentialQuadratic.PAPER.solve(problem, new LossSettings(2, 0.5));
    assertThat(Math.hypot(Math.hypot(found.x(), found.y()), found.z())).isCloseTo(1, within(1e-12));
  }
}
