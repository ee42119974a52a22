package vane.cli.data;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import vane.Plural;
import vane.cli.program.MessageOptions;
import vane.design.Choice;
import vane.io.xyz.Frame;
import vane.io.xyz.FrameLocation;
import vane.io.xyz.InfoValue;
import vane.io.xyz.XyzWriter;

/** The frames of a pool that were chosen: how they are written, and what is told of them. */
public final class SelectedFrames {
  private static final String GAIN = "vane_gain";
  private static final String FRAME = "vane_frame";

  private final List<Choice> choices;
  private final int poolSize;

  /**
   * Frames that were chosen.
   *
   * @param choices by the number of the frame in the pool, the most informative first
   * @param poolSize the number of frames in the pool
   */
  public SelectedFrames(List<Choice> choices, int poolSize) {
    this.choices = List.copyOf(choices);
    this.poolSize = poolSize;
  }

  /**
   * A frame as it is written.
   *
   * @param frame the frame as it was
   * @param choice how it was chosen
   * @return the frame with two more keys, as extended XYZ
   */
  public static String text(Frame frame, Choice choice) {
    return XyzWriter.text(
        frame
            .with(GAIN, InfoValue.of(choice.gain()))
            .with(FRAME, InfoValue.of(choice.candidate())));
  }

  /**
   * Writes the frames.
   *
   * @param out the file
   * @param text gives the text of a frame
   */
  public void write(Path out, Function<Choice, String> text) {
    try (XyzWriter writer = XyzWriter.create(out)) {
      choices.forEach(choice -> writer.writeText(text.apply(choice)));
      writer.commit();
    }
  }

  /**
   * Tells how the gain falls and where the frames come from.
   *
   * @param locations where a frame that was chosen was read, by its number in the pool
   * @param files all files of the pool, in order
   * @param wanted how many frames were asked for
   * @param out where they were written
   * @param messages where that is told
   */
  public void tell(
      IntFunction<FrameLocation> locations,
      List<Path> files,
      int wanted,
      Path out,
      MessageOptions messages) {
    messages.out().printf("%6s %12s  %s%n", "chosen", "gain", "frame");
    Map<Path, Integer> counts = new LinkedHashMap<>();
    for (int i = 0; i < choices.size(); i++) {
      FrameLocation location = locations.apply(choices.get(i).candidate());
      counts.merge(location.file(), 1, Integer::sum);
      if (isShown(i + 1) || i + 1 == choices.size()) {
        messages
            .out()
            .printf(Locale.ROOT, "%6d %12.4f  %s%n", i + 1, choices.get(i).gain(), location);
      }
    }
    messages.out().println();
    files.forEach(file -> counts.putIfAbsent(file, 0));
    counts.forEach(
        (path, chosen) -> messages.out().printf("%s from %s%n", Plural.of(chosen, "frame"), path));
    if (wanted > poolSize) {
      messages.remark(
          "the pool has only " + Plural.of(poolSize, "frame") + ": all of them were chosen");
    }
    messages.remark("wrote " + Plural.of(choices.size(), "frame") + " to " + out);
  }

  /** The numbers 1, 2, 5, 10, 20, 50 and so on: enough to see how the gain falls. */
  private static boolean isShown(int number) {
    int leading = number;
    while (leading % 10 == 0) {
      leading /= 10;
    }
    return leading == 1 || leading == 2 || leading == 5;
  }
}
