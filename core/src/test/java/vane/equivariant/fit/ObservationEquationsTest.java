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
import vane.equivariant.invariant.AtomBatch;
import vane.equivariant.invariant.BasisSettings;
import vane.equivariant.invariant.ElementBasis;
import vane.equivariant.invariant.InvariantGradients;
import vane.linalg.Matrix;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.regression.NormalEquations;
import vane.structure.Cell;
import vane.structure.Element;
import vane.structure.LabelledStructure;
import vane.structure.Structure;
import vane.validation.HeldOutBlocks.Use;

/** Rows of features and their sums, on their own. */
class ObservationEquationsTest {
  private static final ElementBasis BASIS =
      new ElementBasis(
          new TreeSet<>(List.of(Element.of(1), Element.of(2))),
          new BasisSettings(3.0, 3, 4, 3, 3, 2),
          new double[] {1, 1.1, 1.1, 1.2});

  private static double energy(Structure structure, double[] weights) {
    AtomBatch batch = BASIS.batch(List.of(structure));
    InvariantGradients gradients = new InvariantGradients(BASIS);
    double[] invariants = new double[BASIS.size()];
    double energy = 0;
    for (int i = 0; i < batch.size(); i++) {
      gradients.compute(batch, i, invariants, (q, gradient, first, last) -> {});
      for (int q = 0; q < invariants.length; q++) {
        energy += weights[batch.speciesOf(i) * BASIS.size() + q] * invariants[q];
      }
    }
    return energy;
  }

