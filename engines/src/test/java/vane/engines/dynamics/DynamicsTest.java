package vane.engines.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import vane.InputException;
import vane.engines.ForceEvaluation;
import vane.engines.ForceSource;
import vane.engines.LennardJones;
import vane.structure.Element;
import vane.structure.Structure;
import vane.structure.StructureException;

/** Motions that are known, and what their statistics must be. */
class DynamicsTest {
  private static final SortedSet<Integer> NONE = Collections.emptySortedSet();
  private static final double BOLTZMANN = DynamicsUnits.BOLTZMANN_EV_PER_KELVIN;
  private static final Element CARBON = Element.of(6);
  private static final Element ARGON = Element.of(18);

  private static Structure atoms(Element element, double... positions) {
    return Structure.of(Collections.nCopies(positions.length / 3, element), positions);
  }

  /** Thirteen argon atoms near the icosahedron that is their minimum. */
  private static Structure cluster() {
    double golden = (1 + Math.sqrt(5)) / 2;
    double edge = 3.7 / 2;
    double[] positions = new double[39];
    int next = 3;
    for (int axis = 0; axis < 3; axis++) {
      for (int signs = 0; signs < 4; signs++) {
        positions[next + (axis + 1) % 3] = (signs % 2 == 0 ? 1 : -1) * edge;
        positions[next + (axis + 2) % 3] = (signs < 2 ? 1 : -1) * golden * edge;
        next += 3;
      }
    }
    return atoms(ARGON, positions);
  }

  private static final LennardJones ARGON_FORCES = new LennardJones(0.0104, 3.4);

  private static List<Snapshot> run(
      Dynamics dynamics, List<PhasePoint> from, long lastStep, int replica) {
    List<Snapshot> snapshots = new ArrayList<>();
    dynamics.run(from, lastStep, all -> snapshots.add(all.get(replica)));
    return snapshots;
  }

  private static List<PhasePoint> starts(Structure structure, double kelvin, int replicas) {
    Inertia inertia = Inertia.standard(structure, NONE);
    List<PhasePoint> points = new ArrayList<>();
    for (int r = 0; r < replicas; r++) {
      points.add(new PhasePoint(0, structure, MaxwellBoltzmann.momenta(inertia, kelvin, 7, r)));
    }
    return points;
  }

  /** ω = √(k/m), in seconds, of constants that are not those of the code. */
  @Test
  void anAtomOnASpringHasTheFrequencyOfTheTextbook() {
    double stiffness = 5;
    double newtonPerMetre = stiffness * 16.02176634;
    double periodFs = 2 * Math.PI * Math.sqrt(12.011 * 1.66053907e-27 / newtonPerMetre) * 1e15;
    Structure start = atoms(CARBON, 0.2, 0, 0);
    Dynamics dynamics =
        new Dynamics(
            new Springs(stiffness),
            Inertia.standard(start, NONE),
            new DynamicsSettings(new VelocityVerlet(), 0.1, 0));
    List<Snapshot> snapshots =
        run(dynamics, List.of(new PhasePoint(0, start, new double[3])), 5000, 0);
    int crossings = 0;
    double first = 0;
    double last = 0;
    for (int s = 1; s < snapshots.size(); s++) {
      double before = snapshots.get(s - 1).point().structure().position(0, 0);
      double now = snapshots.get(s).point().structure().position(0, 0);
      if (before > 0 && now <= 0) {
        last = 0.1 * (s - 1 + before / (before - now));
        first = crossings == 0 ? last : first;
        crossings++;
      }
    }
    assertThat(crossings).isEqualTo(5);
    assertThat((last - first) / (crossings - 1)).isCloseTo(periodFs, within(1e-4 * periodFs));
  }

