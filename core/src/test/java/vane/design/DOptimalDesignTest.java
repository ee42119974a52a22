package vane.design;

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
import org.junit.jupiter.params.provider.ValueSource;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;

/** The lazy search beside {@link PlainDesign}, which looks at every candidate in every step. */
class DOptimalDesignTest {
  /** Sizes of groups that are empty, single, odd and larger than any candidate's rows. */
  private static final int[][] SIZES = {{1}, {3, 5}, {0, 7}, {17, 4, 1}, {0}};

  private static List<Choice> choose(
      int[] sizes, double[] weights, List<double[][]> rows, int count, int threads) {
    try (WorkerPool pool = new WorkerPool(threads)) {
      return new DOptimalDesign(sizes, weights)
          .choose(rows.stream().map(Candidate::new).toList(), count, pool, ProgressListener.SILENT);
    }
  }

  private static double[] ones(int count) {
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** Candidates of none to six rows in each group, every fourth like one before it. */
  private static List<double[][]> candidates(Random random, int[] sizes, int count) {
    List<double[][]> all = new ArrayList<>();
    for (int c = 0; c < count; c++) {
      double[][] rows = new double[sizes.length][];
      for (int g = 0; g < sizes.length; g++) {
        double scale = Math.exp(random.nextGaussian());
        rows[g] =
            IntStream.range(0, random.nextInt(7) * sizes[g])
                .mapToDouble(i -> scale * random.nextGaussian())
                .toArray();
      }
      all.add(c % 4 == 3 ? all.get(random.nextInt(c)) : rows);
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 9, 40})
  void theChoiceIsThatOfLookingAtAllEveryTime(int count) {
    for (int[] sizes : SIZES) {
      for (int seed = 0; seed < 5; seed++) {
        Random random = new Random(seed);
        double[] weights = random.doubles(sizes.length, 0.5, 50).toArray();
        List<double[][]> candidates = candidates(random, sizes, count);
        List<Choice> found = choose(sizes, weights, candidates, count, 1);
        List<Choice> plain = PlainDesign.choose(sizes, weights, candidates);
        String name = Arrays.toString(sizes) + ", seed " + seed;
        assertThat(found).as(name).hasSize(count);
        for (int i = 0; i < count; i++) {
          assertThat(found.get(i).candidate())
              .as("%s, choice %d", name, i)
              .isEqualTo(plain.get(i).candidate());
          assertThat(found.get(i).gain()).as(name).isCloseTo(plain.get(i).gain(), within(1e-9));
        }
      }
    }
  }

  @Test
  void threadsDoNotMatterAndGainsOnlyFall() {
    int[] sizes = {17, 4, 1};
    List<double[][]> candidates = candidates(new Random(3), sizes, 150);
    List<Choice> one = choose(sizes, ones(3), candidates, 60, 1);
    assertThat(choose(sizes, ones(3), candidates, 60, 5)).isEqualTo(one);
    for (int i = 1; i < one.size(); i++) {
      assertThat(one.get(i).gain()).isLessThanOrEqualTo(one.get(i - 1).gain() + 1e-12);
    }
  }

  /** Candidates elsewhere, of which few are given at a time and few may be kept. */
  private static final class Elsewhere implements CandidatePool {
    private final List<Candidate> candidates;
    private final long most;
    private int looks;

    Elsewhere(List<Candidate> candidates, long most) {
      this.candidates = candidates;
      this.most = most;
    }

    @Override
    public int size() {
      return candidates.size();
    }

    @Override
    public double[] gains(Information known) {
      looks++;
      Information sent = Information.of(known.factors());
      return candidates.stream().mapToDouble(sent::gain).toArray();
    }

    @Override
    public List<Candidate> candidates(int[] numbers) {
      return Arrays.stream(numbers)
          .limit(3)
          .mapToObj(number -> new Candidate(candidates.get(number).rows()))
          .toList();
    }

    @Override
    public long mostNumbers() {
      return most;
    }
  }

  @Test
  void candidatesElsewhereAreChosenAsThoseInMemory() {
    int[] sizes = {17, 4, 1};
    List<double[][]> rows = candidates(new Random(8), sizes, 150);
    List<Choice> expected = choose(sizes, ones(3), rows, 100, 1);
    for (long most : new long[] {1, 400, Long.MAX_VALUE}) {
      Elsewhere pool = new Elsewhere(rows.stream().map(Candidate::new).toList(), most);
      try (WorkerPool threads = new WorkerPool(2)) {
        assertThat(
                new DOptimalDesign(sizes, ones(3))
                    .choose(pool, 100, threads, ProgressListener.SILENT))
            .isEqualTo(expected);
      }
      assertThat(pool.looks).isBetween(most == Long.MAX_VALUE ? 1 : 2, 100);
    }
    assertThatThrownBy(() -> Information.of(new double[][] {{1, 2, 3}}))
        .hasMessageContaining("3 numbers, expected a square");
  }

  @Test
  void noCandidateIsChosenAgainBeforeAllThatDiffer() {
    int size = 6;
    List<double[][]> candidates = new ArrayList<>();
    for (int c = 0; c < 3 * size; c++) {
      double[] row = new double[size];
      row[c % size] = 30;
      candidates.add(new double[][] {row});
    }
    List<Choice> choices = choose(new int[] {size}, ones(1), candidates, 3 * size, 2);
    // All gains of a round are equal, so that the earliest comes first.
    assertThat(choices.stream().map(Choice::candidate))
        .containsExactlyElementsOf(IntStream.range(0, 3 * size).boxed().toList());
    assertThat(choices.get(0).gain()).isCloseTo(Math.log(901), within(1e-12));
    assertThat(choices.get(size).gain()).isCloseTo(Math.log(1801.0 / 901), within(1e-12));
  }

  @Test
  void whatIsKnownWellTellsLess() {
    double[][] first = {{3, 0}, {}};
    double[][] second = {{}, {2, 1}};
    double[] weights = {1000, 1};
    List<Choice> choices = choose(new int[] {2, 2}, weights, List.of(first, second), 2, 1);
    assertThat(choices.stream().map(Choice::candidate)).containsExactly(1, 0);
    assertThat(choices.get(0).gain()).isCloseTo(Math.log(6), within(1e-12));
    assertThat(choices.get(1).gain()).isCloseTo(Math.log(1.009), within(1e-12));
  }

  @Test
  void longRowsCostNoDigitsOfShortOnes() {
    // Two rows that nearly agree, 1e8 long: I + Z Zᵀ itself would lose what tells them apart.
    double[] rows = {1e8, 0, 1e8, 1};
    InformationFactor factor = InformationFactor.identity(2, 1);
    // det(I + Zᵀ Z) = (1 + 2e16)(1 + 1) − 1e16
    double expected = Math.log(3e16 + 2);
    assertThat(factor.gain(rows)).isCloseTo(expected, within(1e-7));
    assertThat(factor.add(rows)).isCloseTo(expected, within(1e-7));
    assertThat(factor.gain(new double[] {0, 1})).isCloseTo(Math.log(5.0 / 3), within(1e-7));
  }

  @Test
  void moreThanThereAreGivesAllAndNoneGivesNone() {
    List<double[][]> candidates = candidates(new Random(1), new int[] {3}, 5);
    assertThat(choose(new int[] {3}, ones(1), candidates, 99, 1))
        .extracting(Choice::candidate)
        .containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    assertThat(choose(new int[] {3}, ones(1), candidates, 0, 1)).isEmpty();
    assertThat(choose(new int[] {3}, ones(1), List.of(), 3, 1)).isEmpty();
  }

  @Test
  void whatDoesNotBelongTogetherIsRefused() {
    assertThatThrownBy(() -> new DOptimalDesign(new int[] {2}, new double[2]))
        .hasMessage("1 sizes and 2 weights do not belong together");
    assertThatThrownBy(() -> new DOptimalDesign(new int[] {2}, new double[] {0}))
        .hasMessage("found the weight 0.0, expected finite and above 0");
    assertThatThrownBy(() -> new Candidate(new double[][] {{1, Double.NaN}}))
        .hasMessage("found NaN in group 0 of a candidate, expected finite numbers");
    assertThatThrownBy(
            () ->
                choose(
                    new int[] {2},
                    ones(1),
                    Collections.singletonList(new double[][] {{1, 2, 3}}),
                    1,
                    1))
        .hasMessage("found 3 numbers in group 0, expected rows of 2");
    assertThatThrownBy(
            () ->
                choose(
                    new int[] {2},
                    ones(1),
                    Collections.singletonList(new double[][] {{1, 2}, {}}),
                    1,
                    1))
        .hasMessage("found a candidate of 2 groups, expected 1");
    assertThatThrownBy(() -> choose(new int[] {2}, ones(1), List.of(), -1, 1))
        .hasMessage("found the count -1, expected at least 0");
  }
}
