package vane.spark.output;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.util.CollectionAccumulator;
import org.apache.spark.util.SerializableConfiguration;
import scala.Tuple2;
import vane.InputException;
import vane.Plural;
import vane.io.xyz.Frame;
import vane.io.xyz.XyzWriter;
import vane.model.AtomStatus;
import vane.spark.cluster.SparkRun;
import vane.spark.frames.FrameIndex;
import vane.spark.frames.FrameRange;
import vane.spark.frames.NoticedStructure;
import vane.spark.table.FrameFolder;
import vane.spark.table.FrameRow;
import vane.spark.table.TableSchema;

/** Writes the frames of an index into a folder, perhaps with something done to them. */
public final class FrameOutput {
  private final OutputFolder folder;
  private final FrameFolder.Layout layout;
  private final PartCount total;
  private final List<String> warnings;

  private FrameOutput(
      OutputFolder folder, FrameFolder.Layout layout, PartCount total, List<String> warnings) {
    this.folder = folder;
    this.layout = layout;
    this.total = total;
    this.warnings = warnings;
  }

  /**
   * Reads, works and writes on the workers.
   *
   * @param run the cluster
   * @param stage what is done, in a word or two
   * @param index the frames
   * @param partFrames the most frames of a task and a file
   * @param skipBadFrames whether frames that are not as they must be are left out
   * @param work what is done with the frames
   * @param folder where they go
   * @param layout how they are kept
   * @return what was written
   * @throws InputException if a frame is not as it must be, or none is left
   * @throws IOException if the folder cannot be written
   */
  public static FrameOutput write(
      SparkRun run,
      String stage,
      FrameIndex index,
      int partFrames,
      boolean skipBadFrames,
      FrameWork work,
      OutputFolder folder,
      FrameFolder.Layout layout)
      throws IOException {
    List<List<FrameRange>> parts = index.parts(partFrames);
    long[] frames =
        parts.stream()
            .mapToLong(part -> part.stream().mapToLong(FrameRange::frames).sum())
            .toArray();
    folder.begin(layout, run.hadoop());
    Broadcast<SerializableConfiguration> hadoop =
        run.context().broadcast(new SerializableConfiguration(run.hadoop()));
    // Each count bears the number of its part, so that one that comes twice counts once.
    CollectionAccumulator<PartCount> counts = run.context().sc().collectionAccumulator();
    JavaRDD<Frame> worked =
        run.context()
            .parallelize(parts, parts.size())
            .mapPartitionsWithIndex(
                (part, ranges) ->
                    new PartFrames(
                        part, ranges.next(), hadoop.value().value(), skipBadFrames, work, counts),
                true);
    run.stage(
        stage,
        frames,
        () -> {
          save(run, worked, folder, layout);
          return null;
        });
    hadoop.destroy();
    Map<Integer, PartCount> byPart = new TreeMap<>();
    counts.value().forEach(count -> byPart.putIfAbsent(count.part(), count));
    PartCount total = byPart.values().stream().reduce(PartCount.nothing(), PartCount::and);
    if (total.frames() == 0) {
      throw new InputException(
          total.firstBad().message() + "; no frame is left, expected at least one good frame");
    }
    FrameFolder.finish(folder.path(), layout, total.frames(), run.hadoop());
    return new FrameOutput(
        folder, layout, total, NoticedStructure.warnings(total.noticed(), index.sources()));
  }

  private static void save(
      SparkRun run, JavaRDD<Frame> frames, OutputFolder folder, FrameFolder.Layout layout) {
    if (layout == FrameFolder.Layout.PARQUET) {
      JavaRDD<Row> rows = frames.mapPartitions(FrameOutput::rows, true);
      run.session()
          .createDataFrame(rows, TableSchema.SCHEMA)
          .write()
          .mode(SaveMode.Append)
          .parquet(folder.path().toString());
    } else {
      frames
          .mapToPair(
              frame ->
                  new Tuple2<>(
                      NullWritable.get(),
                      new BytesWritable(XyzWriter.text(frame).getBytes(StandardCharsets.UTF_8))))
          .saveAsNewAPIHadoopFile(
              folder.path().toString(),
              NullWritable.class,
              BytesWritable.class,
              XyzParts.class,
              run.hadoop());
    }
  }

  private static Iterator<Row> rows(Iterator<Frame> frames) {
    return new Iterator<>() {
      private long row;

      @Override
      public boolean hasNext() {
        return frames.hasNext();
      }

      @Override
      public Row next() {
        return FrameRow.of(frames.next(), row++);
      }
    };
  }

  /**
   * Tells what was written and left out, and what looks wrong.
   *
   * @param remarks takes one line after another
   */
  public void tell(Consumer<String> remarks) {
    warnings.forEach(warning -> remarks.accept("warning: " + warning));
    remarks.accept(
        "wrote "
            + Plural.of(total.frames(), "frame")
            + " with "
            + Plural.of(total.atoms(), "atom")
            + " to "
            + folder
            + " ("
            + layout.label()
            + ")");
    for (Map.Entry<AtomStatus, Long> each : total.statuses().entrySet()) {
      if (each.getKey() != AtomStatus.OK) {
        remarks.accept(
            Plural.of(each.getValue(), "atom") + " with the status " + each.getKey().label());
      }
    }
    if (total.badFrames() > 0) {
      remarks.accept(
          "warning: left out "
              + Plural.of(total.badFrames(), "frame")
              + " not as a frame must be, the first: "
              + total.firstBad());
    }
  }
}