  private static double energyError(double timestepFs) {
    Dynamics dynamics =
        new Dynamics(
            ARGON_FORCES,
            Inertia.standard(cluster(), NONE),
            new DynamicsSettings(new VelocityVerlet(), timestepFs, 0));
    List<Snapshot> all = run(dynamics, starts(cluster(), 20, 1), Math.round(2000 / timestepFs), 0);
    double first = all.get(0).totalEnergy().orElseThrow();
    return all.stream()
        .mapToDouble(each -> Math.abs(each.totalEnergy().orElseThrow() - first))
        .max()
        .orElseThrow();
  }

  @Test
  void theErrorOfTheEnergyFallsWithTheSquareOfTheTimeStep() {
    double coarse = energyError(20);
    double fine = energyError(10);
    assertThat(coarse / fine).isBetween(3.3, 4.7);
  }

  @Test
  void energyDoesNotDriftAndTheCentreOfMassStays() {
    Dynamics dynamics =
        new Dynamics(
            ARGON_FORCES,
            Inertia.standard(cluster(), NONE),
            new DynamicsSettings(new VelocityVerlet(), 5, 0));
    EnergyDrift drift = new EnergyDrift();
    double[] centre = new double[3];
    dynamics.run(
        starts(cluster(), 20, 1),
        4000,
        all -> {
          drift.add(5 * all.get(0).point().step(), all.get(0).totalEnergy().orElseThrow());
          double[] positions = all.get(0).point().structure().positions();
          for (int axis = 0; axis < 3; axis++) {
            centre[axis] = 0;
            for (int atom = 0; atom < 13; atom++) {
              centre[axis] += positions[3 * atom + axis] / 13;
            }
          }
          return true;
        });
    // 20 ps; the kinetic energy is 2.6 meV an atom.
    assertThat(1e6 * drift.slope() / 13).as("meV/atom/ps").isCloseTo(0, within(1e-3));
    for (int axis = 0; axis < 3; axis++) {
      assertThat(centre[axis]).isCloseTo(0, within(1e-10));
    }
  }

  @Test
  void aDriftIsTheSlopeOfTheLineOfBestFit() {
    EnergyDrift drift = new EnergyDrift();
    double[] energies = {1000.0, 1000.3, 1000.1, 1000.9};
    for (int i = 0; i < 4; i++) {
      drift.add(10 + 2 * i, energies[i]);
    }
    // Σ (t − 13)(E − mean) / Σ (t − 13)², by hand.
    assertThat(drift.slope()).isCloseTo((-3 * 0 - 1 * 0.3 + 1 * 0.1 + 3 * 0.9) / 20, within(1e-12));
    assertThat(drift.change()).isCloseTo(0.9, within(1e-12));
  }

  /** Of springs all is known: each coordinate has k x² and p²/m of the mean k_B T. */
  @Test
  void langevinDynamicsSharesTheEnergyOutEqually() {
    double stiffness = 2;
    double kelvin = 400;
    List<Element> elements =
        List.of(Element.of(1), Element.of(6), Element.of(79), Element.of(1), Element.of(8));
    Structure start = Structure.of(elements, new double[15]);
    Inertia inertia = Inertia.standard(start, NONE);
    Dynamics dynamics =
        new Dynamics(
            new Springs(stiffness),
            inertia,
            new DynamicsSettings(new Langevin(kelvin, 0.05), 1, 3));
    double[] kinetic = new double[5];
    double[] potential = new double[5];
    double[] temperature = new double[1];
    int steps = 60_000;
    dynamics.run(
        List.of(new PhasePoint(0, start, MaxwellBoltzmann.momenta(inertia, kelvin, 3, 0))),
        steps,
        all -> {
          PhasePoint point = all.get(0).point();
          double[] momenta = point.momenta();
          for (int i = 0; i < 15; i++) {
            kinetic[i / 3] += momenta[i] * momenta[i] / inertia.massU(i / 3) / 3;
            double x = point.structure().position(i / 3, i % 3);
            potential[i / 3] += stiffness * x * x / 3;
          }
          temperature[0] += all.get(0).temperatureKelvin();
          return true;
        });
    assertThat(temperature[0] / steps).isCloseTo(kelvin, within(0.03 * kelvin));
    for (int atom = 0; atom < 5; atom++) {
      // A gold atom turns round once in 200 fs: 60 ps give it some 5 %.
      assertThat(kinetic[atom] / steps / BOLTZMANN).isCloseTo(kelvin, within(0.1 * kelvin));
      assertThat(potential[atom] / steps / BOLTZMANN).isCloseTo(kelvin, within(0.1 * kelvin));
    }
  }