  private static double[] rows(Structure structure, int[] wanted) {
    int[] place = new int[structure.size()];
    Arrays.fill(place, -1);
    for (int row = 0; row < wanted.length; row++) {
      place[wanted[row]] = row;
    }
    FeatureRows workspace = new FeatureRows(BASIS);
    // Another call first: what a workspace holds from before must not matter.
    workspace.of(BASIS.batch(List.of(structure)), place.clone(), wanted.length);
    double[] all = workspace.of(BASIS.batch(List.of(structure)), place, wanted.length);
    return Arrays.copyOf(all, 3 * wanted.length * BASIS.features());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void featuresTimesWeightsAreTheForces(boolean periodic) {
    Random random = new Random(3);
    Structure structure = periodic ? Clusters.crystal(random) : Clusters.cluster(random, 9, 2);
    double[] weights = random.doubles(BASIS.features(), -1, 1).toArray();
    int[] wanted = {7, 0, 4};
    double[] rows = rows(structure, wanted);
    double h = 1e-5;
    for (int c = 0; c < 3 * wanted.length; c++) {
      int moved = 3 * wanted[c / 3] + c % 3;
      double[] ahead = structure.positions();
      ahead[moved] += h;
      double[] behind = structure.positions();
      behind[moved] -= h;
      double up = energy(moved(structure, ahead), weights);
      double down = energy(moved(structure, behind), weights);
      double force = 0;
      double scale = 1;
      for (int q = 0; q < weights.length; q++) {
        double part = weights[q] * rows[q * 3 * wanted.length + c];
        force += part;
        scale += Math.abs(part);
      }
      assertThat(force).isCloseTo(-(up - down) / (2 * h), within(1e-6 * scale));
    }
  }

  @Test
  void energyFeaturesTimesWeightsAreTheEnergy() {
    Random random = new Random(4);
    Structure structure = Clusters.crystal(random);
    double[] weights = random.doubles(BASIS.features(), -1, 1).toArray();
    double[] features = new FeatureRows(BASIS).energy(BASIS.batch(List.of(structure)));
    double found = 0;
    for (int q = 0; q < weights.length; q++) {
      found += weights[q] * features[q];
    }
    double expected = energy(structure, weights);
    assertThat(found).isCloseTo(expected, within(1e-11 * Math.abs(expected)));
  }

  /** −dE/dε for strains of all six kinds, and the rows that say so. */
  @Test
  void virialFeaturesTimesWeightsAreTheSlopeOfTheStrain() {
    Random random = new Random(6);
    Structure structure = Clusters.crystal(random);
    double[] weights = random.doubles(BASIS.features(), -1, 1).toArray();
    double[] stress = random.doubles(6, -1, 1).toArray();
    LabelledStructure frame =
        new LabelledStructure(
            structure, new double[27], 0, OptionalDouble.empty(), Optional.of(stress));
    int[][] axes = {{0, 0}, {1, 1}, {2, 2}, {1, 2}, {0, 2}, {0, 1}};
    try (Matrix rows = Matrix.zeros(BASIS.features(), 7)) {
      double[] targets = new double[7];
      VirialRows.of(BASIS, ChosenFrame.whole(List.of(frame), 2))
          .get(0)
          .write(new FeatureRows(BASIS), rows, targets, 1);
      double h = 1e-5;
      for (int c = 0; c < 6; c++) {
        double up = energy(strained(structure, axes[c], h), weights);
        double down = energy(strained(structure, axes[c], -h), weights);
        double virial = 0;
        double scale = 1;
        for (int q = 0; q < weights.length; q++) {
          double part = 3 * weights[q] * rows.get(q, 1 + c);
          virial += part;
          scale += Math.abs(part);
        }
        assertThat(virial).isCloseTo(-(up - down) / (2 * h), within(1e-6 * scale));
        double volume = structure.cell().orElseThrow().volume();
        assertThat(targets[1 + c]).isCloseTo(-volume * stress[c] / 3, within(1e-12 * volume));
      }
    }
  }

  /** Half of the strain in each of the two places, so that nothing turns. */
  private static Structure strained(Structure structure, int[] axes, double strain) {
    double[] matrix = {1, 0, 0, 0, 1, 0, 0, 0, 1};
    matrix[3 * axes[0] + axes[1]] += strain / 2;
    matrix[3 * axes[1] + axes[0]] += strain / 2;
    Cell cell = structure.cell().orElseThrow();
    return Structure.of(
        structure.elements(),
        product(structure.positions(), matrix),
        Cell.of(product(cell.vectors(), matrix), true, true, true));
  }

  private static double[] product(double[] rows, double[] matrix) {
    double[] product = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int k = 0; k < 3; k++) {
        product[i] += rows[i - i % 3 + k] * matrix[3 * k + i % 3];
      }
    }
    return product;
  }

  private static Structure moved(Structure structure, double[] positions) {
    return structure
        .cell()
        .map(cell -> Structure.of(structure.elements(), positions, cell))
        .orElseGet(() -> Structure.of(structure.elements(), positions));
  }

  @Test
  void piecesOfALargeFrameGiveTheSumsOfTheWhole() {
    // More atoms than a piece or a block holds.
    Random random = new Random(5);
    int atoms = 600;
    Structure large = Clusters.cluster(random, atoms, 2);
    double[] forces = random.doubles(3L * atoms, -1, 1).toArray();
    LabelledStructure frame = new LabelledStructure(large, forces, 0);
    int[] all = new int[atoms];
    Arrays.setAll(all, i -> i);
    try (WorkerPool pool = new WorkerPool(2);
        NormalEquations pieces = NormalEquations.empty(BASIS.features());
        NormalEquations whole = NormalEquations.empty(BASIS.features());
        Matrix rows = Matrix.ofRows(rows(large, all), BASIS.features(), 3 * atoms)) {
      whole.add(rows, forces, pool);
      new ObservationEquations(BASIS, pool, ProgressListener.SILENT)
          .addTo(ChosenFrame.whole(List.of(frame), 2), pieces);
      assertSame(pieces, whole);
    }
  }

  @Test
  void onlyElementsThatAreWantedGiveRows() {
    Structure structure = Clusters.cluster(new Random(2), 9, 2);
    double[] forces = Clusters.forces(structure);
    ChosenFrame choice =
        new ChosenFrame(
            new LabelledStructure(structure, forces, 0), new boolean[] {false, true}, Use.FIT);
    int[] seconds = {1, 3, 5, 7};
    double[] targets = new double[12];
    for (int row = 0; row < 4; row++) {
      System.arraycopy(forces, 3 * seconds[row], targets, 3 * row, 3);
    }
    try (WorkerPool pool = new WorkerPool(1);
        NormalEquations found = NormalEquations.empty(BASIS.features());
        NormalEquations expected = NormalEquations.empty(BASIS.features());
        Matrix rows = Matrix.ofRows(rows(structure, seconds), BASIS.features(), 12)) {
      expected.add(rows, targets, pool);
      new ObservationEquations(BASIS, pool, ProgressListener.SILENT).addTo(List.of(choice), found);
      assertSame(found, expected);
    }
  }

  @Test
  void threadsDoNotMatterAndEachFrameIsHeardOf() {
    List<LabelledStructure> frames = Clusters.frames(70, 12);
    List<double[]> diagonals = new ArrayList<>();
    for (int threads = 1; threads <= 2; threads++) {
      long[] heard = new long[1];
      ProgressListener listener =
          new ProgressListener() {
            @Override
            public void stage(String name, long total) {}

            @Override
            public synchronized void advance(long count) {
              heard[0] += count;
            }
          };
      try (WorkerPool pool = new WorkerPool(threads);
          NormalEquations sums = NormalEquations.empty(BASIS.features())) {
        new ObservationEquations(BASIS, pool, listener).addTo(ChosenFrame.whole(frames, 2), sums);
        diagonals.add(sums.diagonal());
        assertThat(sums.equations()).isEqualTo(70 * 36);
      }
      assertThat(heard).containsExactly(70);
    }
    assertThat(diagonals.get(1)).containsExactly(diagonals.get(0));
  }

  private static void assertSame(NormalEquations found, NormalEquations expected) {
    assertThat(found.equations()).isEqualTo(expected.equations());
    assertThat(found.targetSum()).isCloseTo(expected.targetSum(), within(1e-9));
    double scale = Arrays.stream(expected.diagonal()).max().orElseThrow();
    assertThat(found.products()).containsExactly(expected.products(), within(1e-10 * scale));
    for (int i = 0; i < found.features(); i++) {
      assertThat(found.lowerRow(i)).containsExactly(expected.lowerRow(i), within(1e-12 * scale));
    }
  }
}
