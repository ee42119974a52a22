package vane.io.xyz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vane.io.foreign.CalculatedStructure;
import vane.io.foreign.ForeignFormat;
import vane.io.foreign.GradientFile;
import vane.structure.LabelledStructure;

/** The frames of a {@link GradientFile}: the column {@code forces} and the key {@code energy}. */
final class CalculatedFrames {
  private CalculatedFrames() {}

  /**
   * Reads a file.
   *
   * @param format its format
   * @param file its path
   * @param lines its lines, none of them read
   * @return its frames, at least one
   * @throws vane.FileFormatException if the file is not as it must be
   * @throws IOException if it cannot be read
   */
  static List<Frame> read(ForeignFormat format, Path file, LineSource lines) throws IOException {
    List<Frame> frames = new ArrayList<>();
    for (CalculatedStructure calculated :
        GradientFile.read(
            format, file, () -> lines.readLine() ? Optional.of(lines.text()) : Optional.empty())) {
      LabelledStructure labelled = calculated.labelled();
      frames.add(
          Frame.of(
              labelled.structure(),
              List.of(Column.reals(ForceColumn.byDefault().name(), 3, labelled.forces())),
              Map.of("energy", InfoValue.of(labelled.energy().orElseThrow())),
              new FrameLocation(file, frames.size(), calculated.line())));
    }
    return frames;
  }
}