  @Test
  void firstMomentaHaveTheTemperatureAndAreAtRest() {
    Structure many = atoms(CARBON, new double[3 * 4000]);
    Inertia inertia = Inertia.standard(many, NONE);
    double[] momenta = MaxwellBoltzmann.momenta(inertia, 300, 1, 0);
    double kelvin = 2 * inertia.kineticEnergy(momenta) / (3 * 3999 * BOLTZMANN);
    assertThat(kelvin).isCloseTo(300, within(10.0));
    double[] sum = new double[3];
    for (int i = 0; i < momenta.length; i++) {
      sum[i % 3] += momenta[i];
    }
    assertThat(sum[0]).isCloseTo(0, within(1e-10));
    Inertia held = Inertia.standard(many, new TreeSet<>(List.of(2)));
    double[] others = MaxwellBoltzmann.momenta(held, 300, 1, 0);
    assertThat(others[6]).isZero();
    assertThat(others[9]).isNotZero();
    assertThat(held.degreesOfFreedom(new VelocityVerlet())).isEqualTo(3 * 3999);
    assertThat(MaxwellBoltzmann.momenta(inertia, 300, 1, 1)).isNotEqualTo(momenta);
    assertThat(MaxwellBoltzmann.momenta(inertia, 300, 2, 0)).isNotEqualTo(momenta);
  }

  @Test
  void noiseIsNormalAndOfItsStepAlone() {
    double[] numbers = new double[20_001];
    new NormalNoise(5, 0).fill(12, numbers);
    double mean = 0;
    double square = 0;
    double fourth = 0;
    for (double each : numbers) {
      mean += each / numbers.length;
      square += each * each / numbers.length;
      fourth += Math.pow(each, 4) / numbers.length;
    }
    assertThat(mean).isCloseTo(0, within(0.03));
    assertThat(square).isCloseTo(1, within(0.04));
    assertThat(fourth).isCloseTo(3, within(0.3));
    double[] again = new double[20_001];
    new NormalNoise(5, 0).fill(12, again);
    assertThat(again).containsExactly(numbers);
    // Neighbouring steps, replicas and seeds have nothing in common.
    for (NormalNoise other : List.of(new NormalNoise(5, 1), new NormalNoise(6, 0))) {
      assertThat(correlation(numbers, other, 12)).isCloseTo(0, within(0.03));
    }
    assertThat(correlation(numbers, new NormalNoise(5, 0), 13)).isCloseTo(0, within(0.03));
  }

  private static double correlation(double[] numbers, NormalNoise other, long step) {
    double[] others = new double[numbers.length];
    other.fill(step, others);
    double sum = 0;
    for (int i = 0; i < others.length; i++) {
      sum += numbers[i] * others[i] / others.length;
    }
    return sum;
  }

  @Test
  void fixedAtomsStay() {
    Inertia inertia = Inertia.standard(cluster(), new TreeSet<>(List.of(0, 12)));
    Dynamics dynamics =
        new Dynamics(ARGON_FORCES, inertia, new DynamicsSettings(new Langevin(30, 0.01), 5, 0));
    double[] momenta = MaxwellBoltzmann.momenta(inertia, 30, 1, 0);
    List<Snapshot> all = run(dynamics, List.of(new PhasePoint(0, cluster(), momenta)), 50, 0);
    PhasePoint end = all.get(50).point();
    for (int i = 0; i < 39; i++) {
      boolean held = i < 3 || i >= 36;
      assertThat(end.structure().positions()[i] == cluster().positions()[i]).isEqualTo(held);
      assertThat(end.momenta()[i] == 0).isEqualTo(held);
    }
  }

