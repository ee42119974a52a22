package vane.io.xyz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vane.structure.Element;
import vane.structure.Structure;

/** Files whose program ended in the middle of a frame. */
class WholeFramesTest {
  @TempDir Path folder;

  private static Frame frame(double x) {
    return Frame.of(Structure.of(List.of(Element.of(1)), new double[] {x, 0, 0}));
  }

  @Test
  void whereverAFileIsCutItGoesOnBehindItsWholeFrames() throws IOException {
    Path file = folder.resolve("run.xyz");
    try (XyzAppender appender = XyzAppender.create(file)) {
      for (int f = 0; f < 4; f++) {
        appender.write(frame(f));
      }
    }
    byte[] all = Files.readAllBytes(file);
    for (int length = 0; length <= all.length; length++) {
      Files.write(file, Arrays.copyOf(all, length));
      int frames = 4 * length / all.length;
      assertThat(WholeFrames.of(file, 1).count()).as("of %d bytes", length).isEqualTo(frames);
      WholeFrames pairs = WholeFrames.of(file, 2);
      assertThat(pairs.count()).isEqualTo(frames / 2 * 2);
      if (pairs.count() > 0) {
        assertThat(pairs.last(2).get(1).structure().position(0, 0)).isEqualTo(pairs.count() - 1);
      }
      try (XyzAppender appender = XyzAppender.resume(pairs)) {
        for (long f = pairs.count(); f < 4; f++) {
          appender.write(frame(f));
        }
      }
      assertThat(Files.readAllBytes(file)).isEqualTo(all);
    }
  }

  @Test
  void whatIsNoTrajectoryIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("notes.txt"), "dear diary");
    assertThatThrownBy(() -> WholeFrames.of(file, 1))
        .isInstanceOf(XyzFormatException.class)
        .hasMessageContaining("dear diary")
        .hasMessageContaining("expected the number of atoms");
    assertThatThrownBy(() -> WholeFrames.of(folder, 1)).isInstanceOf(FileAccessException.class);
  }
}
