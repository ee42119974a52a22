package vane.cli.training;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import vane.Plural;
import vane.parallel.ProcessUse;

/** Measures what a piece of work takes, from its making on. */
final class CostWatch {
  private final long begin = System.nanoTime();
  private final OptionalDouble cpuBefore = ProcessUse.cpuSeconds();

  /**
   * What was taken so far.
   *
   * @param threads the threads that worked
   * @return such as {@code 3.2 s, 5.9 s of processors (2 threads), at most 410 MB of memory}
   */
  String text(int threads) {
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - begin) / 1e9));
    OptionalDouble cpu = ProcessUse.cpuSeconds();
    if (cpu.isPresent() && cpuBefore.isPresent()) {
      text.append(
          String.format(
              Locale.ROOT,
              ", %.1f s of processors (%s)",
              cpu.getAsDouble() - cpuBefore.getAsDouble(),
              Plural.of(threads, "thread")));
    }
    OptionalLong memory = ProcessUse.peakMemoryBytes();
    if (memory.isPresent()) {
      text.append(
          String.format(Locale.ROOT, ", at most %.0f MB of memory", memory.getAsLong() / 1e6));
    }
    return text.toString();
  }
}
