package vane.mlm.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vane.parallel.WorkerPool;

class ReferenceSelectionTest {

  static Stream<ReferenceSelection> all() {
    return Stream.of(
        RsMaximin.fromNearestToMean(),
        RsMaximin.from(3),
        new RsMaximin(new RsMaximin.FarthestFromMean()),
        new RsMaximin(new RsMaximin.Drawn(5)),
        new RandomReferences(7),
        new DSquaredReferences(7));
  }

  static Stream<Arguments> allWithCounts() {
    return all().flatMap(s -> Stream.of(1, 2, 63, 500).map(count -> Arguments.of(s, count)));
  }

  @ParameterizedTest
  @MethodSource("allWithCounts")
  void eachRowOnceAndTheSameWithAnyNumberOfThreads(ReferenceSelection selection, int count) {
    Environments environments = RandomEnvironments.of(9000, 2, 11);
    int[] one = select(selection, environments, count, 1);
    int[] three = select(selection, environments, count, 3);

    assertThat(three).containsExactly(one);
    Set<Integer> distinct = new HashSet<>(Arrays.stream(one).boxed().toList());
    assertThat(distinct).hasSize(count);
    assertThat(distinct).allMatch(row -> row >= 0 && row < environments.size());
  }

  @ParameterizedTest
  @MethodSource("all")
  void allRowsCanBeTaken(ReferenceSelection selection) {
    Environments environments = RandomEnvironments.of(40, 2, 5);
    assertThat(select(selection, environments, 40, 2))
        .containsExactlyInAnyOrder(IntStream.range(0, 40).toArray());
  }

  @ParameterizedTest
  @MethodSource("all")
  void moreThanThereAreIsAnError(ReferenceSelection selection) {
    Environments environments = RandomEnvironments.of(10, 2, 5);
    assertThatExceptionOfType(TooFewEnvironmentsException.class)
        .isThrownBy(() -> select(selection, environments, 11, 1))
        .withMessageContaining("10")
        .withMessageContaining("11")
        .satisfies(e -> assertThat(e.available()).isEqualTo(10))
        .satisfies(e -> assertThat(e.wanted()).isEqualTo(11));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void rsMaximinIsTheDirectAlgorithm(long seed) {
    Environments environments = RandomEnvironments.of(700, 3, seed);
    int[] selected = select(RsMaximin.from(9), environments, 120, 2);

    assertThat(selected).containsExactly(plainMaximin(environments, 9, 120));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 17})
  void environmentsThatRepeatAreNotTakenTwice(int start) {
    Environments few = RandomEnvironments.of(20, 2, 5);
    int[] twice = IntStream.range(0, 40).map(i -> i % 20).toArray();
    Environments repeated = few.select(twice);

    assertThat(select(RsMaximin.from(start), repeated, 20, 1)).doesNotHaveDuplicates();
    assertThatExceptionOfType(TooFewEnvironmentsException.class)
        .isThrownBy(() -> select(RsMaximin.from(start), repeated, 21, 1))
        .withMessageContaining("20 environments that differ");
    assertThatExceptionOfType(TooFewEnvironmentsException.class)
        .isThrownBy(() -> select(new DSquaredReferences(start), repeated, 21, 1));
  }

  @Test
  void rsMaximinStartsWhereItIsTold() {
    Environments environments = RandomEnvironments.of(300, 2, 8);
    double[] x = environments.descriptions();
    int d = environments.features();
    double[] mean = new double[d];
    for (int i = 0; i < x.length; i++) {
      mean[i % d] += x[i] / 300;
    }
    double[] distances = new double[300];
    for (int i = 0; i < x.length; i++) {
      distances[i / d] += Math.pow(x[i] - mean[i % d], 2);
    }
    int near = select(RsMaximin.fromNearestToMean(), environments, 1, 1)[0];
    int far = select(new RsMaximin(new RsMaximin.FarthestFromMean()), environments, 1, 1)[0];
    assertThat(distances[near]).isEqualTo(Arrays.stream(distances).min().orElseThrow());
    assertThat(distances[far]).isEqualTo(Arrays.stream(distances).max().orElseThrow());
    Set<Integer> drawn = new HashSet<>();
    for (long seed = 0; seed < 10; seed++) {
      drawn.add(select(new RsMaximin(new RsMaximin.Drawn(seed)), environments, 1, 1)[0]);
    }
    assertThat(drawn).hasSizeGreaterThan(5);
  }

  private static int[] select(
      ReferenceSelection selection, Environments environments, int count, int threads) {
    try (WorkerPool pool = new WorkerPool(threads)) {
      return selection.select(environments, count, pool);
    }
  }

  private static int[] plainMaximin(Environments environments, int start, int count) {
    int n = environments.size();
    int d = environments.features();
    double[] x = environments.descriptions();
    double[] nearest = new double[n];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    int[] chosen = new int[count];
    int next = start;
    for (int k = 0; k < count; k++) {
      chosen[k] = next;
      int farthest = 0;
      for (int i = 0; i < n; i++) {
        double squared = 0;
        for (int f = 0; f < d; f++) {
          double e = x[i * d + f] - x[next * d + f];
          squared += e * e;
        }
        nearest[i] = Math.min(nearest[i], squared);
      }
      for (int i = 0; i < n; i++) {
        if (nearest[i] > nearest[farthest]) {
          farthest = i;
        }
      }
      next = farthest;
    }
    return chosen;
  }
}
