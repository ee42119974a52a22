package vane.io.pipe;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** An output that is written to as it is, where a file would be replaced. Immutable. */
public final class PipeTarget {
  private static final int STANDARD_ERROR = 2;

  private final Path path;
  private final OptionalInt descriptor;

  private PipeTarget(Path path, OptionalInt descriptor) {
    this.path = path;
    this.descriptor = descriptor;
  }

  /**
   * The output that a path names, if it is no file.
   *
   * @param path any path
   * @return a target for descriptors, named pipes and character devices such as {@code /dev/null}
   */
  public static Optional<PipeTarget> of(Path path) {
    OptionalInt number = Descriptor.number(path);
    return number.isPresent() || Descriptor.isNamedPipe(path) || Descriptor.isCharacterDevice(path)
        ? Optional.of(new PipeTarget(path, number))
        : Optional.empty();
  }

  /**
   * Whether a path is one.
   *
   * @param path any path
   * @return true if it is written to and not replaced
   */
  public static boolean is(Path path) {
    return of(path).isPresent();
  }

  /** Whether it is this program's standard output. */
  public boolean isStandardOutput() {
    return descriptor.isPresent() && descriptor.getAsInt() == 1;
  }

  /**
   * Opens it; a named pipe waits for its reader.
   *
   * @return a stream without a buffer, which throws a {@link ClosedPipeException} when nobody reads
   *     any more; closing it leaves standard output and standard error open
   * @throws IOException if it cannot be opened
   */
  public OutputStream open() throws IOException {
    return new Guarded(path, opened(), descriptor.isPresent() && isStandard());
  }

  private boolean isStandard() {
    return descriptor.getAsInt() <= STANDARD_ERROR;
  }

  private OutputStream opened() throws IOException {
    if (descriptor.isEmpty()) {
      return Files.newOutputStream(path, StandardOpenOption.WRITE);
    }
    switch (descriptor.getAsInt()) {
      case 0:
        throw new IOException("it is the standard input");
      case 1:
        return new FileOutputStream(FileDescriptor.out);
      case STANDARD_ERROR:
        return new FileOutputStream(FileDescriptor.err);
      default:
        // Opened anew a file behind it would be cut to nothing, so what comes is put at its end.
        return Files.newOutputStream(path, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }
  }

  /**
   * Whether a write failed because nobody reads any more.
   *
   * @param path what was written to
   * @param failure what the system says
   * @return false for a full disk and other failures
   */
  public static boolean isClosed(Path path, IOException failure) {
    String message = failure.getMessage() == null ? "" : failure.getMessage();
    return message.toLowerCase(Locale.ROOT).contains("broken pipe")
        // The system may speak another language; nothing else makes a write to a pipe fail.
        || Descriptor.isNamedPipe(path);
  }

  /** Tells a reader that has gone from other failures. */
  private static final class Guarded extends OutputStream {
    private final Path path;
    private final OutputStream out;
    private final boolean standard;

    Guarded(Path path, OutputStream out, boolean standard) {
      this.path = path;
      this.out = out;
      this.standard = standard;
    }

    @Override
    public void write(int oneByte) throws IOException {
      write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
      } catch (IOException failed) {
        if (isClosed(path, failed)) {
          throw new ClosedPipeException(path, failed);
        }
        throw failed;
      }
    }

    @Override
    public void close() throws IOException {
      if (!standard) {
        out.close();
      }
    }
  }
}
