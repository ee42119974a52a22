package vane.io.xyz;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import vane.PlainReason;
import vane.io.output.DiskException;
import vane.io.output.OutputFileException;
import vane.io.output.PendingFile;
import vane.io.pipe.PipeTarget;
import vane.structure.Cell;
import vane.structure.Isotope;
import vane.structure.Structure;

/**
 * Writes extended XYZ one frame at a time, gzipped when the name ends in {@code .gz}.
 *
 * <p>The file is a {@link PendingFile}: it bears its name only once it is whole. A pipe or
 * descriptor gets each frame as soon as it is written. Not safe for use by several threads.
 */
public final class XyzWriter implements AutoCloseable {
  private static final int BUFFER_SIZE = 1 << 16;

  private final Path file;
  private final Optional<PendingFile> pending;
  private final OutputStream stream;
  private final OutputStream out;
  private boolean closed;

  private XyzWriter(Path file, Optional<PendingFile> pending, OutputStream stream)
      throws IOException {
    this.file = file;
    this.pending = pending;
    this.stream = stream;
    OutputStream plain = new BufferedOutputStream(stream, BUFFER_SIZE);
    boolean gzipped = file.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
    this.out = gzipped ? new GZIPOutputStream(plain, BUFFER_SIZE) : plain;
  }

  /**
   * Begins a file.
   *
   * @param file where the frames shall be once they are all written
   * @return a writer
   * @throws OutputFileException if the folder is not there or cannot be written to, or if the path
   *     is something other than a file
   */
  public static XyzWriter create(Path file) {
    Optional<PipeTarget> pipe = PipeTarget.of(file);
    if (pipe.isPresent()) {
      try {
        return new XyzWriter(file, Optional.empty(), pipe.get().open());
      } catch (IOException refused) {
        throw new OutputFileException(file, PlainReason.ofSystem(refused), refused);
      }
    }
    PendingFile pending = PendingFile.create(file);
    try {
      return new XyzWriter(file, Optional.of(pending), pending.stream());
    } catch (IOException cannotWrite) {
      pending.close();
      throw failed(file, cannotWrite);
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
    writeText(text(frame));
  }

  /**
   * Writes frames whose text was made before.
   *
   * @param text what {@link #text} gave for one or more frames
   * @throws DiskException if the disk is full or gone
   */
  public void writeText(String text) {
    requireOpen();
    try {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      if (pending.isEmpty()) {
        out.flush();
      }
    } catch (IOException cannotWrite) {
      throw failed(file, cannotWrite);
    }
  }

  /**
   * A frame as it stands in a file.
   *
   * @param frame the frame
   * @return its lines, each with its line end
   */
  public static String text(Frame frame) {
    Structure structure = frame.structure();
    StringBuilder text = new StringBuilder(128 * (structure.size() + 2));
    text.append(structure.size()).append('\n');
    appendComment(text, frame);
    for (int atom = 0; atom < structure.size(); atom++) {
      Isotope isotope = frame.isotopes().get(atom);
      text.append(isotope == null ? structure.element(atom).symbol() : isotope.symbol());
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
   * Completes the file and gives it its name, over a file of that name if there is one. The writer
   * is closed then.
   *
   * @throws DiskException if the disk fails or is full; nothing is left then
   */
  public void commit() {
    requireOpen();
    try {
      if (out instanceof GZIPOutputStream gzip) {
        gzip.finish();
      }
      out.flush();
      pending.ifPresent(PendingFile::commit);
    } catch (IOException cannotWrite) {
      throw failed(file, cannotWrite);
    } finally {
      close();
    }
  }

  /** Drops what was written, unless it was committed; what a pipe got is gone. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (pending.isPresent()) {
      pending.get().close();
      return;
    }
    try {
      stream.close();
    } catch (IOException cannotClose) {
      throw failed(file, cannotClose);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the writer of " + file + " is closed");
    }
  }

  private static DiskException failed(Path file, IOException cause) {
    return new DiskException(file, cause);
  }
}
