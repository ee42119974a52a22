package vane.cli.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong now = new AtomicLong();
  private final StringWriter log = new StringWriter();

  @Test
  void shortWorkLeavesNoLines() {
    try (LineProgress progress = lines(3)) {
      for (int i = 0; i < 3; i++) {
        now.addAndGet(SECOND);
        progress.advance(1);
      }
    }
    assertThat(log.toString()).isEmpty();
  }

  @Test
  void longWorkTellsRateAndRemainingTime() {
    try (LineProgress progress = lines(100)) {
      for (int i = 0; i < 100; i++) {
        now.addAndGet(SECOND / 4);
        progress.advance(1);
      }
    }
    assertThat(log.toString().lines())
        .containsExactly(
            "fit: 40 of 100, 4.00 a second, 15 s left",
            "fit: 80 of 100, 4.00 a second, 5 s left",
            "fit: 100 of 100 in 25 s");
  }

  @Test
  void slowWorkTellsMinutesAndHours() {
    try (LineProgress progress = lines(100)) {
      now.addAndGet(100 * SECOND);
      progress.advance(1);
      now.addAndGet(100 * SECOND);
      progress.advance(79);
    }
    assertThat(log.toString().lines())
        .containsExactly(
            "fit: 1 of 100, 0.0100 a second, 2.8 h left",
            "fit: 80 of 100, 0.400 a second, 50 s left",
            "fit: 80 of 100 in 3 min");
  }

  @Test
  void barShowsTaskCountAndRate() {
    ByteArrayOutputStream drawn = new ByteArrayOutputStream();
    PrintStream terminal = new PrintStream(drawn, true, StandardCharsets.UTF_8);
    try (Progress progress = new BarProgress("fit", 40, terminal)) {
      progress.advance(40);
    }
    assertThat(drawn.toString(StandardCharsets.UTF_8)).contains("fit", "40/40", "/s");
  }

  @Test
  void workOfUnknownLengthTellsWhatIsDone() {
    try (LineProgress progress = lines(0)) {
      now.addAndGet(20 * SECOND);
      progress.advance(40);
      now.addAndGet(SECOND);
      progress.advance(2);
    }
    assertThat(log.toString().lines())
        .containsExactly("fit: 40 done, 2.00 a second", "fit: 42 in 21 s");
  }

  @Test
  void onATerminalWorkOfUnknownLengthStaysOnOneLine() {
    ByteArrayOutputStream drawn = new ByteArrayOutputStream();
    PrintStream terminal = new PrintStream(drawn, true, StandardCharsets.UTF_8);
    try (Progress progress = new CountProgress("fit", terminal, now::get)) {
      now.addAndGet(SECOND);
      progress.advance(40);
    }
    String line = drawn.toString(StandardCharsets.UTF_8);
    assertThat(line).contains("fit ...", "fit: 40 done, 40.0/s", "fit: 40 done in 1.0 s");
    assertThat(line.chars().filter(c -> c == '\n')).hasSize(1);
  }

  private LineProgress lines(long total) {
    return new LineProgress("fit", total, new PrintWriter(log), now::get);
  }
}
