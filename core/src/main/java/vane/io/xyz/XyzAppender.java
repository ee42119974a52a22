package vane.io.xyz;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import vane.PlainReason;
import vane.io.output.DiskException;
import vane.io.output.OutputFileException;
import vane.io.output.PendingFile;
import vane.io.pipe.PipeTarget;

/**
 * Writes extended XYZ frame by frame under its own name, so that nothing is lost when a long run is
 * stopped: each frame is handed to the system as soon as it is written.
 *
 * <p>Not safe for use by several threads. {@link XyzWriter} is for files that are whole or not
 * there.
 */
public final class XyzAppender implements AutoCloseable {
  private final Path file;
  private final WritableByteChannel channel;

  private XyzAppender(Path file, WritableByteChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Begins a file, over one of that name if there is one.
   *
   * @param file where the frames go
   * @return a writer
   * @throws OutputFileException if the file cannot be written, or its name ends in {@code .gz}
   */
  public static XyzAppender create(Path file) {
    requirePossible(file);
    Optional<PipeTarget> pipe = PipeTarget.of(file);
    try {
      if (pipe.isPresent()) {
        return new XyzAppender(file, Channels.newChannel(pipe.get().open()));
      }
      return new XyzAppender(
          file,
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE));
    } catch (IOException refused) {
      throw new OutputFileException(file, PlainReason.ofSystem(refused), refused);
    }
  }

  /**
   * Makes sure that a file can be begun, and leaves one of that name as it is.
   *
   * @param file where the frames will go
   * @throws OutputFileException as {@link #create} does
   */
  public static void requirePossible(Path file) {
    if (file.toString().toLowerCase(Locale.ROOT).endsWith(".gz")) {
      throw new OutputFileException(
          file, "it grows frame by frame, expected a name that does not end in .gz");
    }
    PendingFile.requireWritable(file);
  }

  /**
   * Goes on with a file that was written before. What stands behind its whole frames is dropped.
   *
   * @param whole what of it is whole
   * @return a writer at the end of the whole frames
   * @throws OutputFileException if the file cannot be written
   * @throws DiskException if the disk fails
   */
  public static XyzAppender resume(WholeFrames whole) {
    Path file = whole.file();
    FileChannel channel;
    try {
      channel = FileChannel.open(file, StandardOpenOption.WRITE);
    } catch (IOException refused) {
      throw new OutputFileException(file, PlainReason.ofSystem(refused), refused);
    }
    try {
      channel.truncate(whole.bytes());
      channel.position(whole.bytes());
      return new XyzAppender(file, channel);
    } catch (IOException failed) {
      throw new DiskException(file, failed);
    }
  }

  /**
   * Writes a frame behind those written before.
   *
   * @param frame the frame
   * @throws DiskException if the disk fails or is full
   * @throws vane.io.pipe.ClosedPipeException if nobody reads a pipe any more
   */
  public void write(Frame frame) {
    ByteBuffer bytes = ByteBuffer.wrap(XyzWriter.text(frame).getBytes(StandardCharsets.UTF_8));
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException failed) {
      throw new DiskException(file, failed);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException failed) {
      throw new DiskException(file, failed);
    }
  }
}
