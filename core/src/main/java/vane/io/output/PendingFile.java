package vane.io.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import vane.PlainReason;
import vane.io.pipe.PipeTarget;

/**
 * A file under a temporary name in its folder, until {@link #commit()} gives it its own.
 *
 * <p>{@link #close()} without a commit deletes it, and so does an orderly end of the program. A
 * half-written file never bears the name, and a file that was there before stays until then. What a
 * program left that was killed is deleted by the next one that writes the same file.
 *
 * <p>Pipes and descriptors get all bytes at once by the commit, and are not replaced. Not
 * thread-safe.
 */
public final class PendingFile implements AutoCloseable {
  private static final int MAX_ATTEMPTS = 1000;

  private final Path file;
  private final Path target;
  private final Optional<PipeTarget> pipe;
  private final Path temporary;
  private final FileChannel channel;
  private final Thread cleanup;
  private boolean closed;

  private PendingFile(
      Path file, Path target, Optional<PipeTarget> pipe, Path temporary, FileChannel channel) {
    this.file = file;
    this.target = target;
    this.pipe = pipe;
    this.temporary = temporary;
    this.channel = channel;
    this.cleanup = new Thread(this::deleteTemporary, "vane-pending-file");
    Runtime.getRuntime().addShutdownHook(cleanup);
  }

  /**
   * Makes sure that a file can be written, before work begins that would be lost otherwise. Leaves
   * nothing behind.
   *
   * @param file the file
   * @throws OutputFileException if the folder is not there or not writable, or the path is a folder
   */
  public static void requireWritable(Path file) {
    if (!PipeTarget.is(file)) {
      create(file).close();
    }
  }

  /**
   * Writes a whole text as UTF-8, over a file of that name if there is one.
   *
   * @param file the file
   * @param text its content
   * @throws OutputFileException if it cannot be written; nothing is left then
   */
  public static void write(Path file, String text) {
    try (PendingFile pending = create(file)) {
      pending.append(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
      pending.commit();
    }
  }

  /**
   * Begins a file.
   *
   * @param file where it shall be once it is whole
   * @return an empty file under a temporary name
   * @throws OutputFileException if the folder is not there or not writable, or the path is a folder
   */
  public static PendingFile create(Path file) {
    Optional<PipeTarget> pipe = PipeTarget.of(file);
    try {
      if (pipe.isPresent()) {
        Path temporary = Files.createTempFile("vane-", ".tmp");
        return new PendingFile(file, file, pipe, temporary, Leftovers.open(temporary));
      }
      // Through a link to the file behind it, so that the link stays.
      Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
      if (Files.isDirectory(target)) {
        throw new OutputFileException(file, "it is a folder, expected the name of a file");
      }
      if (Files.exists(target) && !Files.isRegularFile(target)) {
        throw new OutputFileException(file, "it is not a regular file");
      }
      if (!Files.isDirectory(target.getParent())) {
        throw new OutputFileException(file, "there is no folder " + target.getParent());
      }
      Leftovers.deleteOf(target);
      return create(file, target);
    } catch (AccessDeniedException denied) {
      throw new OutputFileException(
          file, "no permission to write to " + file.toAbsolutePath().getParent(), denied);
    } catch (IOException refused) {
      throw new OutputFileException(file, PlainReason.ofSystem(refused), refused);
    }
  }

  private static PendingFile create(Path file, Path target) throws IOException {
    for (int number = 0; ; number++) {
      Path temporary = Leftovers.temporary(target, number);
      try {
        // Not Files.createTempFile, which would leave the file unreadable for everybody else.
        return new PendingFile(
            file, target, Optional.empty(), temporary, Leftovers.openNew(temporary));
      } catch (FileAlreadyExistsException taken) {
        if (number == MAX_ATTEMPTS) {
          throw taken;
        }
      }
    }
  }

  /**
   * Appends bytes.
   *
   * @param bytes what to write, from position to limit; all of it is consumed
   * @throws DiskException if the disk fails or is full
   */
  public void append(ByteBuffer bytes) {
    open();
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException failed) {
      throw new DiskException(file, failed);
    }
  }

  /**
   * A stream that appends. It holds nothing back, and closing it does nothing: {@link #commit()}
   * and {@link #close()} end the file. It throws a {@link DiskException} if the disk fails.
   *
   * @return a view of this file
   */
  public OutputStream stream() {
    return new OutputStream() {
      @Override
      public void write(int oneByte) {
        append(ByteBuffer.wrap(new byte[] {(byte) oneByte}));
      }

      @Override
      public void write(byte[] bytes, int offset, int length) {
        append(ByteBuffer.wrap(bytes, offset, length));
      }
    };
  }

  /**
   * Overwrites bytes at a place, such as a header once its content is known; what is appended later
   * still goes to the end.
   *
   * @param bytes what to write, from position to limit; all of it is consumed
   * @param position where, in bytes from the beginning
   * @throws DiskException if the disk fails or is full
   */
  public void overwrite(ByteBuffer bytes, long position) {
    open();
    try {
      long place = position;
      while (bytes.hasRemaining()) {
        place += channel.write(bytes, place);
      }
    } catch (IOException failed) {
      throw new DiskException(file, failed);
    }
  }

  /**
   * Puts the file on the disk and gives it its name, over a file of that name if there is one. A
   * pipe gets the bytes.
   *
   * @throws DiskException if the disk fails or is full; the temporary file is then deleted
   * @throws vane.io.pipe.ClosedPipeException if nobody reads a pipe any more
   */
  public void commit() {
    open();
    if (pipe.isPresent()) {
      pour(pipe.get());
      close();
      return;
    }
    try {
      channel.force(true);
      channel.close();
      move();
    } catch (IOException failed) {
      close();
      throw new DiskException(file, failed);
    }
    closed = true;
    forgetCleanup();
  }

  private void pour(PipeTarget pipe) {
    try (OutputStream out = pipe.open()) {
      channel.position(0);
      Channels.newInputStream(channel).transferTo(out);
    } catch (IOException failed) {
      close();
      throw new DiskException(file, failed);
    }
  }

  private void move() throws IOException {
    try {
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException notHere) {
      // The file is whole by now, so the plain move is as good where there is no atomic one.
      Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Drops what was written, unless it was committed. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      delete();
      forgetCleanup();
    }
  }

  private void open() {
    if (closed) {
      throw new IllegalStateException(file + " was committed or closed before");
    }
  }

  private void delete() {
    try {
      channel.close();
    } catch (IOException failed) {
      // What was written is dropped anyway, and the reason for closing matters more.
      assert closed;
    }
    deleteTemporary();
  }

  /**
   * Also what the end of the program runs: it leaves the file open for a thread that still writes,
   * so that no error follows the one that ended the program.
   */
  private void deleteTemporary() {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException failed) {
      // Nothing depends on the temporary file being gone, and the reason for closing matters more.
      temporary.toFile().deleteOnExit();
    }
  }

  private void forgetCleanup() {
    try {
      Runtime.getRuntime().removeShutdownHook(cleanup);
    } catch (IllegalStateException shuttingDown) {
      // The hook is running or has run: deleting twice does no harm.
      assert closed;
    }
  }
}
