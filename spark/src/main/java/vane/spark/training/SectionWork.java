package vane.spark.training;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import vane.equivariant.fit.ChosenFrame;
import vane.io.xyz.FrameLocation;
import vane.io.xyz.FrameLocations;
import vane.spark.frames.FrameRange;
import vane.validation.HeldOutBlocks.Use;

/**
 * A section of the training frames, as a task is told of it.
 *
 * @param number of the section, from zero
 * @param parts its frames, in order
 */
record SectionWork(int number, List<Part> parts) implements Serializable {

  /** Copies the parts, into a list that can be sent. */
  SectionWork {
    parts = new ArrayList<>(parts);
  }

  /**
   * Frames of one range.
   *
   * @param range the range
   * @param places the numbers of the frames among those of the range, increasing
   * @param patterns for each frame, which of the elements' patterns tells what is learnt of it
   */
  record Part(FrameRange range, int[] places, short[] patterns) implements Serializable {}

  /** How many frames it has. */
  int frames() {
    return parts.stream().mapToInt(part -> part.places().length).sum();
  }

  /**
   * Reads the frames.
   *
   * @param names where they have what is learnt
   * @param patterns {@code [pattern][elements]}: what is learnt of a frame
   */
  Frames read(LabelNames names, boolean[][] patterns, Configuration hadoop) {
    List<ChosenFrame> chosen = new ArrayList<>();
    List<FrameLocation> locations = new ArrayList<>();
    for (Part part : parts) {
      RangeExamples found = RangeExamples.read(part.range(), names, hadoop);
      for (int i = 0; i < part.places().length; i++) {
        int place = part.places()[i];
        if (place >= found.examples().size()) {
          throw new IllegalStateException(
              part.range() + ": it has fewer frames than before: it changed while it was read");
        }
        // What a frame is for does not matter to what is asked of it.
        chosen.add(
            new ChosenFrame(found.examples().get(place), patterns[part.patterns()[i]], Use.FIT));
        locations.add(found.locations().get(place));
      }
    }
    return new Frames(chosen, new FrameLocations(locations));
  }

  /** Frames and where they are. */
  record Frames(List<ChosenFrame> chosen, FrameLocations locations) {
    /** Does something with the frames; an error in one of them names its file and frame. */
    <T> T naming(Supplier<T> work) {
      return locations.naming(work);
    }
  }
}
