package vane.spark.table;

import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.ParquetRuntimeException;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import vane.PlainReason;
import vane.io.xyz.Frame;

/** Reads frames from a file of a table. Not safe for several threads. */
public final class TableRows implements AutoCloseable {
  private final ParquetReader<FrameRecord> reader;
  private final long first;
  private final int step;

  private TableRows(ParquetReader<FrameRecord> reader, long first, int step) {
    this.reader = reader;
    this.first = first;
    this.step = step;
  }

  /**
   * The number of rows of a file, read from its end.
   *
   * @param file the file
   * @param hadoop how files are opened
   * @return the number of frames
   * @throws IOException if the file cannot be read
   */
  public static long count(Path file, Configuration hadoop) throws IOException {
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(file, hadoop))) {
      return reader.getRecordCount();
    }
  }

  /**
   * Opens rows. Groups and pages of rows that are not wanted are passed over.
   *
   * @param file the file
   * @param first the number of the first row
   * @param end the number behind the last row
   * @param step how far from one row to the next
   * @param hadoop how files are opened
   * @return the rows
   * @throws IOException if the file cannot be opened
   */
  public static TableRows open(Path file, long first, long end, int step, Configuration hadoop)
      throws IOException {
    FilterPredicate wanted =
        FilterApi.and(
            FilterApi.gtEq(FilterApi.longColumn(TableSchema.ROW), first),
            FilterApi.lt(FilterApi.longColumn(TableSchema.ROW), end));
    return new TableRows(
        ParquetReader.builder(new FrameReadSupport(), file)
            .withConf(hadoop)
            .withFilter(FilterCompat.get(wanted))
            .build(),
        first,
        step);
  }

  /**
   * Reads the next frame.
   *
   * @return the frame with the location that it had where it came from; nothing behind the last
   * @throws IOException if the file cannot be read, or is none that {@link FrameRow} made rows of
   */
  public Optional<Frame> next() throws IOException {
    try {
      for (FrameRecord record = reader.read(); record != null; record = reader.read()) {
        if ((record.row() - first) % step == 0) {
          return Optional.of(record.frame());
        }
      }
      return Optional.empty();
    } catch (ParquetRuntimeException damaged) {
      throw new IOException("it is damaged: " + PlainReason.of(damaged), damaged);
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
