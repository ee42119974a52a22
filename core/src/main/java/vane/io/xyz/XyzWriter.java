package vane.io.xyz;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import vane.structure.Cell;
import vane.structure.Structure;

/**
 * Writes extended XYZ one frame at a time, gzipped when the name ends in {@code .gz}.
 *
 * <p>Frames go to a temporary file in the same folder. {@link #commit()} moves it into place, over
 * a file of that name if there is one; {@link #close()} without it deletes the temporary file, and
 * so does the end of the program. A half-written file never bears the name. Not safe for use by
 * several threads.
 */
public final class XyzWriter implements AutoCloseable {
  private static final int BUFFER_SIZE = 1 << 16;

  private final Path file;
  private final Path target;
  private final Path temporary;
  private final FileChannel channel;
  private final OutputStream out;
  private final Thread cleanup;
  private boolean closed;

  private XyzWriter(Path file, Path target, Path temporary, FileChannel channel)
      throws IOException {
    this.file = file;
    this.target = target;
    this.temporary = temporary;
    this.channel = channel;
    OutputStream plain = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_SIZE);
    boolean gzipped = file.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
    this.out = gzipped ? new GZIPOutputStream(plain, BUFFER_SIZE) : plain;
    this.cleanup = new Thread(this::deleteTemporary, "vane-temporary-file");
    Runtime.getRuntime().addShutdownHook(cleanup);
  }

  /**
   * Begins a file.
   *
   * @param file where the frames shall be once they are all written
   * @return a writer
   * @throws FileAccessException if the folder is not there or cannot be written to, or if the path
   *     is something other than a file
   */
  public static XyzWriter create(Path file) {
    try {
      // Through a link to the file behind it, so that the link stays.
      Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
      if (Files.exists(target) && !Files.isRegularFile(target)) {
        throw new FileAccessException(file, "not a regular file, expected one or a new name");
      }
      if (!Files.isDirectory(target.getParent())) {
        throw new FileAccessException(file, "no folder " + target.getParent() + " to write to");
      }
      return begin(file, target);
    } catch (IOException cannotCreate) {
      throw new FileAccessException(file, "cannot be written (" + cannotCreate + ")", cannotCreate);
    }
  }

  private static XyzWriter begin(Path file, Path target) throws IOException {
    for (int number = 0; ; number++) {
      String name =
          "." + target.getFileName() + "." + ProcessHandle.current().pid() + "-" + number + ".tmp";
      Path temporary = target.resolveSibling(name);
      try {
        // Not Files.createTempFile, whose files nobody else may read once they are in place.
        FileChannel channel =
            FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return new XyzWriter(file, target, temporary, channel);
      } catch (FileAlreadyExistsException taken) {
        if (number == 1000) {
          throw taken;
        }
      }
    }
  }

  /**
   * Writes a frame behind those written before.
   *
   * @param frame the frame
   * @throws UncheckedIOException if the disk fails
   */
  public void write(Frame frame) {
    if (closed) {
      throw new IllegalStateException("the writer of " + file + " is closed");
    }
    try {
      out.write(text(frame).getBytes(StandardCharsets.UTF_8));
    } catch (IOException cannotWrite) {
      throw failed(cannotWrite);
    }
  }

  private static String text(Frame frame) {
    Structure structure = frame.structure();
    StringBuilder text = new StringBuilder(128 * (structure.size() + 2));
    text.append(structure.size()).append('\n');
    appendComment(text, frame);
    for (int atom = 0; atom < structure.size(); atom++) {
      text.append(structure.element(atom).symbol());
      for (int axis = 0; axis < 3; axis++) {
        text.append(' ');
        Decimal.append(text, structure.position(atom, axis));
      }
      for (Column column : frame.columns()) {
        column.appendTo(text, atom);
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static void appendComment(StringBuilder text, Frame frame) {
    Optional<Cell> cell = frame.structure().cell();
    if (cell.isPresent()) {
      text.append("Lattice=").append(InfoValue.of(cell.get().vectors()).source()).append(' ');
    }
    text.append("Properties=").append(InfoValue.encoded(String.join(":", frame.properties())));
    text.append(" pbc=\"");
    for (int vector = 0; vector < 3; vector++) {
      boolean periodic = cell.isPresent() && cell.get().isPeriodic(vector);
      text.append(vector == 0 ? "" : " ").append(periodic ? 'T' : 'F');
    }
    text.append('"');
    for (Map.Entry<String, InfoValue> entry : frame.info().entrySet()) {
      text.append(' ').append(InfoValue.encoded(entry.getKey()));
      if (!entry.getValue().isFlag()) {
        text.append('=').append(entry.getValue().source());
      }
    }
    text.append('\n');
  }

  /**
   * Completes the file and gives it its name. The writer is closed then.
   *
   * @throws UncheckedIOException if the disk fails; nothing is left then
   */
  public void commit() {
    if (closed) {
      throw new IllegalStateException("the writer of " + file + " is closed");
    }
    try {
      if (out instanceof GZIPOutputStream) {
        ((GZIPOutputStream) out).finish();
      }
      out.flush();
      channel.force(true);
      channel.close();
      move();
    } catch (IOException cannotWrite) {
      close();
      throw failed(cannotWrite);
    }
    closed = true;
    forgetCleanup();
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
      forgetCleanup();
      try {
        channel.close();
      } catch (IOException cannotClose) {
        throw failed(cannotClose);
      } finally {
        deleteTemporary();
      }
    }
  }

  /** Also what the end of the program runs: it leaves the file open for a thread still writing. */
  private void deleteTemporary() {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException cannotDelete) {
      throw new UncheckedIOException(temporary + " cannot be deleted", cannotDelete);
    }
  }

  private void forgetCleanup() {
    try {
      Runtime.getRuntime().removeShutdownHook(cleanup);
    } catch (IllegalStateException ending) {
      // The program is ending, and the hook runs or has run: it finds nothing to delete.
      return;
    }
  }

  private UncheckedIOException failed(IOException cause) {
    return new UncheckedIOException(file + ": cannot be written: " + cause.getMessage(), cause);
  }
}
