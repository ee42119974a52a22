package vane.spark.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import vane.InputException;
import vane.spark.cluster.ProcessMemory;

class MemoryNeedTest {
  private static final long GB = 1_000_000_000;
  private static final long ANY = Long.MAX_VALUE;

  /** 10 000 columns: a triangle of 0.4 GB. */
  private static MemoryNeed need(int kinds, boolean adding) {
    return new MemoryNeed(5000, 2, kinds, adding);
  }

  private static ProcessMemory driver(long memory) {
    return new ProcessMemory("here", true, 0, GB, memory, ANY);
  }

  @Test
  void equationsAreCountedByTriangles() {
    double triangle = 0.4e9;
    // Sums, contacts, a trial, what is joined where there are several kinds, a factor.
    assertThat(need(1, false).ofDriver()).isEqualTo(4 * triangle);
    assertThat(need(2, false).ofDriver()).isEqualTo(6 * triangle);
    // Sums of all and of held-out frames, joined and a factor.
    assertThat(need(3, false).ofDriver()).isEqualTo(8 * triangle);
    assertThat(need(1, true).ofDriver()).isEqualTo(2 * triangle);
    assertThat(need(2, false).ofTask()).isCloseTo(2 * triangle, within(0.2e9));
  }

  @Test
  void aDriverIsRefusedByItsMachine() {
    MemoryNeed need = need(1, false);
    assertThatCode(() -> need.require(List.of(driver(3 * GB)), 9)).doesNotThrowAnyException();
    assertThatThrownBy(() -> need.require(List.of(driver(2 * GB)), 9))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "training with 5000 functions of 2 elements needs 2.9 GB on here (1.6 GB beside Java for"
                + " the driver): found 2.0 GB, expected a smaller Java heap (--driver-memory,"
                + " --executor-memory), a machine with more memory, or fewer functions (--degrees,"
                + " --preset fast)");
  }

  @Test
  void fewFunctionsAreNotRefusedWhateverTheHeaps() {
    ProcessMemory worker = new ProcessMemory("here", false, 4, 8 * GB, 8 * GB, ANY);
    MemoryNeed small = new MemoryNeed(300, 4, 3, false);
    assertThatCode(() -> small.require(List.of(driver(8 * GB), worker, worker), 500))
        .doesNotThrowAnyException();
  }

  @Test
  void workersOfAMachineShareItAndNoMoreTasksThanSectionsWork() {
    ProcessMemory worker = new ProcessMemory("there", false, 4, GB, 5 * GB, ANY);
    List<ProcessMemory> both = List.of(driver(9 * GB), worker, worker);
    MemoryNeed need = need(1, false);
    assertThatCode(() -> need.require(both, 2)).doesNotThrowAnyException();
    assertThatThrownBy(() -> need.require(both, 100))
        .hasMessageContaining("beside Java for 8 tasks at once): found 5.0 GB")
        .hasMessageContaining("fewer tasks at once");
  }

  @Test
  void aContainerGrantsItsOverheadAlone() {
    ProcessMemory worker = new ProcessMemory("there", false, 1, GB, 64 * GB, 384L << 20);
    assertThatThrownBy(() -> need(1, false).require(List.of(driver(9 * GB), worker), 100))
        .hasMessageContaining("beside the Java heap of a worker, for one task at a time")
        .hasMessageContaining("--conf spark.executor.memoryOverhead=");
  }

  @Test
  void framesNeedHeapOfTheDriver() {
    assertThatCode(() -> MemoryNeed.requireHeap(driver(ANY), 1_000_000)).doesNotThrowAnyException();
    assertThatThrownBy(() -> MemoryNeed.requireHeap(driver(ANY), 100_000_000))
        .hasMessage(
            "the driver needs 8.3 GB of Java heap for 100000000 frames: found 1.0 GB, expected"
                + " --driver-memory 7930m, or fewer frames, such as @::10");
  }
}
