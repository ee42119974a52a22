package vane.spark.frames;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.RawLocalFileSystem;
import vane.io.xyz.Frame;
import vane.io.xyz.TrajectoryPath;

/** Frames as text that shows all that they hold, to compare them. */
public final class ReadFrames {
  /** Without checksums of local files, which take most of the time to open one. */
  static final Configuration HADOOP = new Configuration();

  static {
    HADOOP.set("fs.file.impl", RawLocalFileSystem.class.getName());
  }

  private ReadFrames() {}

  /** What the ordinary reader reads. */
  static List<String> ordinary(String path) {
    try (Stream<Frame> frames = TrajectoryPath.parse(path).frames()) {
      return frames.map(ReadFrames::shown).toList();
    }
  }

  /** What the ranges of an index hold. */
  static List<String> of(FrameIndex index, int framesEach) {
    return of(index, framesEach, false, new ArrayList<>());
  }

  static List<String> of(
      FrameIndex index, int framesEach, boolean skipBadFrames, List<BadFrame> refused) {
    FrameReader reader = new FrameReader(HADOOP, skipBadFrames);
    List<String> shown = new ArrayList<>();
    for (FrameRange range : index.ranges(framesEach)) {
      reader.read(range, frame -> shown.add(shown(frame)), refused::add);
    }
    return shown;
  }

  /**
   * All that a frame holds; doubles as Java writes them, which tells every bit but those of NaN.
   */
  public static String shown(Frame frame) {
    StringBuilder text = new StringBuilder();
    Path file = frame.location().file();
    text.append(file).append(' ').append(frame.location().frame()).append(' ');
    text.append(frame.location().line()).append(' ').append(frame.structure().elements());
    text.append(frame.isotopes()).append(Arrays.toString(frame.structure().positions()));
    frame
        .structure()
        .cell()
        .ifPresent(
            cell ->
                text.append(Arrays.toString(cell.vectors()))
                    .append(cell.isPeriodic(0))
                    .append(cell.isPeriodic(1))
                    .append(cell.isPeriodic(2)));
    frame
        .info()
        .forEach(
            (key, value) ->
                text.append('|').append(key).append(value.isFlag() ? "" : "=").append(value));
    frame
        .columns()
        .forEach(
            column ->
                text.append('|')
                    .append(column)
                    .append(
                        switch (column.type()) {
                          case REAL -> Arrays.toString(column.reals());
                          case INTEGER -> Arrays.toString(column.integers());
                          case LOGICAL -> Arrays.toString(column.logicals());
                          case STRING -> Arrays.toString(column.strings());
                        }));
    return text.toString();
  }
}
