package vane.spark.output;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.util.CollectionAccumulator;
import org.apache.spark.util.TaskCompletionListener;
import vane.io.xyz.Frame;
import vane.model.AtomStatus;
import vane.spark.frames.BadFrame;
import vane.spark.frames.FrameRange;
import vane.spark.frames.FrameReader;
import vane.spark.frames.NoticedStructure;
import vane.spark.frames.RangeFrames;

/** The frames of a part on a worker: read, worked on, and counted at the end. */
final class PartFrames implements Iterator<Frame> {
  private final int part;
  private final CollectionAccumulator<PartCount> counts;
  private final EnumMap<AtomStatus, Long> statuses = new EnumMap<>(AtomStatus.class);
  private final Iterator<Frame> frames;
  private long read;
  private long atoms;
  private long badFrames;
  private BadFrame firstBad;
  private final List<NoticedStructure> noticed = new ArrayList<>();
  private boolean told;

  PartFrames(
      int part,
      List<FrameRange> ranges,
      Configuration hadoop,
      boolean skipBadFrames,
      FrameWork work,
      CollectionAccumulator<PartCount> counts) {
    this.part = part;
    this.counts = counts;
    FrameReader reader = new FrameReader(hadoop, skipBadFrames);
    this.frames = work.on(new Ranges(reader, ranges.iterator()), statuses);
  }

  private void refuse(BadFrame bad) {
    badFrames++;
    firstBad = firstBad == null ? bad : firstBad;
  }

  @Override
  public boolean hasNext() {
    boolean more = frames.hasNext();
    if (!more && !told) {
      told = true;
      counts.add(new PartCount(part, read, atoms, statuses, badFrames, firstBad, noticed));
    }
    return more;
  }

  @Override
  public Frame next() {
    Frame frame = frames.next();
    read++;
    atoms += frame.structure().size();
    return frame;
  }

  /** The frames of one range after another. */
  private final class Ranges implements Iterator<Frame> {
    private final FrameReader reader;
    private final Iterator<FrameRange> ranges;
    private RangeFrames current;
    private int source;
    private long number;

    Ranges(FrameReader reader, Iterator<FrameRange> ranges) {
      this.reader = reader;
      this.ranges = ranges;
      TaskContext.get()
          .addTaskCompletionListener(
              (TaskCompletionListener)
                  task -> {
                    if (current != null) {
                      current.close();
                    }
                  });
    }

    @Override
    public boolean hasNext() {
      while (current == null || !current.hasNext()) {
        if (current != null) {
          current.close();
          current = null;
        }
        if (!ranges.hasNext()) {
          return false;
        }
        FrameRange next = ranges.next();
        source = next.source();
        number = next.number();
        current = reader.open(next, PartFrames.this::refuse);
      }
      return true;
    }

    @Override
    public Frame next() {
      if (!hasNext()) {
        throw new NoSuchElementException("no frame left");
      }
      Frame frame = current.next();
      NoticedStructure.of(source, number++, frame.structure()).ifPresent(noticed::add);
      return frame;
    }
  }
}
