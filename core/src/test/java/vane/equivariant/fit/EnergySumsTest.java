package vane.equivariant.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vane.equivariant.Clusters;
import vane.equivariant.fit.ChosenFrames.Choice;
import vane.equivariant.invariant.BasisSettings;
import vane.equivariant.invariant.ElementBasis;
import vane.linalg.Matrix;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.regression.NormalEquations;
import vane.regression.RidgeSolution;
import vane.structure.Element;
import vane.structure.LabelledStructure;
import vane.structure.Structure;

/** Energies with free reference energies: eliminated, against columns of their own. */
class EnergySumsTest {
  private static final ElementBasis BASIS =
      new ElementBasis(
          new TreeSet<>(List.of(Element.of(1), Element.of(2))),
          new BasisSettings(3.0, 2, 2, 2, -1, -1),
          new double[] {1, 1.1, 1.1, 1.2});
  private static final double[] REFERENCES = {-371.25, -1029.5};

  /** Frames of 9 to 12 atoms, or of 12, some without an energy. */
  private static List<Choice> frames(boolean varied, int count) {
    List<LabelledStructure> frames = new ArrayList<>();
    for (int f = 0; f < count; f++) {
      Random random = new Random(f);
      Structure structure = Clusters.cluster(random, varied ? 9 + f % 4 : 12, 2);
      double[] counts = EnergyCentre.counts(BASIS, structure);
      double energy = counts[0] * REFERENCES[0] + counts[1] * REFERENCES[1] + random.nextGaussian();
      frames.add(
          new LabelledStructure(
              structure,
              Clusters.forces(structure),
              f / 20,
              f % 5 == 4 ? OptionalDouble.empty() : OptionalDouble.of(energy),
              Optional.empty()));
    }
    return ChosenFrames.whole(frames, 2);
  }

  private static EnergySums sums(List<Choice> frames, WorkerPool pool) {
    EnergySums sums = EnergySums.empty(BASIS, frames, pool);
    sums.add("energies", frames.subList(0, 7), pool, ProgressListener.SILENT);
    sums.add("energies", frames.subList(7, frames.size()), pool, ProgressListener.SILENT);
    return sums;
  }

  private static NormalEquations forces(List<Choice> frames, WorkerPool pool) {
    NormalEquations forces = NormalEquations.empty(BASIS.features());
    new ObservationEquations(BASIS, pool, ProgressListener.SILENT).addTo("", frames, forces);
    return forces;
  }

  private static double[] ridge(int count) {
    double[] penalties = new double[count];
    Arrays.fill(penalties, 1e-4);
    return penalties;
  }

