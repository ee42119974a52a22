package vane.spark.frames;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import vane.InputException;
import vane.PlainReason;
import vane.io.xyz.FrameSlice;
import vane.io.xyz.FrameSliceException;
import vane.spark.table.TableRows;

/**
 * Which frames trajectories hold, found by a Spark job that reads no numbers.
 *
 * <p>The files are looked through in parts, at once. What is found does not depend on the parts: it
 * is what a reader finds that begins at the beginning. The index is held by the driver and takes 24
 * bytes for each 64 KiB of text, and next to nothing for tables.
 */
public final class FrameIndex {
  /** Tasks cost the driver time: many small files share them. */
  private static final int MOST_TASKS = 4000;

  private final List<Chosen> chosen;

  /** Frames of files that belong together. */
  private record Chosen(FrameSource source, List<IndexedFile> files) {
    int frames() {
      return files.stream().mapToInt(IndexedFile::frames).reduce(0, Math::addExact);
    }

    int first() {
      return source.slice().first(frames());
    }

    long count() {
      long first = first();
      long end = Math.min(source.slice().end(frames()), frames());
      int step = source.slice().step();
      return first < 0 || first >= end ? 0 : (end - first - 1) / step + 1;
    }
  }

  private FrameIndex(List<Chosen> chosen) {
    this.chosen = chosen;
  }

