package vane.spark.selection;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import vane.InputException;
import vane.cli.data.SelectedFrames;
import vane.design.Candidate;
import vane.design.Choice;
import vane.design.Information;
import vane.engines.selection.InformativeFrames;
import vane.io.xyz.Frame;
import vane.io.xyz.FrameLocation;
import vane.io.xyz.FrameLocations;
import vane.model.ForceModel;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.spark.cluster.WorkerModel;
import vane.spark.frames.BadFrame;
import vane.spark.frames.FrameRange;
import vane.spark.frames.FrameReader;
import vane.spark.frames.NoticedStructure;
import vane.spark.frames.RangeFrames;

/** What tasks do with a part of the pool. */
final class PoolPart {
  /** Frames that are described together, and the atoms after which there are enough. */
  private static final int BATCH = 64;

  private static final int BATCH_ATOMS = 5_000;

  private PoolPart() {}

  /**
   * What the driver is told of a part.
   *
   * @param gains what each frame tells
   * @param atoms how many atoms each has
   * @param files the files they come from, in order
   * @param noticed structures that are looked at for units that look wrong
   * @param bad how many frames were left out
   * @param firstBad why the first of these was; empty if there is none
   */
  record Seen(
      double[] gains,
      int[] atoms,
      List<String> files,
      List<NoticedStructure> noticed,
      long bad,
      String firstBad)
      implements Serializable {}

  /**
   * A frame that was asked for.
   *
   * @param number its number in the pool
   * @param rows of its atoms, by element
   */
  record Described(int number, double[][] rows) implements Serializable {}

  /**
   * A frame that was chosen, as it is written.
   *
   * @param number its number in the pool
   * @param text extended XYZ
   * @param file where it was read
   * @param frame its number there
   * @param line its line there
   */
  record Written(int number, String text, String file, int frame, long line)
      implements Serializable {
    FrameLocation location() {
      return new FrameLocation(java.nio.file.Path.of(file), frame, line);
    }
  }

  /**
   * Frames of a part that are asked for.
   *
   * @param ranges the part
   * @param firstNumber the number of its first frame in the pool
   * @param places the frames among those of the part, increasing
   * @param gains the gain of each, where they were chosen
   */
  record Wanted(ArrayList<FrameRange> ranges, int firstNumber, int[] places, double[] gains)
      implements Serializable {}

  /** Looks at all frames of a part. */
  static Seen seen(
      List<FrameRange> ranges,
      WorkerModel model,
      double[][] factors,
      boolean skipBadFrames,
      Configuration hadoop) {
    Information known = Information.of(factors);
    List<Double> gains = new ArrayList<>();
    List<Integer> atoms = new ArrayList<>();
    Set<String> files = new LinkedHashSet<>();
    List<NoticedStructure> noticed = new ArrayList<>();
    List<BadFrame> bad = new ArrayList<>();
    ForceModel opened = model.open();
    try (WorkerPool pool = new WorkerPool(1)) {
      InformativeFrames informative = InformativeFrames.of(opened, model.name());
      Batch batch =
          new Batch(
              frames ->
                  describe(informative, frames, pool)
                      .forEach(candidate -> gains.add(known.gain(candidate))));
      FrameReader reader = new FrameReader(hadoop, skipBadFrames);
      for (FrameRange range : ranges) {
        long[] number = {range.number()};
        reader.read(
            range,
            frame -> {
              opened.requireKnown(frame.structure(), frame.location().toString());
              NoticedStructure.of(range.source(), number[0]++, frame.structure())
                  .ifPresent(noticed::add);
              atoms.add(frame.structure().size());
              files.add(frame.location().file().toString());
              batch.add(frame);
            },
            bad::add);
      }
      batch.end();
    }
    return new Seen(
        gains.stream().mapToDouble(Double::doubleValue).toArray(),
        atoms.stream().mapToInt(Integer::intValue).toArray(),
        new ArrayList<>(files),
        noticed,
        bad.size(),
        bad.isEmpty() ? "" : bad.get(0).message());
  }

  private static List<Candidate> describe(
      InformativeFrames informative, List<Frame> frames, WorkerPool pool) {
    return FrameLocations.of(frames)
        .naming(
            () ->
                informative.candidates(
                    frames.stream().map(Frame::structure).toList(), pool, ProgressListener.SILENT));
  }

  /** Describes the frames that are asked for. */
  static List<Described> described(
      Wanted wanted, WorkerModel model, boolean skipBadFrames, Configuration hadoop) {
    List<Described> described = new ArrayList<>();
    try (WorkerPool pool = new WorkerPool(1)) {
      InformativeFrames informative = InformativeFrames.of(model.open(), model.name());
      Batch batch =
          new Batch(
              frames ->
                  describe(informative, frames, pool)
                      .forEach(
                          candidate ->
                              described.add(
                                  new Described(
                                      wanted.firstNumber() + wanted.places()[described.size()],
                                      candidate.rows()))));
      read(wanted, skipBadFrames, hadoop, batch::add);
      batch.end();
    }
    return described;
  }

  /** The texts of frames that were chosen. */
  static List<Written> written(Wanted wanted, boolean skipBadFrames, Configuration hadoop) {
    List<Written> written = new ArrayList<>();
    read(
        wanted,
        skipBadFrames,
        hadoop,
        frame -> {
          int next = written.size();
          int number = wanted.firstNumber() + wanted.places()[next];
          FrameLocation at = frame.location();
          written.add(
              new Written(
                  number,
                  SelectedFrames.text(frame, new Choice(number, wanted.gains()[next])),
                  at.file().toString(),
                  at.frame(),
                  at.line()));
        });
    return written;
  }

  /** Reads up to the last frame that is asked for. */
  private static void read(
      Wanted wanted, boolean skipBadFrames, Configuration hadoop, Consumer<Frame> frames) {
    FrameReader reader = new FrameReader(hadoop, skipBadFrames);
    int place = 0;
    int next = 0;
    for (FrameRange range : wanted.ranges()) {
      if (next == wanted.places().length) {
        return;
      }
      try (RangeFrames read = reader.open(range, bad -> {})) {
        while (next < wanted.places().length && read.hasNext()) {
          Frame frame = read.next();
          if (place++ == wanted.places()[next]) {
            frames.accept(frame);
            next++;
          }
        }
      }
    }
    if (next < wanted.places().length) {
      throw new InputException(
          wanted.ranges().get(0)
              + ": it has fewer frames than before: it changed while it was read");
    }
  }

  /** Frames that are described together. */
  private static final class Batch {
    private final Consumer<List<Frame>> work;
    private final List<Frame> frames = new ArrayList<>();
    private int atoms;

    Batch(Consumer<List<Frame>> work) {
      this.work = work;
    }

    void add(Frame frame) {
      frames.add(frame);
      atoms += frame.structure().size();
      if (frames.size() == BATCH || atoms >= BATCH_ATOMS) {
        end();
      }
    }

    void end() {
      if (!frames.isEmpty()) {
        work.accept(List.copyOf(frames));
        frames.clear();
        atoms = 0;
      }
    }
  }
}
