package vane.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcessUseTest {
  @Test
  void theTimeOfProcessorsGrows() {
    OptionalDouble before = ProcessUse.cpuSeconds();
    double sum = 0;
    for (int i = 1; i < 50_000_000; i++) {
      sum += 1.0 / i;
    }
    assertThat(sum).isGreaterThan(1);
    OptionalDouble after = ProcessUse.cpuSeconds();
    assertThat(before.isPresent()).isEqualTo(after.isPresent());
    assertThat(after.orElse(1)).isGreaterThan(before.orElse(0));
  }

  /** A Java machine holds more than 10 MB and less than 100 GB. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void memoryIsInBytes() {
    assertThat(ProcessUse.peakMemoryBytes().orElseThrow()).isBetween(10_000_000L, 100_000_000_000L);
  }
}