  @Test
  void aRunGoesOnFromAnyOfItsPointsBitForBit() {
    for (Integrator integrator : List.of(new VelocityVerlet(), new Langevin(50, 0.01))) {
      Dynamics dynamics =
          new Dynamics(
              ARGON_FORCES,
              Inertia.standard(cluster(), NONE),
              new DynamicsSettings(integrator, 5, 9));
      List<Snapshot> whole = run(dynamics, starts(cluster(), 50, 1), 40, 0);
      List<Snapshot> rest = run(dynamics, List.of(whole.get(17).point()), 40, 0);
      assertThat(rest).hasSize(24);
      assertThat(rest.get(23).point().structure().positions())
          .containsExactly(whole.get(40).point().structure().positions());
      assertThat(rest.get(23).point().momenta()).containsExactly(whole.get(40).point().momenta());
    }
  }

  @Test
  void aReplicaMovesAsInAnyOtherNumberOfThem() {
    Dynamics dynamics =
        new Dynamics(
            ARGON_FORCES,
            Inertia.standard(cluster(), NONE),
            new DynamicsSettings(new Langevin(50, 0.01), 5, 9));
    double[] two = end(run(dynamics, starts(cluster(), 50, 2), 20, 1));
    double[] three = end(run(dynamics, starts(cluster(), 50, 3), 20, 1));
    double[] other = end(run(dynamics, starts(cluster(), 50, 3), 20, 2));
    assertThat(three).containsExactly(two);
    assertThat(other).isNotEqualTo(two);
  }

  private static double[] end(List<Snapshot> snapshots) {
    return snapshots.get(snapshots.size() - 1).point().structure().positions();
  }

  @Test
  void anExplosionNamesStepReplicaAndAtom() {
    Dynamics dynamics =
        new Dynamics(
            ARGON_FORCES,
            Inertia.standard(cluster(), NONE),
            new DynamicsSettings(new VelocityVerlet(), 2000, 0));
    List<PhasePoint> starts = starts(cluster(), 20, 2);
    List<Long> heard = new ArrayList<>();
    assertThatThrownBy(() -> dynamics.run(starts, 100, all -> heard.add(all.get(0).point().step())))
        .isInstanceOfSatisfying(
            MotionException.class,
            exploded -> {
              assertThat(exploded.step()).isEqualTo(heard.size());
              assertThat(exploded.atom()).isBetween(0, 12);
              assertThat(exploded.getMessage())
                  .contains("step " + exploded.step() + " of replica " + exploded.replica())
                  .contains("atom " + exploded.atom() + " moves by")
                  .contains("Å in one step, expected at most 1 Å")
                  .contains("smaller time step");
            });
    assertThat(heard).isNotEmpty();
  }

  @Test
  void aForceThatIsNotFiniteIsAnExplosionToo() {
    Dynamics dynamics =
        new Dynamics(
            new Springs(Double.NaN),
            Inertia.of(new double[] {1}, NONE),
            new DynamicsSettings(new VelocityVerlet(), 1, 0));
    PhasePoint start = new PhasePoint(0, atoms(CARBON, 1, 0, 0), new double[3]);
    assertThatThrownBy(() -> dynamics.run(List.of(start), 1, all -> true))
        .isInstanceOf(MotionException.class)
        .hasMessageContaining("step 0: atom 0 feels a force that is not finite");
  }

  @Test
  void aListenerEndsARun() {
    Dynamics dynamics =
        new Dynamics(
            ARGON_FORCES,
            Inertia.standard(cluster(), NONE),
            new DynamicsSettings(new VelocityVerlet(), 5, 0));
    List<Long> heard = new ArrayList<>();
    dynamics.run(
        starts(cluster(), 20, 1),
        100,
        all -> {
          heard.add(all.get(0).point().step());
          return all.get(0).point().step() < 3;
        });
    assertThat(heard).containsExactly(0L, 1L, 2L, 3L);
  }

