package vane.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vane.parallel.WorkerPool;
import vane.structure.Cell;
import vane.structure.CoincidentAtomsException;
import vane.structure.Element;
import vane.structure.Structure;
import vane.structure.StructureMotion;

class SoapTest {
  private static final Element H = Element.of(1);
  private static final Element C = Element.of(6);
  private static final Element O = Element.of(8);

  private static SoapSettings settings(double cutoff, int nMax, int lMax, double sigma) {
    return new SoapSettings(
        cutoff, nMax, lMax, sigma, List.of(H, C, O), false, SoapSettings.Average.OFF);
  }

  private static Structure random(long seed, int atoms, double size) {
    Random random = new Random(seed);
    double[] positions = new double[3 * atoms];
    Arrays.setAll(positions, i -> size * random.nextDouble());
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < atoms; i++) {
      elements.add(List.of(H, C, O).get(random.nextInt(3)));
    }
    return Structure.of(elements, positions);
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().orElseThrow();
  }

  private static double difference(double[] a, double[] b) {
    assertThat(a).hasSameSizeAs(b);
    return IntStream.range(0, a.length).mapToDouble(i -> Math.abs(a[i] - b[i])).max().orElse(0);
  }

  @ParameterizedTest(name = "r_cut {0}, n_max {1}, l_max {2}, σ {3}")
  @CsvSource({
    "3.0, 6, 1, 1.0",
    "1.01, 1, 0, 0.3",
    "4.0, 1, 3, 0.5",
    "4.0, 2, 0, 0.1",
    "5.0, 3, 7, 0.05",
    "4.0, 8, 5, 0.4",
    "6.0, 7, 13, 0.5",
    "8.0, 5, 20, 0.3",
    "2.0, 9, 2, 3.0",
    "3.5, 4, 2, 0.5",
    "3.5, 5, 1, 0.5",
    "3.5, 6, 4, 0.5",
    "4.5, 10, 3, 0.5",
  })
  void theDefinitionIsComputed(double cutoff, int nMax, int lMax, double sigma) {
    SoapSettings settings = settings(cutoff, nMax, lMax, sigma);
    Structure s = random(nMax, 7, 5);
    double[] expected = PlainSoap.compute(settings, s);
    double[] found = new Soap(settings).compute(s);
    assertThat(difference(found, expected)).isLessThan(1e-10 * largest(expected));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void featuresFollowTheAtomsUnderEveryMotion(long seed) {
    Soap soap = new Soap(settings(4.0, 6, 6, 0.4));
    Structure s = random(seed, 20, 6);
    assertInvariant(soap, s, seed, 1e-11);
    SoapSettings periodic =
        new SoapSettings(3.0, 5, 4, 0.5, List.of(H, C, O), true, SoapSettings.Average.OFF);
    Cell cell = Cell.of(new double[] {6, 1, 0, -1, 7, 0.5, 0, 2, 5}, true, seed % 2 == 0, true);
    assertInvariant(
        new Soap(periodic), Structure.of(s.elements(), s.positions(), cell), seed, 1e-11);
  }

  private static void assertInvariant(Soap soap, Structure s, long seed, double tolerance) {
    StructureMotion motion = StructureMotion.random(seed, s.size());
    double[] before = soap.compute(s);
    double[] after = soap.compute(motion.apply(s));
    int f = soap.features();
    double limit = tolerance * largest(before);
    for (int i = 0; i < s.size(); i++) {
      int j = motion.newIndex(i);
      double[] row = Arrays.copyOfRange(before, i * f, (i + 1) * f);
      double[] moved = Arrays.copyOfRange(after, j * f, (j + 1) * f);
      assertThat(difference(row, moved)).as("atom %d", i).isLessThan(limit);
    }
  }

  @ParameterizedTest
  @CsvSource({"3.0, 20, 20", "8.0, 20, 20", "1.1, 20, 3", "5.0, 14, 10"})
  void theHighestOrdersAreFiniteAndInvariant(double cutoff, int nMax, int lMax) {
    Soap soap = new Soap(settings(cutoff, nMax, lMax, 0.5));
    Structure s = random(1, 6, 4);
    assertThat(Arrays.stream(soap.compute(s))).allMatch(Double::isFinite);
    assertThat(largest(soap.compute(s))).isBetween(1e-3, 1e3);
    // Where functions nearly coincide, rounding is amplified by up to 10⁸.
    assertInvariant(soap, s, 2, 1e-6);
    for (int l = 0; l <= lMax; l++) {
      assertThat(soap.radialRank(l)).isBetween(1, nMax);
    }
  }

  @Test
  void aPeriodicCellIsALargePieceOfTheCrystal() {
    Cell cell = Cell.of(new double[] {2.5, 0.2, 0, -0.3, 2.9, 0, 0.4, 0.1, 2.7}, true, true, true);
    Structure unit = Structure.of(List.of(C, O), new double[] {0, 0, 0, 9, -1.2, 1.4}, cell);
    SoapSettings settings =
        new SoapSettings(3.0, 4, 3, 0.4, List.of(C, O), true, SoapSettings.Average.OFF);
    List<Element> elements = new ArrayList<>(List.of(C, O));
    List<Double> positions = new ArrayList<>(List.of(0.0, 0.0, 0.0, 9.0, -1.2, 1.4));
    for (int a = -6; a <= 6; a++) {
      for (int b = -6; b <= 6; b++) {
        for (int c = -6; c <= 6; c++) {
          for (int atom = 0; atom < 2 && (a != 0 || b != 0 || c != 0); atom++) {
            elements.add(unit.element(atom));
            for (int axis = 0; axis < 3; axis++) {
              positions.add(
                  unit.position(atom, axis)
                      + a * cell.get(0, axis)
                      + b * cell.get(1, axis)
                      + c * cell.get(2, axis));
            }
          }
        }
      }
    }
    Structure piece =
        Structure.of(elements, positions.stream().mapToDouble(Double::doubleValue).toArray());
    double[] expected = new double[new Soap(settings).features()];
    new Soap(settings).computeAtoms(piece, new int[] {0}, expected, 0);
    double[] found = Arrays.copyOf(new Soap(settings).compute(unit), expected.length);
    assertThat(difference(found, expected)).isLessThan(1e-11 * largest(expected));
  }

  @Test
  void aCellDoesNotCountUnlessAskedFor() {
    Structure finite = random(4, 5, 3);
    Cell cell = Cell.of(new double[] {4, 0, 0, 0, 4, 0, 0, 0, 4}, true, true, true);
    Structure periodic = Structure.of(finite.elements(), finite.positions(), cell);
    Soap soap = new Soap(settings(3, 3, 2, 0.5));
    assertThat(soap.compute(periodic)).containsExactly(soap.compute(finite));
    Soap withImages =
        new Soap(new SoapSettings(3, 3, 2, 0.5, List.of(H, C, O), true, SoapSettings.Average.OFF));
    assertThat(withImages.compute(finite)).containsExactly(soap.compute(finite));
    assertThat(withImages.compute(periodic)).isNotEqualTo(soap.compute(finite));
  }

  @Test
  void oneAtomSeesItself() {
    Soap soap = new Soap(settings(3, 4, 3, 0.5));
    double[] row = soap.compute(Structure.of(List.of(C), new double[] {1, 2, 3}));
    FeatureRange own = soap.location(C, C);
    assertThat(row[own.start()]).isPositive();
    for (int f = 0; f < row.length; f++) {
      // Only l = 0 of the atom's own element.
      boolean expected = f >= own.start() && f < own.start() + 10;
      assertThat(row[f] != 0).as("feature %d", f).isEqualTo(expected);
    }
    assertThat(soap.compute(Structure.of(List.of(), new double[0]))).isEmpty();
  }

  @Test
  void twoAndAlignedAtomsAreDescribed() {
    SoapSettings settings = settings(4, 5, 6, 0.4);
    for (double[] positions :
        new double[][] {{0, 0, 0, 0, 0, 1.1}, {0, 0, 0, 0, 0, 1.1, 0, 0, -1.1, 0, 0, 2.5}}) {
      List<Element> elements = Collections.nCopies(positions.length / 3, O);
      Structure s = Structure.of(elements, positions);
      double[] expected = PlainSoap.compute(settings, s);
      double[] found = new Soap(settings).compute(s);
      assertThat(difference(found, expected)).isLessThan(1e-12 * largest(expected));
      assertInvariant(new Soap(settings), s, 3, 1e-12);
    }
  }

  @Test
  void anAverageIsTheMeanOfRowsOrOfCoefficients() {
    Structure s = random(9, 6, 4);
    double[] rows = new Soap(settings(3, 4, 2, 0.5)).compute(s);
    Soap outer =
        new Soap(
            new SoapSettings(3, 4, 2, 0.5, List.of(H, C, O), false, SoapSettings.Average.OUTER));
    double[] mean = new double[outer.features()];
    for (int i = 0; i < rows.length; i++) {
      mean[i % mean.length] += rows[i] / 6;
    }
    assertThat(difference(outer.compute(s), mean)).isLessThan(1e-14 * largest(mean));

    Soap inner =
        new Soap(
            new SoapSettings(3, 4, 2, 0.5, List.of(H, C, O), false, SoapSettings.Average.INNER));
    double[] ofOne = new double[inner.features()];
    inner.computeAtoms(s, new int[] {2}, ofOne, 0);
    double[] third = Arrays.copyOfRange(rows, 2 * mean.length, 3 * mean.length);
    assertThat(difference(ofOne, third)).isLessThan(1e-14 * largest(third));
    assertThatThrownBy(() -> inner.compute(Structure.of(List.of(), new double[0])))
        .isInstanceOf(NoAtomsException.class);
  }

  @Test
  void someAtomsAreWrittenWhereAskedFor() {
    Soap soap = new Soap(settings(3, 3, 2, 0.5));
    Structure s = random(12, 9, 4);
    int f = soap.features();
    double[] all = soap.compute(s);
    double[] dst = new double[2 * f + 5];
    Arrays.fill(dst, 7);
    Soap.Workspace workspace = soap.newWorkspace();
    soap.computeAtoms(s, new int[] {8, 0}, workspace, dst, 3);
    assertThat(Arrays.copyOfRange(dst, 3, 3 + f))
        .containsExactly(Arrays.copyOfRange(all, 8 * f, 9 * f));
    assertThat(Arrays.copyOfRange(dst, 3 + f, 3 + 2 * f))
        .containsExactly(Arrays.copyOfRange(all, 0, f));
    assertThat(new double[] {dst[0], dst[2], dst[3 + 2 * f]}).containsOnly(7);
    Soap other = new Soap(settings(3, 3, 2, 0.5));
    assertThatThrownBy(() -> other.computeAtoms(s, new int[] {0}, workspace, dst, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void threadsDoNotMatter() {
    Soap soap = new Soap(settings(4, 6, 4, 0.4));
    double[][] one = new double[30][];
    double[][] three = new double[30][];
    try (WorkerPool single = new WorkerPool(1);
        WorkerPool several = new WorkerPool(3)) {
      single.run(30, i -> one[i] = soap.compute(random(i, 12, 5)));
      several.run(30, i -> three[i] = soap.compute(random(i, 12, 5)));
    }
    assertThat(three).isDeepEqualTo(one);
  }

  @Test
  void anUnknownElementIsNamed() {
    Soap soap = new Soap(SoapSettings.paper(List.of(C, H)));
    Structure s = Structure.of(List.of(C, O), new double[] {0, 0, 0, 90, 0, 0});
    assertThatThrownBy(() -> soap.compute(s))
        .isInstanceOfSatisfying(
            UnknownSpeciesException.class,
            e -> {
              assertThat(e.atom()).isEqualTo(1);
              assertThat(e.element()).isEqualTo(O);
              assertThat(e.species()).containsExactly(H, C);
            })
        .hasMessageContaining("atom 1 is O");
    assertThatThrownBy(() -> soap.location(C, O)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void atomsAtOnePlaceAreRefused() {
    Soap soap = new Soap(SoapSettings.paper(List.of(H)));
    Structure s = Structure.of(List.of(H, H), new double[6]);
    assertThatThrownBy(() -> soap.compute(s)).isInstanceOf(CoincidentAtomsException.class);
  }

  @Test
  void settingsAreCheckedAndSpeciesSorted() {
    assertThat(SoapSettings.paper(List.of(C, H, C)).species()).containsExactly(H, C);
    assertThat(new Soap(SoapSettings.paper(List.of(C, H))).features()).isEqualTo(156);
    assertThatThrownBy(() -> settings(1.0, 6, 1, 1))
        .isInstanceOf(SoapSettingException.class)
        .hasMessage("SOAP setting r_cut is 1.0 Å, expected a length above 1 Å");
    assertThatThrownBy(() -> settings(3, 0, 1, 1)).isInstanceOf(SoapSettingException.class);
    assertThatThrownBy(() -> settings(3, 21, 1, 1)).isInstanceOf(SoapSettingException.class);
    assertThatThrownBy(() -> settings(3, 6, -1, 1)).isInstanceOf(SoapSettingException.class);
    assertThatThrownBy(() -> settings(3, 6, 21, 1)).isInstanceOf(SoapSettingException.class);
    assertThatThrownBy(() -> settings(3, 6, 1, 0)).isInstanceOf(SoapSettingException.class);
    assertThatThrownBy(() -> settings(3, 6, 1, Double.NaN))
        .isInstanceOf(SoapSettingException.class);
    assertThatThrownBy(() -> SoapSettings.paper(List.of()))
        .isInstanceOf(SoapSettingException.class);
  }

  @Test
  void theReachIsTheCutoffAndWhereTheGaussianEnds() {
    double reach = new Soap(settings(3, 2, 1, 0.5)).reachAngstrom();
    assertThat(Math.exp(-Math.pow((reach - 3) / 0.5, 2) / 2)).isCloseTo(1e-3, within(1e-15));
  }
}
