package vane.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fast fitters against {@link PlainFit}. */
class NeighbourhoodFitterTest {
  private static final double TOLERANCE = 1e-9;

  static List<FitSettings> allSettings() {
    List<FitSettings> all = new ArrayList<>();
    for (RotationGroup rotations : RotationGroup.values()) {
      for (PermutationRule permutations : PermutationRule.values()) {
        all.add(new FitSettings(rotations, permutations));
      }
    }
    return all;
  }

  static Stream<Arguments> sizes() {
    List<Arguments> sizes = new ArrayList<>();
    long seed = 1;
    for (int m = 1; m <= 6; m++) {
      for (int count : m < 6 ? new int[] {1, 7, 8, 9, 17, 100} : new int[] {1, 9, 17}) {
        for (boolean absent : new boolean[] {false, true}) {
          sizes.add(Arguments.of(m, count, absent, seed++));
        }
      }
    }
    return sizes.stream();
  }

  @ParameterizedTest(name = "M = {0}, K = {1}, absent neighbours {2}, seed {3}")
  @MethodSource("sizes")
  void agreesWithThePlainFit(int m, int count, boolean absent, long seed) {
    Random random = new Random(seed);
    int[] species = Samples.species(random, m * count, absent);
    double[] points = Samples.points(random, species);
    double[] vectors = Samples.vectors(random, count);
    int[] ySpecies = Samples.species(random, m, absent);
    double[] y = Samples.points(random, ySpecies);
    for (FitSettings settings : allSettings()) {
      compare(y, ySpecies, m, points, species, vectors, settings);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {11, 12, 13})
  void nearlyPerfectFitsAreAccurate(long seed) {
    Random random = new Random(seed);
    int[] ySpecies = {1, 1, 6, 6};
    double[] y = Samples.points(random, ySpecies);
    int count = 60;
    double[] points = new double[12 * count];
    int[] species = new int[4 * count];
    for (int j = 0; j < count; j++) {
      double noise = j == 0 ? 0 : Math.pow(10, -14 * random.nextDouble());
      double[] copy = Samples.turned(y, Samples.orthogonal(random, j % 2 == 1));
      for (int i = 0; i < 12; i++) {
        points[12 * j + i] = copy[i] + noise * random.nextGaussian();
      }
      System.arraycopy(ySpecies, 0, species, 4 * j, 4);
    }
    for (FitSettings settings : allSettings()) {
      compare(y, ySpecies, 4, points, species, Samples.vectors(random, count), settings);
    }
  }

  /** From well-conditioned to nearly collinear and nearly planar, across the fast way's margins. */
  @ParameterizedTest(name = "thickness {0}, {1}")
  @MethodSource("thicknesses")
  void thinShapesAgree(double across, double normal) {
    Random random = new Random(61);
    int count = 40;
    int[] species = new int[4 * count];
    Arrays.fill(species, 1);
    double[] points = Samples.points(random, species);
    int[] ySpecies = {1, 1, 1, 1};
    for (int i = 0; i < 10; i++) {
      double[] y = Samples.points(random, ySpecies);
      for (int k = 0; k < 4; k++) {
        y[3 * k + 1] *= across;
        y[3 * k + 2] *= normal;
      }
      double[] turned = Samples.turned(y, Samples.orthogonal(random, false));
      for (FitSettings settings : allSettings()) {
        compare(turned, ySpecies, 4, points, species, Samples.vectors(random, count), settings);
      }
    }
  }

  static Stream<Arguments> thicknesses() {
    return Stream.of(1.0, 0.3, 0.1, 0.03, 0.01, 1e-3)
        .flatMap(across -> Stream.of(1.0, 0.1, 1e-3).map(n -> Arguments.of(across, n)));
  }

  /** Perfect and slightly bent symmetric shapes: many permutations tie, or nearly. */
  @ParameterizedTest(name = "bend {0}")
  @ValueSource(doubles = {0, 1e-9, 1e-4, 0.05})
  void symmetricShapesAgree(double bend) {
    Random random = new Random(21);
    double[] tetrahedron = {1, 1, 1, 1, -1, -1, -1, 1, -1, -1, -1, 1};
    double[] square = {1, 0, 0, 0, 1, 0, -1, 0, 0, 0, -1, 0};
    double[] pyramid = {1, 0, 0.4, 0, 1, 0.4, -1, 0, 0.4, 0, -1, 0.4};
    double[] chain = {1, 0, 0, -1, 0, 0, 2, 0, 0, -2, 0, 0};
    double[][] shapes = {tetrahedron, square, pyramid, chain};
    double[] points = new double[12 * 16];
    for (int j = 0; j < 16; j++) {
      double[] turned = Samples.turned(shapes[j % 4], Samples.orthogonal(random, j % 3 == 0));
      for (int i = 0; i < 12; i++) {
        points[12 * j + i] = turned[i] + bend * random.nextGaussian();
      }
    }
    int[] species = new int[4 * 16];
    Arrays.fill(species, 1);
    double[] vectors = Samples.vectors(random, 16);
    for (double[] y : shapes) {
      for (FitSettings settings : allSettings()) {
        ReferenceNeighbourhoods references =
            ReferenceNeighbourhoods.of(4, points, species, vectors);
        for (NeighbourhoodFitter fitter : fitters(references, settings)) {
          FitRow row = new FitRow(16);
          fitter.fit(y, 0, new int[] {1, 1, 1, 1}, 0, 0, 16, row);
          for (int j = 0; j < 16; j++) {
            Fit plain = plain(y, new int[] {1, 1, 1, 1}, references, j, settings);
            assertThat(row.goodness()[j]).isCloseTo(plain.goodness(), within(TOLERANCE));
            assertThat(row.rotatedX()[j] + row.rotatedY()[j] + row.rotatedZ()[j]).isFinite();
          }
        }
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("allSettings")
  void linesPlanesAndPointsAgree(FitSettings settings) {
    Random random = new Random(31);
    double[] line = {1.1, 0, 0, -1.2, 0, 0, 2.3, 0, 0};
    double[] plane = {1.1, 0, 0, -0.3, 1.2, 0, -0.7, -1.4, 0};
    double[] space = {1.1, 0, 0.1, -0.3, 1.2, -0.2, -0.7, -1.4, 0.9};
    double[] opposite = {1.5, 0, 0, 1.5, 0, 0, 1.5, 0, 0};
    double[][] shapes = {line, plane, space, opposite};
    double[] points = new double[9 * 12];
    for (int j = 0; j < 12; j++) {
      double[] turned = Samples.turned(shapes[j % 4], Samples.orthogonal(random, j % 2 == 0));
      System.arraycopy(turned, 0, points, 9 * j, 9);
    }
    int[] species = new int[36];
    Arrays.fill(species, 1);
    for (double[] y : shapes) {
      compare(y, new int[] {1, 1, 1}, 3, points, species, Samples.vectors(random, 12), settings);
    }
  }

  @Test
  void fitsOnlyTheRangeAskedFor() {
    Random random = new Random(41);
    int[] species = Samples.species(random, 4 * 40, false);
    ReferenceNeighbourhoods references =
        ReferenceNeighbourhoods.of(
            4, Samples.points(random, species), species, Samples.vectors(random, 40));
    int[] ySpecies = {1, 1, 1, 6};
    double[] y = Samples.points(random, ySpecies);
    FitSettings settings = new FitSettings(RotationGroup.ORTHOGONAL, PermutationRule.ALL);
    for (NeighbourhoodFitter fitter : fitters(references, settings)) {
      FitRow all = new FitRow(40);
      fitter.fit(y, 0, ySpecies, 0, 0, 40, all);
      FitRow some = new FitRow(40);
      Arrays.fill(some.goodness(), -1);
      fitter.fit(y, 0, ySpecies, 0, 5, 23, some);
      for (int j = 0; j < 40; j++) {
        boolean inside = j >= 5 && j < 23;
        assertThat(some.goodness()[j]).isEqualTo(inside ? all.goodness()[j] : -1);
        assertThat(some.rotatedX()[j]).isEqualTo(inside ? all.rotatedX()[j] : 0);
      }
    }
  }

  @Test
  void readsTheNeighbourhoodAtItsOffset() {
    Random random = new Random(51);
    int[] species = Samples.species(random, 3 * 9, false);
    ReferenceNeighbourhoods references =
        ReferenceNeighbourhoods.of(
            3, Samples.points(random, species), species, Samples.vectors(random, 9));
    int[] many = Samples.species(random, 3 * 3, false);
    double[] points = Samples.points(random, many);
    for (FitSettings settings : allSettings()) {
      for (NeighbourhoodFitter fitter : fitters(references, settings)) {
        FitRow there = new FitRow(9);
        fitter.fit(points, 9, many, 3, 0, 9, there);
        FitRow alone = new FitRow(9);
        fitter.fit(
            Arrays.copyOfRange(points, 9, 18), 0, Arrays.copyOfRange(many, 3, 6), 0, 0, 9, alone);
        assertThat(there.goodness()).containsExactly(alone.goodness());
        assertThat(there.rotatedZ()).containsExactly(alone.rotatedZ());
      }
    }
  }

  @Test
  void refusesWhatItCannotFit() {
    ReferenceNeighbourhoods references =
        ReferenceNeighbourhoods.of(
            1, new double[] {1, 0, 0}, new int[] {1}, new double[] {1, 0, 0});
    FitSettings settings = new FitSettings(RotationGroup.PROPER, PermutationRule.ALL);
    for (NeighbourhoodFitter fitter : fitters(references, settings)) {
      FitRow row = new FitRow(1);
      double[] y = {1, 0, 0};
      int[] hydrogen = {1};
      assertThatThrownBy(() -> fitter.fit(y, 0, hydrogen, 0, 0, 2, row))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected a range within 0 to 1");
      assertThatThrownBy(() -> fitter.fit(y, 0, hydrogen, 0, 0, 1, new FitRow(2)))
          .hasMessageContaining("found room for 2 references, expected 1");
      assertThatThrownBy(
              () -> fitter.fit(new double[] {Double.NaN, 0, 0}, 0, hydrogen, 0, 0, 1, row))
          .hasMessageContaining("expected finite coordinates");
      assertThatThrownBy(() -> fitter.fit(y, 0, new int[] {0}, 0, 0, 1, row))
          .hasMessageContaining("absent");
    }
    assertThatThrownBy(
            () -> ReferenceNeighbourhoods.of(7, new double[21], new int[7], new double[3]))
        .hasMessageContaining("found 7 neighbours, expected 1 to 6");
    assertThatThrownBy(
            () -> ReferenceNeighbourhoods.of(2, new double[3], new int[2], new double[3]))
        .hasMessageContaining("found 3 coordinates");
  }

  @Test
  void theVectorApiIsUsedWhenItIsThere() {
    ReferenceNeighbourhoods references =
        ReferenceNeighbourhoods.of(
            1, new double[] {1, 0, 0}, new int[] {1}, new double[] {1, 0, 0});
    boolean there = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    assertThat(
            NeighbourhoodFitter.create(
                references, new FitSettings(RotationGroup.PROPER, PermutationRule.ALL)))
        .isInstanceOf(there ? VectorFitter.class : ScalarFitter.class);
  }

  private static void compare(
      double[] y,
      int[] ySpecies,
      int m,
      double[] points,
      int[] species,
      double[] vectors,
      FitSettings settings) {
    int count = species.length / m;
    ReferenceNeighbourhoods references = ReferenceNeighbourhoods.of(m, points, species, vectors);
    for (NeighbourhoodFitter fitter : fitters(references, settings)) {
      FitRow row = new FitRow(count);
      fitter.fit(y, 0, ySpecies, 0, 0, count, row);
      for (int j = 0; j < count; j++) {
        Fit plain = plain(y, ySpecies, references, j, settings);
        double[] turned =
            Samples.turned(Arrays.copyOfRange(vectors, 3 * j, 3 * j + 3), plain.rotation());
        String which = fitter.getClass().getSimpleName() + " " + settings + " reference " + j;
        assertThat(row.goodness()[j]).as(which).isCloseTo(plain.goodness(), within(TOLERANCE));
        assertThat(new double[] {row.rotatedX()[j], row.rotatedY()[j], row.rotatedZ()[j]})
            .as(which)
            .containsExactly(turned, within(TOLERANCE));
        assertThat(row.rotationUnique(j)).as(which).isEqualTo(plain.rotationUnique());
        assertThat(row.speciesMatched(j)).as(which).isEqualTo(plain.speciesMatched());
      }
    }
  }

  private static Fit plain(
      double[] y, int[] ySpecies, ReferenceNeighbourhoods references, int j, FitSettings settings) {
    int m = ySpecies.length;
    return PlainFit.fit(
        y,
        ySpecies,
        Arrays.copyOfRange(references.points(), 3 * m * j, 3 * m * (j + 1)),
        Arrays.copyOfRange(references.species(), m * j, m * (j + 1)),
        settings);
  }

  private static List<NeighbourhoodFitter> fitters(
      ReferenceNeighbourhoods references, FitSettings settings) {
    return List.of(
        new ScalarFitter(references, settings), NeighbourhoodFitter.create(references, settings));
  }
}
