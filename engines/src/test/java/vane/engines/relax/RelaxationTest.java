package vane.engines.relax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vane.InputException;
import vane.engines.ForceEvaluation;
import vane.engines.ForceSource;
import vane.engines.LennardJones;
import vane.structure.Cell;
import vane.structure.Element;
import vane.structure.Structure;

class RelaxationTest {
  private static final double EPSILON = 0.1;
  private static final double SIGMA = 2.5;

  static Stream<Optimizer> optimizers() {
    return Stream.of(new Fire(), new Lbfgs());
  }

  private static RelaxationSettings settings(Optimizer optimizer, double largestForce) {
    return new RelaxationSettings(optimizer, largestForce, 2000, new TreeSet<>(), false);
  }

  private static Structure argon(double... positions) {
    return Structure.of(
        Collections.nCopies(positions.length / 3, Element.parse("Ar").orElseThrow()), positions);
  }

  private static double distance(Structure structure, int a, int b) {
    double squared = 0;
    for (int axis = 0; axis < 3; axis++) {
      squared += Math.pow(structure.position(a, axis) - structure.position(b, axis), 2);
    }
    return Math.sqrt(squared);
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void theBestTetrahedronIsFound(Optimizer optimizer) {
    SplittableRandom random = new SplittableRandom(2);
    double[] positions = {0, 0, 0, 2.8, 0, 0, 0, 2.8, 0, 0, 0, 2.8};
    for (int i = 0; i < positions.length; i++) {
      positions[i] += random.nextDouble(-0.3, 0.3);
    }
    List<Relaxed> states = new ArrayList<>();
    Relaxed end =
        new Relaxation(new LennardJones(EPSILON, SIGMA), settings(optimizer, 1e-5))
            .relax(argon(positions), states::add);

    assertThat(end.converged()).isTrue();
    assertThat(end.largestForce()).isLessThanOrEqualTo(1e-5);
    // Six bonds of the pair's best length, each with the energy −ε.
    assertThat(end.evaluation().energy().orElseThrow()).isCloseTo(-6 * EPSILON, within(1e-8));
    for (int a = 0; a < 4; a++) {
      for (int b = 0; b < a; b++) {
        assertThat(distance(end.structure(), a, b))
            .isCloseTo(Math.pow(2, 1 / 6.0) * SIGMA, within(1e-3));
      }
    }
    assertThat(states).hasSize(end.steps() + 1);
    assertThat(states.get(0).structure().positions()).containsExactly(positions);
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void noAtomMovesFartherThanAFifthOfAnAngstromInAStep(Optimizer optimizer) {
    // Far too close: the forces are thousands of eV/Å.
    List<Structure> path = new ArrayList<>();
    new Relaxation(new LennardJones(EPSILON, SIGMA), settings(optimizer, 1e-3))
        .relax(argon(0, 0, 0, 1.2, 0, 0, 0, 1.3, 0.1), state -> path.add(state.structure()));
    for (int i = 1; i < path.size(); i++) {
      for (int atom = 0; atom < 3; atom++) {
        double squared = 0;
        for (int axis = 0; axis < 3; axis++) {
          squared +=
              Math.pow(path.get(i).position(atom, axis) - path.get(i - 1).position(atom, axis), 2);
        }
        assertThat(Math.sqrt(squared)).isLessThanOrEqualTo(0.2 + 1e-12);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void fixedAtomsStayAndTheirForcesDoNotCount(Optimizer optimizer) {
    Structure start = argon(0, 0, 0, 3.5, 0, 0, 1, 3, 0.2);
    RelaxationSettings settings =
        new RelaxationSettings(optimizer, 1e-4, 2000, new TreeSet<>(List.of(0, 1)), false);
    Relaxed end =
        new Relaxation(new LennardJones(EPSILON, SIGMA), settings).relax(start, state -> {});

    assertThat(end.converged()).isTrue();
    for (int i = 0; i < 6; i++) {
      assertThat(end.structure().positions()[i]).isEqualTo(start.positions()[i]);
    }
    // The first two atoms would like to be nearer to each other.
    assertThat(Rows.longest(end.evaluation().forces())).isGreaterThan(0.01);
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void aCrystalTakesItsBestCell(Optimizer optimizer) {
    // A strained primitive cell of two atoms, whose second one is off its place.
    double[] vectors = {3.6, 0.2, 0, 0.1, 3.3, 0.1, 0, 0.15, 5.3};
    Structure start =
        Structure.of(
            List.of(Element.of(18), Element.of(18)),
            new double[] {0, 0, 0, 1.6, 1.9, 2.5},
            Cell.of(vectors, true, true, true));
    LennardJones source = new LennardJones(EPSILON, SIGMA);
    RelaxationSettings settings =
        new RelaxationSettings(optimizer, 1e-4, 5000, new TreeSet<>(), true);
    Relaxed end = new Relaxation(source, settings).relax(start, state -> {});

    assertThat(end.converged()).isTrue();
    double[] virial = end.evaluation().virial().orElseThrow();
    for (double component : virial) {
      assertThat(component).isCloseTo(0, within(1e-3));
    }
    // Any small strain of the relaxed cell costs energy.
    double best = end.evaluation().energy().orElseThrow();
    assertThat(best).isLessThan(source.evaluate(start).energy().orElseThrow() - 0.01);
    for (int r = 0; r < 3; r++) {
      for (int c = 0; c < 3; c++) {
        for (double strain : new double[] {-0.02, 0.02}) {
          assertThat(
                  source.evaluate(strained(end.structure(), r, c, strain)).energy().orElseThrow())
              .isGreaterThan(best - 1e-7);
        }
      }
    }
  }

  @Test
  void theForcesOnACellAreTheGradientOfTheEnergy() {
    double[] vectors = {3.9, 0.2, 0, 0.1, 3.6, 0.3, -0.2, 0.15, 5.3};
    Structure start =
        Structure.of(
            List.of(Element.of(18), Element.of(18)),
            new double[] {0, 0, 0, 1.6, 1.9, 2.5},
            Cell.of(vectors, true, true, true));
    LennardJones source = new LennardJones(EPSILON, SIGMA);
    CellCoordinates coordinates = new CellCoordinates(start);
    double[] somewhere = new double[15];
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 15; i++) {
      somewhere[i] = random.nextDouble(-0.05, 0.05);
    }
    // A deformation gradient that is symmetric: a rotation would change no energy.
    for (int r = 0; r < 3; r++) {
      for (int c = 0; c < r; c++) {
        somewhere[6 + 3 * r + c] = somewhere[6 + 3 * c + r];
      }
    }
    coordinates.move(somewhere);
    double[] forces = coordinates.forces(source.evaluate(coordinates.structure()));
    for (int i = 0; i < 15; i++) {
      double slope = (energy(coordinates, source, i, 1e-4) - energy(coordinates, source, i, -1e-4));
      assertThat(forces[i]).as("row %d", i).isCloseTo(-slope / 2e-4, within(2e-5));
    }
  }

  private static double energy(
      CellCoordinates coordinates, ForceSource source, int row, double displacement) {
    double[] move = new double[15];
    move[row] = displacement;
    coordinates.move(move);
    double energy = source.evaluate(coordinates.structure()).energy().orElseThrow();
    move[row] = -displacement;
    coordinates.move(move);
    return energy;
  }

  private static Structure strained(Structure structure, int r, int c, double strain) {
    double[] positions = structure.positions();
    double[] vectors = structure.cell().orElseThrow().vectors();
    for (double[] rows : List.of(positions, vectors)) {
      for (int i = 0; i < rows.length; i += 3) {
        rows[i + r] += strain * rows[i + c];
      }
    }
    return Structure.of(structure.elements(), positions, Cell.of(vectors, true, true, true));
  }

  @Test
  void givesUpAfterTheMostSteps() {
    RelaxationSettings settings =
        new RelaxationSettings(new Fire(), 1e-9, 3, new TreeSet<>(), false);
    Relaxed end =
        new Relaxation(new LennardJones(EPSILON, SIGMA), settings)
            .relax(argon(0, 0, 0, 4, 0, 0), state -> {});
    assertThat(end.converged()).isFalse();
    assertThat(end.steps()).isEqualTo(3);
  }

  @Test
  void forcesThatAreNearlyAGradientStillLeadToWhereTheyVanish() {
    // A weak swirl around the place where a spring pulls to.
    ForceSource swirl =
        structure -> {
          double x = structure.position(0, 0) - 1;
          double y = structure.position(0, 1) + 2;
          double z = structure.position(0, 2);
          return new ForceEvaluation(
              new double[] {-x - 0.1 * y, -y + 0.1 * x, -z},
              OptionalDouble.empty(),
              Optional.empty(),
              Optional.empty(),
              0);
        };
    Relaxed end =
        new Relaxation(swirl, settings(new Fire(), 1e-4)).relax(argon(3, 1, 1), state -> {});
    assertThat(end.converged()).isTrue();
    assertThat(end.structure().position(0, 0)).isCloseTo(1, within(2e-4));
  }

  @Test
  void whatCannotBeDoneIsRefused() {
    LennardJones source = new LennardJones(EPSILON, SIGMA);
    Structure pair = argon(0, 0, 0, 3, 0, 0);
    RelaxationSettings missing =
        new RelaxationSettings(new Fire(), 0.1, 5, new TreeSet<>(List.of(2)), false);
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> new Relaxation(source, missing).relax(pair, state -> {}))
        .withMessage("found atom 2 among the fixed ones, expected 0 to 1");
    RelaxationSettings cell = new RelaxationSettings(new Fire(), 0.1, 5, new TreeSet<>(), true);
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> new Relaxation(source, cell).relax(pair, state -> {}))
        .withMessageContaining("does not repeat in three directions");
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(
            () -> new RelaxationSettings(new Fire(), 0.1, 5, new TreeSet<>(List.of(0)), true));
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> settings(new Fire(), 0))
        .withMessageContaining("0.0 eV/Å");
  }
}
