package vane.spark.output;

import java.io.IOException;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;

/** Files of extended XYZ, one for each task: the text of frame after frame. */
public final class XyzParts extends FileOutputFormat<NullWritable, BytesWritable> {
  /** The format, as Hadoop makes it. */
  public XyzParts() {}

  /** The folder is there already, with the note of what it is. */
  @Override
  public void checkOutputSpecs(JobContext job) {}

  @Override
  public RecordWriter<NullWritable, BytesWritable> getRecordWriter(TaskAttemptContext task)
      throws IOException {
    Path file = getDefaultWorkFile(task, ".xyz");
    FSDataOutputStream out = file.getFileSystem(task.getConfiguration()).create(file, false);
    return new RecordWriter<>() {
      @Override
      public void write(NullWritable key, BytesWritable frame) throws IOException {
        out.write(frame.getBytes(), 0, frame.getLength());
      }

      @Override
      public void close(TaskAttemptContext context) throws IOException {
        out.close();
      }
    };
  }
}
