package vane.parallel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** What this process has used of its machine so far, as far as the system tells. */
public final class ProcessUse {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String PEAK = "VmHWM:";

  private ProcessUse() {}

  /**
   * The time that processors have worked for this process, all its threads together.
   *
   * @return in seconds; empty if the system does not tell
   */
  public static OptionalDouble cpuSeconds() {
    return ProcessHandle.current()
        .info()
        .totalCpuDuration()
        .map((Duration time) -> OptionalDouble.of(time.toNanos() / 1e9))
        .orElse(OptionalDouble.empty());
  }

  /**
   * The most memory that this process has held at a time, inside and outside of the Java heap.
   *
   * @return in bytes; empty but on Linux
   */
  public static OptionalLong peakMemoryBytes() {
    if (!Files.isReadable(STATUS)) {
      return OptionalLong.empty();
    }
    try {
      return Files.readAllLines(STATUS, StandardCharsets.ISO_8859_1).stream()
          .filter(line -> line.startsWith(PEAK))
          .map(line -> line.replaceAll("\\D", ""))
          .filter(kibibytes -> !kibibytes.isEmpty())
          .mapToLong(kibibytes -> 1024 * Long.parseLong(kibibytes))
          .findFirst();
    } catch (IOException unreadable) {
      return OptionalLong.empty();
    }
  }
}
