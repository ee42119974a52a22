package vane.spark.table;

import java.io.IOException;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import vane.io.xyz.Frame;

/** Reads frames from a file of a table. */
public final class TableRows {
  private TableRows() {}

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
   * Reads rows in their order. Groups and pages of rows that are not wanted are passed over.
   *
   * @param file the file
   * @param first the number of the first row
   * @param end the number behind the last row
   * @param step how far from one row to the next
   * @param hadoop how files are opened
   * @param frames takes the frames, with the locations that they had where they came from
   * @throws IOException if the file cannot be read, or is none that {@link FrameRow} made rows of
   */
  public static void read(
      Path file, long first, long end, int step, Configuration hadoop, Consumer<Frame> frames)
      throws IOException {
    FilterPredicate wanted =
        FilterApi.and(
            FilterApi.gtEq(FilterApi.longColumn(TableSchema.ROW), first),
            FilterApi.lt(FilterApi.longColumn(TableSchema.ROW), end));
    try (ParquetReader<FrameRecord> reader =
        ParquetReader.builder(new FrameReadSupport(), file)
            .withConf(hadoop)
            .withFilter(FilterCompat.get(wanted))
            .build()) {
      for (FrameRecord record = reader.read(); record != null; record = reader.read()) {
        if ((record.row() - first) % step == 0) {
          frames.accept(record.frame());
        }
      }
    }
  }
}