  /**
   * Looks through trajectories.
   *
   * @param spark the cluster
   * @param inputs trajectories as {@link FrameSource#parse} reads them
   * @param settings how to look
   * @return the index
   * @throws InputException if a file is not there, holds no frame, or breaks the format where
   *     frames begin and end; numbers are not looked at
   * @throws UncheckedIOException if a disk fails
   */
  public static FrameIndex of(
      JavaSparkContext spark, List<String> inputs, FrameIndexSettings settings) {
    Configuration hadoop = spark.hadoopConfiguration();
    List<FrameSource> sources = new ArrayList<>();
    try {
      for (String input : inputs) {
        sources.addAll(FrameSource.parse(input, hadoop));
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(PlainReason.ofSystem(failed), failed);
    }
    Map<String, List<FileSplit>> splits = new LinkedHashMap<>();
    for (FrameSource source : sources) {
      for (FileStatus file : source.files()) {
        splits.computeIfAbsent(
            file.getPath().toString(), uri -> splits(source, file, settings.splitBytes()));
      }
    }
    return of(open -> scan(spark, open, settings), sources, splits, settings, hadoop);
  }

  /**
   * As above, with parts that a test may have chosen.
   *
   * @param scan looks through parts
   * @param sources the trajectories
   * @param splits the parts of each file in order, by its URI
   * @param settings how to look
   * @param hadoop how files are opened
   * @return the index
   */
  static FrameIndex of(
      Function<List<FileSplit>, List<SplitFrames>> scan,
      List<FrameSource> sources,
      Map<String, List<FileSplit>> splits,
      FrameIndexSettings settings,
      Configuration hadoop) {
    Map<FileSplit, SplitFrames> found = new LinkedHashMap<>();
    splits.values().forEach(parts -> parts.forEach(part -> found.put(part, null)));
    Set<FileSplit> open = new LinkedHashSet<>(found.keySet());
    Map<String, List<FileSplit>> settled = new LinkedHashMap<>(splits);
    while (!open.isEmpty()) {
      List<FileSplit> wanted = List.copyOf(open);
      List<SplitFrames> results = scan.apply(wanted);
      for (int i = 0; i < wanted.size(); i++) {
        found.put(wanted.get(i), results.get(i));
      }
      open.clear();
      settled.replaceAll((uri, parts) -> joined(parts, found, open));
    }
    Map<String, IndexedFile> files = new LinkedHashMap<>();
    settled.forEach((uri, parts) -> files.put(uri, file(parts, found, settings, hadoop)));
    List<Chosen> chosen = new ArrayList<>();
    for (FrameSource source : sources) {
      Chosen each =
          new Chosen(
              source,
              source.files().stream().map(file -> files.get(file.getPath().toString())).toList());
      if (each.count() == 0) {
        throw FrameSliceException.outside(
            java.nio.file.Path.of(source.name()), source.slice(), each.frames());
      }
      chosen.add(each);
    }
    return new FrameIndex(List.copyOf(chosen));
  }

  static List<FileSplit> splits(FrameSource source, FileStatus file, long bytes) {
    String name = source.name(file);
    String uri = file.getPath().toString();
    List<FileSplit> splits = new ArrayList<>();
    long from = 0;
    if (!source.isTable()) {
      for (; file.getLen() - from > bytes; from += bytes) {
        splits.add(new FileSplit(name, uri, false, from, from + bytes, FileSplit.UNKNOWN));
      }
    }
    splits.add(
        new FileSplit(name, uri, source.isTable(), from, SplitFrames.END, FileSplit.UNKNOWN));
    return splits;
  }

  private static List<SplitFrames> scan(
      JavaSparkContext spark, List<FileSplit> splits, FrameIndexSettings settings) {
    Broadcast<SerializableConfiguration> hadoop =
        spark.broadcast(new SerializableConfiguration(spark.hadoopConfiguration()));
    long placeBytes = settings.placeBytes();
    boolean pastBadFrames = settings.skipBadFrames();
    try {
      return spark
          .parallelize(splits, Math.min(splits.size(), MOST_TASKS))
          .map(
              split ->
                  split.table()
                      ? SplitFrames.rows(
                          TableRows.count(
                              new org.apache.hadoop.fs.Path(split.uri()), hadoop.value().value()))
                      : SplitFrames.of(split, placeBytes, pastBadFrames, hadoop.value().value()))
          .collect();
    } finally {
      hadoop.destroy();
    }
  }

  /**
   * Compares where each part of a file begins with where the one before it ends.
   *
   * @param parts the parts
   * @param found what is in them
   * @param open takes those that must be looked through again
   * @return the parts with what is now known of their first frames
   */
  private static List<FileSplit> joined(
      List<FileSplit> parts, Map<FileSplit, SplitFrames> found, Set<FileSplit> open) {
    List<FileSplit> result = new ArrayList<>(parts);
    long expected = found.get(parts.get(0)).exit();
    // Behind a part without an end nothing can be said yet.
    for (int i = 1; i < parts.size() && expected != FileSplit.UNKNOWN; i++) {
      FileSplit part = parts.get(i);
      if (expected >= part.to()) {
        continue;
      }
      SplitFrames frames = found.get(part);
      if (frames.entry() != expected) {
        FileSplit known = part.withEntry(expected);
        result.set(i, known);
        if (!found.containsKey(known)) {
          open.add(known);
        }
        // Where a part ends seldom depends on where it begins.
        frames = found.getOrDefault(known, frames);
      }
      expected = frames.exit();
    }
    return result;
  }

  private static IndexedFile file(
      List<FileSplit> parts,
      Map<FileSplit, SplitFrames> found,
      FrameIndexSettings settings,
      Configuration hadoop) {
    List<SplitFrames> results = new ArrayList<>();
    long expected = FileSplit.UNKNOWN;
    for (FileSplit part : parts) {
      // Behind the end of a long frame no frame begins.
      if (expected < part.to()) {
        SplitFrames result = found.get(part);
        results.add(result);
        expected = result.exit();
        if (!result.failure().isEmpty()) {
          throw failure(IndexedFile.of(parts, results, settings.placeBytes()), result, hadoop);
        }
      }
    }
    return IndexedFile.of(parts, results, settings.placeBytes());
  }

  /** The error that the ordinary reader meets: what is no frame may come from a frame before it. */
  private static InputException failure(IndexedFile file, SplitFrames part, Configuration hadoop) {
    FrameReader reader = new FrameReader(hadoop, false);
    try {
      reader.read(file.upToLast(), frame -> {}, bad -> {});
    } catch (InputException error) {
      return error;
    }
    return new InputException(part.failure());
  }

  /**
   * The number of frames that were chosen, bad ones included.
   *
   * @return at least one
   */
  public long frames() {
    return chosen.stream().mapToLong(Chosen::count).sum();
  }

  /**
   * The number of frames that were chosen of one trajectory, bad ones included.
   *
   * @param source its place among {@link #sources}
   * @return at least one
   */
  public long frames(int source) {
    return chosen.get(source).count();
  }

  /**
   * The trajectories.
   *
   * @return in the order in which they were named; patterns give several
   */
  public List<FrameSource> sources() {
    return chosen.stream().map(Chosen::source).toList();
  }

  /**
   * The files that are on disks of this machine.
   *
   * @return their paths, for checks that none of them is written over
   */
  public List<java.nio.file.Path> localFiles() {
    return sources().stream()
        .flatMap(source -> source.files().stream())
        .map(file -> file.getPath().toUri())
        .filter(uri -> "file".equals(uri.getScheme()))
        .map(uri -> java.nio.file.Path.of(uri.getPath()))
        .toList();
  }

  /**
   * The chosen frames in ranges, in the order of files and frames. They depend on the files alone,
   * not on the cluster.
   *
   * @param framesEach the most frames of a range
   * @return the ranges; none reaches over two files
   */
  public List<FrameRange> ranges(int framesEach) {
    if (framesEach < 1) {
      throw new IllegalArgumentException(framesEach + " frames in a range, expected at least 1");
    }
    List<FrameRange> ranges = new ArrayList<>();
    for (int source = 0; source < chosen.size(); source++) {
      Chosen each = chosen.get(source);
      FrameSlice slice = each.source().slice();
      int step = slice.step();
      long end = Math.min(slice.end(each.frames()), each.frames());
      long next = each.first();
      long number = 0;
      long before = 0;
      for (IndexedFile file : each.files()) {
        long fileEnd = Math.min(end, before + file.frames());
        while (next < fileEnd) {
          long count = Math.min(framesEach, (fileEnd - next - 1) / step + 1);
          FrameRange range = file.range((int) (next - before), (int) count, step);
          ranges.add(range.in(source, number));
          number += count;
          next += count * step;
        }
        before += file.frames();
      }
    }
    return ranges;
  }

  /**
   * The chosen frames in parts for tasks, in the order of files and frames. They depend on the
   * files alone, not on the cluster.
   *
   * @param framesEach the most frames of a part; a compressed file is never taken apart, as each
   *     part would have to be decompressed from the beginning
   * @return the ranges of each part
   */
  public List<List<FrameRange>> parts(int framesEach) {
    List<List<FrameRange>> parts = new ArrayList<>();
    List<FrameRange> part = new ArrayList<>();
    long frames = 0;
    String file = "";
    for (FrameRange range : ranges(framesEach)) {
      boolean sameStream = range.kind() == FrameRange.Kind.COMPRESSED && range.uri().equals(file);
      if (!part.isEmpty() && !sameStream && frames + range.frames() > framesEach) {
        parts.add(List.copyOf(part));
        part.clear();
        frames = 0;
      }
      if (sameStream && part.get(part.size() - 1).isFollowedBy(range)) {
        part.set(part.size() - 1, part.get(part.size() - 1).with(range.frames()));
      } else {
        part.add(range);
      }
      frames += range.frames();
      file = range.uri();
    }
    parts.add(List.copyOf(part));
    return parts;
  }
}