  @Test
  void stepsThatNobodyLooksAtGoTheSameWay() {
    DynamicsSettings settings = new DynamicsSettings(new Langevin(50, 0.01), 5, 3);
    Inertia inertia = Inertia.standard(cluster(), NONE);
    List<PhasePoint> from = starts(cluster(), 50, 2);
    List<Snapshot> whole = run(new Dynamics(ARGON_FORCES, inertia, settings), from, 10, 1);
    List<Snapshot> some = new ArrayList<>();
    new Dynamics(new Sparing(), inertia, settings)
        .run(
            from,
            10,
            new Dynamics.Listener() {
              @Override
              public boolean accept(List<Snapshot> replicas) {
                return some.add(replicas.get(1));
              }

              @Override
              public boolean looksAt(long step) {
                return step % 4 == 0;
              }
            });
    for (int step = 0; step <= 10; step++) {
      assertThat(some.get(step).point().momenta())
          .containsExactly(whole.get(step).point().momenta());
      assertThat(some.get(step).totalEnergy()).isEqualTo(whole.get(step).totalEnergy());
      ForceEvaluation evaluation = some.get(step).evaluation();
      if (step % 4 == 0) {
        assertThat(evaluation.extrapolating()).isZero();
      } else {
        assertThat(evaluation.uncertainties()).isEmpty();
        assertThatThrownBy(evaluation::extrapolating).isInstanceOf(IllegalStateException.class);
      }
    }
  }

  /** Says no more than it is asked for. */
  private static final class Sparing implements ForceSource {
    @Override
    public ForceEvaluation evaluate(Structure structure) {
      return ARGON_FORCES.evaluate(structure);
    }

    @Override
    public List<ForceEvaluation> evaluateForces(List<Structure> structures) {
      return evaluate(structures).stream()
          .map(each -> ForceEvaluation.alone(each.forces(), each.energy()))
          .toList();
    }
  }

  @Test
  void severalStructuresAreEvaluatedOneByOneWhereASourceKnowsNoBetter() {
    Structure other = atoms(ARGON, 0, 0, 0, 3, 0, 0);
    assertThat(ARGON_FORCES.evaluate(List.of(cluster(), other)).get(1).forces())
        .containsExactly(ARGON_FORCES.evaluate(other).forces());
    assertThatThrownBy(() -> new Refusing().evaluate(List.of(other, other)))
        .isInstanceOfSatisfying(
            StructureException.class,
            refused -> {
              assertThat(refused.structure()).isEqualTo(1);
              assertThat(refused).hasMessage("structure 1: not this one");
            });
  }

  /** Takes one structure. */
  private static final class Refusing implements ForceSource {
    private int evaluated;

    @Override
    public ForceEvaluation evaluate(Structure structure) {
      if (evaluated++ > 0) {
        throw new InputException("not this one");
      }
      return ARGON_FORCES.evaluate(structure);
    }
  }

  @Test
  void settingsSayWhatIsWrongWithThem() {
    assertThatThrownBy(() -> new DynamicsSettings(new VelocityVerlet(), 0, 0))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("time step of 0.0 fs");
    assertThatThrownBy(() -> new Langevin(-1, 0.01)).hasMessageContaining("temperature of -1.0 K");
    assertThatThrownBy(() -> new Langevin(300, 0)).hasMessageContaining("friction of 0.0 1/fs");
    assertThatThrownBy(() -> new UncertaintyAbove(0)).hasMessageContaining("above 0");
    assertThatThrownBy(() -> Inertia.of(new double[] {1, 0}, NONE))
        .hasMessageContaining("atom 1 has the mass 0.0 u");
    assertThatThrownBy(() -> Inertia.of(new double[] {1}, new TreeSet<>(List.of(1))))
        .hasMessageContaining("found atom 1 among the fixed ones, expected 0 to 0");
    assertThatThrownBy(() -> Inertia.of(new double[] {1}, new TreeSet<>(List.of(0))))
        .hasMessageContaining("all of them fixed");
  }
}
