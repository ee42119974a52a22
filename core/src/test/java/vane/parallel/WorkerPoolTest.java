package vane.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WorkerPoolTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void runsEveryTaskOnce(int threads) {
    try (WorkerPool pool = new WorkerPool(threads)) {
      assertThat(pool.threads()).isEqualTo(threads);
      for (int tasks : new int[] {0, 1, 2, 7, 1000}) {
        AtomicIntegerArray runs = new AtomicIntegerArray(tasks);
        pool.run(tasks, runs::incrementAndGet);
        for (int i = 0; i < tasks; i++) {
          assertThat(runs.get(i)).as("task %d of %d", i, tasks).isEqualTo(1);
        }
      }
    }
  }

  @Test
  void oneThreadIsTheCallersAndGoesInOrder() {
    try (WorkerPool pool = new WorkerPool(1)) {
      Thread caller = Thread.currentThread();
      StringBuilder order = new StringBuilder();
      pool.run(
          5,
          i -> {
            assertThat(Thread.currentThread()).isSameAs(caller);
            order.append(i);
          });
      assertThat(order.toString()).isEqualTo("01234");
    }
  }

  @Test
  void asManyThreadsAsAskedForWorkAtOnce() {
    try (WorkerPool pool = new WorkerPool(3)) {
      CyclicBarrier all = new CyclicBarrier(3);
      Set<Thread> seen =
          Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
      pool.run(
          3,
          i -> {
            seen.add(Thread.currentThread());
            await(all);
          });
      assertThat(seen).hasSize(3).contains(Thread.currentThread());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void throwsWhatATaskThrewAndGoesOnWorking(int threads) {
    try (WorkerPool pool = new WorkerPool(threads)) {
      IllegalStateException broken = new IllegalStateException("task 3 is broken");
      assertThatIllegalStateException()
          .isThrownBy(() -> pool.run(10, i -> failAt(i, broken)))
          .isSameAs(broken);
      assertThatExceptionOfType(StackOverflowError.class)
          .isThrownBy(
              () ->
                  pool.run(
                      10,
                      i -> {
                        throw new StackOverflowError("as good as one");
                      }))
          .withMessage("as good as one");
      AtomicInteger sum = new AtomicInteger();
      pool.run(10, sum::addAndGet);
      assertThat(sum.get()).isEqualTo(45);
    }
  }

  private static void failAt(int task, RuntimeException failure) {
    if (task == 3) {
      throw failure;
    }
  }

  @Test
  void leavesOutWhatHasNotBegunWhenATaskFails() {
    try (WorkerPool pool = new WorkerPool(1)) {
      AtomicInteger begun = new AtomicInteger();
      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  pool.run(
                      1000,
                      i -> {
                        begun.incrementAndGet();
                        failAt(i, new IllegalStateException("enough"));
                      }));
      assertThat(begun.get()).isEqualTo(4);
    }
  }

  /** The caller's own task ends first; then it waits for the other, and is interrupted. */
  @Test
  void anInterruptedCallerSaysSoAndStaysInterrupted() {
    Thread caller = Thread.currentThread();
    CyclicBarrier both = new CyclicBarrier(2);
    CountDownLatch tested = new CountDownLatch(1);
    try (WorkerPool pool = new WorkerPool(2)) {
      try {
        assertThatIllegalStateException()
            .isThrownBy(
                () ->
                    pool.run(
                        2,
                        i -> {
                          await(both);
                          if (Thread.currentThread() == caller) {
                            caller.interrupt();
                          } else {
                            await(tested);
                          }
                        }))
            .withMessageContaining("interrupted");
      } finally {
        tested.countDown();
      }
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void closingEndsTheThreads() throws InterruptedException {
    Thread[] worker = new Thread[1];
    try (WorkerPool pool = new WorkerPool(2)) {
      CyclicBarrier both = new CyclicBarrier(2);
      Thread caller = Thread.currentThread();
      pool.run(
          2,
          i -> {
            if (Thread.currentThread() != caller) {
              worker[0] = Thread.currentThread();
            }
            await(both);
          });
      assertThat(worker[0].isAlive()).isTrue();
      assertThat(worker[0].isDaemon()).isTrue();
    }
    worker[0].join(TimeUnit.SECONDS.toMillis(30));
    assertThat(worker[0].isAlive()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void refusesLessThanOneThread(int threads) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WorkerPool(threads))
        .withMessage("threads " + threads + ", expected at least 1");
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (Exception failed) {
      throw new AssertionError(failed);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException failed) {
      // The pool is closed while this waits only if the test has failed already.
      throw new AssertionError(failed);
    }
  }
}
