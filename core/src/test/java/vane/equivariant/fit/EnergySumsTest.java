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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vane.equivariant.Clusters;
import vane.equivariant.invariant.BasisSettings;
import vane.equivariant.invariant.ElementBasis;
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

  /** Some features are dependent: with less, rounding would say which of them counts. */
  private static final double RIDGE = 1e-5;

  private static final double[] REFERENCES = {-371.25, -1029.5};

  /** Frames of 9 to 12 atoms, or of 12, some without an energy. */
  private static List<ChosenFrame> frames(boolean varied, int count) {
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
    return ChosenFrame.whole(frames, 2);
  }

  private static EnergySums sums(List<ChosenFrame> frames, WorkerPool pool) {
    EnergySums sums = EnergySums.empty(BASIS, EnergyCentre.of(BASIS, frames, pool));
    sums.add(frames.subList(0, 7), pool);
    sums.add(frames.subList(7, frames.size()), pool);
    return sums;
  }

  private static NormalEquations forces(List<ChosenFrame> frames, WorkerPool pool) {
    NormalEquations forces = NormalEquations.empty(BASIS.features());
    new ObservationEquations(BASIS, pool, ProgressListener.SILENT).addTo(frames, forces);
    return forces;
  }

  private static double[] ridge() {
    double[] penalties = new double[BASIS.features()];
    Arrays.fill(penalties, RIDGE);
    return penalties;
  }

  /**
   * The same by least squares of all rows, with the numbers of atoms, or their sum if they are
   * dependent, as columns of their own, nothing centred, and the penalty as rows.
   */
  private static double[] explicit(List<ChosenFrame> frames, double weight, boolean varied) {
    int features = BASIS.features();
    int columns = features + (varied ? 2 : 1);
    List<double[]> rows = new ArrayList<>();
    for (ChosenFrame choice : frames) {
      LabelledStructure frame = choice.frame();
      int atoms = frame.structure().size();
      if (frame.energy().isPresent()) {
        double root = Math.sqrt(weight / atoms);
        double[] row =
            Arrays.copyOf(
                new FeatureRows(BASIS).energy(BASIS.batch(List.of(frame.structure()))),
                columns + 1);
        double[] counts = EnergyCentre.counts(BASIS, frame.structure());
        row[features] = counts[0];
        row[columns - 1] = counts[1];
        row[columns] = frame.energy().getAsDouble();
        rows.add(Arrays.stream(row).map(each -> root * each).toArray());
      }
      int[] place = IntStream.range(0, atoms).toArray();
      double[] forces =
          new FeatureRows(BASIS).of(BASIS.batch(List.of(frame.structure())), place, atoms);
      for (int c = 0; c < 3 * atoms; c++) {
        double[] row = new double[columns + 1];
        for (int q = 0; q < features; q++) {
          row[q] = forces[3 * atoms * q + c];
        }
        row[columns] = frame.force(c / 3, c % 3);
        rows.add(row);
      }
    }
    for (int q = 0; q < features; q++) {
      double[] row = new double[columns + 1];
      row[q] = Math.sqrt(RIDGE);
      rows.add(row);
    }
    return leastSquares(rows, columns);
  }

  /** By a modified Gram–Schmidt QR decomposition; the target is the last number of a row. */
  private static double[] leastSquares(List<double[]> rows, int columns) {
    double[][] r = new double[columns][columns + 1];
    for (int k = 0; k < columns; k++) {
      double square = 0;
      for (double[] row : rows) {
        square += row[k] * row[k];
      }
      r[k][k] = Math.sqrt(square);
      for (double[] row : rows) {
        row[k] /= r[k][k];
      }
      for (int j = k + 1; j <= columns; j++) {
        double product = 0;
        for (double[] row : rows) {
          product += row[k] * row[j];
        }
        r[k][j] = product;
        for (double[] row : rows) {
          row[j] -= product * row[k];
        }
      }
    }
    double[] solution = new double[columns];
    for (int k = columns - 1; k >= 0; k--) {
      solution[k] = r[k][columns];
      for (int j = k + 1; j < columns; j++) {
        solution[k] -= r[k][j] * solution[j];
      }
      solution[k] /= r[k][k];
    }
    return solution;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void eliminatedReferencesAreThoseOfExplicitColumns(boolean varied) {
    List<ChosenFrame> frames = frames(varied, 60);
    int features = BASIS.features();
    double weight = 0.3;
    try (WorkerPool pool = new WorkerPool(1);
        EnergySums energies = sums(frames, pool);
        NormalEquations forces = forces(frames, pool);
        NormalEquations joint = energies.joinedTo(forces, weight);
        RidgeSolution solution = joint.solve(ridge(), pool)) {
      assertThat(energies.frames()).isEqualTo(48);
      assertThat(joint.equations()).isEqualTo(forces.equations() + 48);
      double[] expected = explicit(frames, weight, varied);
      double[] weights = solution.weights();
      double[] found = energies.references(weights).values();
      double scale = Arrays.stream(weights).map(Math::abs).max().orElseThrow();
      assertThat(weights).containsExactly(Arrays.copyOf(expected, features), within(1e-7 * scale));
      if (varied) {
        assertThat(found)
            .containsExactly(Arrays.copyOfRange(expected, features, features + 2), within(1e-6));
      } else {
        // Of one composition only the sum is known; the shortest vector shares it evenly.
        assertThat(found[0] + found[1]).isCloseTo(expected[features], within(1e-6));
        assertThat(energies.references(new double[features]).values()[0])
            .isCloseTo(energies.references(new double[features]).values()[1], within(1e-9));
      }
    }
  }

  @Test
  void squaredErrorsAreThoseOfTheFrames() {
    List<ChosenFrame> frames = frames(true, 40);
    double[] weights = new Random(1).doubles(BASIS.features(), -0.1, 0.1).toArray();
    try (WorkerPool pool = new WorkerPool(1);
        EnergySums energies = sums(frames, pool);
        NormalEquations nothing = NormalEquations.empty(BASIS.features());
        NormalEquations joint = energies.joinedTo(nothing, 2)) {
      ReferenceEnergies references = energies.references(weights);
      double sum = 0;
      for (ChosenFrame choice : frames) {
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
    List<ChosenFrame> same = frames(false, 20);
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
    List<ChosenFrame> frames = frames(true, 300);
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
