package vane.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainFitTest {
  private static final FitSettings ORTHOGONAL =
      new FitSettings(RotationGroup.ORTHOGONAL, PermutationRule.ALL);
  private static final FitSettings PROPER =
      new FitSettings(RotationGroup.PROPER, PermutationRule.ALL);
  private static final double[] NOTHING = new double[9];

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void resultsTurnWithBothNeighbourhoods(long seed) {
    Random random = new Random(seed);
    int m = 1 + random.nextInt(5);
    int[] ySpecies = Samples.species(random, m, seed % 2 == 0);
    int[] sSpecies = Samples.species(random, m, seed % 2 == 0);
    double[] y = Samples.points(random, ySpecies);
    double[] s = Samples.points(random, sSpecies);
    for (FitSettings settings : NeighbourhoodFitterTest.allSettings()) {
      boolean mirrored = settings.rotations() == RotationGroup.ORTHOGONAL;
      double[] a = Samples.orthogonal(random, mirrored);
      double[] b = Samples.orthogonal(random, mirrored);
      Fit before = PlainFit.fit(y, ySpecies, s, sSpecies, settings);
      Fit after =
          PlainFit.fit(Samples.turned(y, a), ySpecies, Samples.turned(s, b), sSpecies, settings);
      assertThat(after.goodness()).isCloseTo(before.goodness(), within(1e-9));
      // y a ≈ s b R' with R' = bᵀ R a.
      double[] expected = Samples.turned(before.rotation(), a);
      assertThat(Samples.turned(b, after.rotation())).containsExactly(expected, within(1e-9));
      assertThat(after.rank()).isEqualTo(before.rank());
      assertThat(after.rotationUnique()).isEqualTo(before.rotationUnique());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theOrderOfNeighboursDoesNotMatter(long seed) {
    Random random = new Random(seed);
    int m = 2 + random.nextInt(4);
    int[] ySpecies = Samples.species(random, m, false);
    int[] sSpecies = Samples.species(random, m, false);
    double[] y = Samples.points(random, ySpecies);
    double[] s = Samples.points(random, sSpecies);
    int rank = random.nextInt(Permutations.count(m));
    int[] shuffledSpecies = new int[m];
    double[] shuffled = new double[3 * m];
    for (int k = 0; k < m; k++) {
      int l = Permutations.table(m)[rank * m + k];
      shuffledSpecies[k] = sSpecies[l];
      System.arraycopy(s, 3 * l, shuffled, 3 * k, 3);
    }
    for (FitSettings settings : NeighbourhoodFitterTest.allSettings()) {
      Fit before = PlainFit.fit(y, ySpecies, s, sSpecies, settings);
      Fit after = PlainFit.fit(y, ySpecies, shuffled, shuffledSpecies, settings);
      assertThat(after.goodness()).isCloseTo(before.goodness(), within(1e-12));
      assertThat(after.rotation()).containsExactly(before.rotation(), within(1e-9));
      assertThat(after.speciesMatched()).isEqualTo(before.speciesMatched());
    }
  }

  @Test
  void properRotationsHaveDeterminantOneAndFitNoBetter() {
    Random random = new Random(3);
    int[] species = {1, 1, 1, 1};
    for (int i = 0; i < 20; i++) {
      double[] y = Samples.points(random, species);
      double[] s = Samples.points(random, species);
      Fit proper = PlainFit.fit(y, species, s, species, PROPER);
      double[] r = proper.rotation();
      double determinant =
          r[0] * (r[4] * r[8] - r[5] * r[7])
              - r[1] * (r[3] * r[8] - r[5] * r[6])
              + r[2] * (r[3] * r[7] - r[4] * r[6]);
      assertThat(determinant).isCloseTo(1, within(1e-12));
      assertThat(proper.goodness())
          .isGreaterThan(0)
          .isLessThan(Neighbourhoods.sumOfLengths(y, 0, 4));
    }
  }

  @Test
  void aPlaneIsDeterminedByRotationsAlone() {
    double[] y = {1, 0, 0, -0.5, 1.2, 0, -0.6, -1.1, 0};
    int[] species = {1, 1, 1};
    Fit mirrored = PlainFit.fit(y, species, y, species, ORTHOGONAL);
    assertThat(mirrored.rank()).isEqualTo(2);
    assertThat(mirrored.rotationUnique()).isFalse();
    assertThat(mirrored.goodness()).isCloseTo(0, within(1e-12));
    assertThat(mirrored.rotation())
        .containsExactly(new double[] {1, 0, 0, 0, 1, 0, 0, 0, 0}, within(1e-12));
    Fit proper = PlainFit.fit(y, species, y, species, PROPER);
    assertThat(proper.rotationUnique()).isTrue();
    assertThat(proper.rotation())
        .containsExactly(new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, within(1e-12));
  }

  /** Either sign of the normal puts the reference's peak at the same distance. */
  @Test
  void aPeakOnAPlaneCountsItsHeight() {
    double[] y = {1, 0, 0, -0.5, 0.9, 0, -0.5, -0.9, 0};
    double[] s = {1, 0, 0.3, -0.5, 0.9, 0.3, -0.5, -0.9, 0.3};
    int[] species = {1, 1, 1};
    Fit fit = PlainFit.fit(y, species, s, species, ORTHOGONAL);
    assertThat(fit.rank()).isEqualTo(2);
    assertThat(fit.goodness()).isCloseTo(3 * 0.3 / 4, within(1e-12));
  }

  @Test
  void aLineKeepsItsAxisOnly() {
    double[] y = {1.1, 0, 0, -1.3, 0, 0};
    double[] s = {0, 1.1, 0, 0, -1.3, 0};
    int[] species = {1, 1};
    for (FitSettings settings : new FitSettings[] {ORTHOGONAL, PROPER}) {
      Fit fit = PlainFit.fit(y, species, s, species, settings);
      assertThat(fit.rank()).isEqualTo(1);
      assertThat(fit.rotationUnique()).isFalse();
      assertThat(fit.goodness()).isCloseTo(0, within(1e-12));
      assertThat(fit.rotation())
          .containsExactly(new double[] {0, 0, 0, 1, 0, 0, 0, 0, 0}, within(1e-12));
    }
  }

  @Test
  void withoutNeighboursNothingIsDetermined() {
    int[] none = {0, 0, 0};
    int[] some = {1, 1, 6};
    double[] s = {1, 0, 0, 0, 2, 0, 0, 0, 3};
    Fit fit = PlainFit.fit(NOTHING, none, s, some, ORTHOGONAL);
    assertThat(fit.rank()).isZero();
    assertThat(fit.rotationUnique()).isFalse();
    assertThat(fit.speciesMatched()).isFalse();
    assertThat(fit.goodness()).isCloseTo(6.0 / 4, within(1e-12));
    assertThat(fit.rotation()).containsOnly(0);
    assertThat(PlainFit.fit(NOTHING, none, NOTHING, none, PROPER).goodness()).isZero();
  }

  /** A mirrored tetrahedron, with the pairs fixed by species: no rotation is the best. */
  @Test
  void aMirroredRegularShapeIsFlagged() {
    double[] y = {1, 1, 1, 1, -1, -1, -1, 1, -1, -1, -1, 1};
    double[] s = {1, 1, -1, 1, -1, 1, -1, 1, 1, -1, -1, -1};
    int[] species = {1, 6, 7, 8};
    Fit fit =
        PlainFit.fit(
            y,
            species,
            s,
            species,
            new FitSettings(RotationGroup.PROPER, PermutationRule.SAME_SPECIES));
    assertThat(fit.rank()).isEqualTo(3);
    assertThat(fit.rotationUnique()).isFalse();
    assertThat(fit.permutation()).containsExactly(0, 1, 2, 3);
    double[] third = {1.0 / 3, 0, 0, 0, 1.0 / 3, 0, 0, 0, -1.0 / 3};
    assertThat(fit.rotation()).containsExactly(third, within(1e-12));
  }

  @Test
  void tiesGoToTheFirstPermutation() {
    double[] square = {1, 0, 0, 0, 1, 0, -1, 0, 0, 0, -1, 0};
    int[] species = {1, 1, 1, 1};
    assertThat(PlainFit.fit(square, species, square, species, ORTHOGONAL).permutation())
        .containsExactly(0, 1, 2, 3);
  }

  @Test
  void sameSpeciesAllowsTheFewestMismatches() {
    Random random = new Random(5);
    int[] ySpecies = {1, 1, 6};
    int[] sSpecies = {6, 6, 1};
    Fit fit =
        PlainFit.fit(
            Samples.points(random, ySpecies),
            ySpecies,
            Samples.points(random, sSpecies),
            sSpecies,
            new FitSettings(RotationGroup.ORTHOGONAL, PermutationRule.SAME_SPECIES));
    assertThat(fit.speciesMatched()).isFalse();
    int[] p = fit.permutation();
    assertThat(Arrays.stream(new int[] {0, 1, 2}).filter(k -> ySpecies[k] != sSpecies[p[k]]))
        .hasSize(1);
  }

  @Test
  void refusesWhatDoesNotAgree() {
    assertThatThrownBy(
            () -> PlainFit.fit(NOTHING, new int[3], new double[6], new int[2], ORTHOGONAL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected 9, 9, 3");
  }
}