  /** The same with two more columns, the numbers of atoms, and nothing centred. */
  private static double[] explicit(List<Choice> frames, double weight, WorkerPool pool) {
    int features = BASIS.features();
    try (NormalEquations forces = forces(frames, pool);
        NormalEquations all = NormalEquations.empty(features + 2)) {
      for (Choice choice : frames) {
        LabelledStructure frame = choice.frame();
        if (frame.energy().isPresent()) {
          double root = Math.sqrt(weight / frame.structure().size());
          double[] row =
              Arrays.copyOf(
                  new FeatureRows(BASIS).energy(BASIS.batch(List.of(frame.structure()))),
                  features + 2);
          double[] counts = EnergyCentre.counts(BASIS, frame.structure());
          System.arraycopy(counts, 0, row, features, 2);
          double[] scaled = Arrays.stream(row).map(each -> root * each).toArray();
          try (Matrix x = Matrix.ofRows(scaled, 1, features + 2);
              Matrix y = Matrix.ofRows(new double[] {root * frame.energy().getAsDouble()}, 1, 1)) {
            all.addRows(x, y, pool);
          }
        }
      }
      double[] products = Arrays.copyOf(forces.products(), features + 2);
      try (NormalEquations padded =
          NormalEquations.of(
              i -> i < features ? forces.lowerRow(i) : new double[i + 1],
              products,
              1,
              forces.targetSum(),
              1)) {
        all.merge(padded);
        double[] penalties = ridge(features + 2);
        // The columns of the counts are free, or nearly so if they are dependent.
        penalties[features] = 1e-9;
        penalties[features + 1] = 1e-9;
        try (RidgeSolution solution = all.solve(penalties, pool)) {
          return solution.weights();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void eliminatedReferencesAreThoseOfExplicitColumns(boolean varied) {
    List<Choice> frames = frames(varied, 60);
    int features = BASIS.features();
    double weight = 0.3;
    try (WorkerPool pool = new WorkerPool(1);
        EnergySums energies = sums(frames, pool);
        NormalEquations forces = forces(frames, pool);
        NormalEquations joint = energies.joinedTo(forces, weight);
        RidgeSolution solution = joint.solve(ridge(features), pool)) {
      assertThat(energies.frames()).isEqualTo(48);
      assertThat(joint.equations()).isEqualTo(forces.equations() + 48);
      double[] expected = explicit(frames, weight, pool);
      double[] weights = solution.weights();
      double[] found = energies.references(weights).values();
      double scale = Arrays.stream(weights).map(Math::abs).max().orElseThrow();
      assertThat(weights).containsExactly(Arrays.copyOf(expected, features), within(1e-5 * scale));
      // Of one composition only the sum is known.
      double[] all = {found[0] + found[1], expected[features] + expected[features + 1]};
      assertThat(all[0]).isCloseTo(all[1], within(1e-3));
      if (varied) {
        assertThat(found[0]).isCloseTo(expected[features], within(1e-3));
      }
    }
  }

  @Test
  void squaredErrorsAreThoseOfTheFrames() {
    List<Choice> frames = frames(true, 40);
    double[] weights = new Random(1).doubles(BASIS.features(), -0.1, 0.1).toArray();
    try (WorkerPool pool = new WorkerPool(1);
        EnergySums energies = sums(frames, pool);
        NormalEquations nothing = NormalEquations.empty(BASIS.features());
        NormalEquations joint = energies.joinedTo(nothing, 2)) {
      ReferenceEnergies references = energies.references(weights);
      double sum = 0;
      for (Choice choice : frames) {
        Structure structure = choice.frame().structure();
        if (choice.frame().energy().isPresent()) {
          double[] features = new FeatureRows(BASIS).energy(BASIS.batch(List.of(structure)));
          double energy = references.of(structure);
          for (int q = 0; q < weights.length; q++) {
            energy += weights[q] * features[q];
          }
          double error = energy - choice.frame().energy().getAsDouble();
          sum += 2 * error * error / structure.size();
        }
      }
      assertThat(joint.squaredError(weights)).isCloseTo(sum, within(1e-9 * sum));
    }
  }

  @Test
  void onlyCompositionsThatWereSeenAreDetermined() {
    List<Choice> same = frames(false, 20);
    try (WorkerPool pool = new WorkerPool(1);
        EnergySums energies = sums(same, pool)) {
      ReferenceEnergies references = energies.references(new double[BASIS.features()]);
      assertThat(references.determine(Clusters.cluster(new Random(0), 12, 2))).isTrue();
      assertThat(references.determine(Clusters.cluster(new Random(0), 6, 2))).isTrue();
      assertThat(references.determine(Clusters.cluster(new Random(0), 11, 2))).isFalse();
    }
  }

  @Test
  void threadsDoNotMatter() {
    List<Choice> frames = frames(true, 300);
    List<double[]> products = new ArrayList<>();
    List<double[]> references = new ArrayList<>();
    for (int threads = 1; threads <= 2; threads++) {
      try (WorkerPool pool = new WorkerPool(threads);
          EnergySums energies = sums(frames, pool);
          NormalEquations nothing = NormalEquations.empty(BASIS.features());
          NormalEquations joint = energies.joinedTo(nothing, 1)) {
        products.add(joint.products());
        references.add(energies.references(joint.diagonal()).values());
      }
    }
    assertThat(products.get(1)).containsExactly(products.get(0));
    assertThat(references.get(1)).containsExactly(references.get(0));
  }
}
