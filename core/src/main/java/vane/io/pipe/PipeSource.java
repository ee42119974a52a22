package vane.io.pipe;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/** An input that can be read only once, from its beginning to its end. */
public final class PipeSource {
  private PipeSource() {}

  /**
   * Whether a path is one.
   *
   * @param path any path
   * @return true for descriptors, named pipes and devices; false for files, folders and nothing
   */
  public static boolean is(Path path) {
    return Descriptor.number(path).isPresent()
        || Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path);
  }

  /**
   * Opens it.
   *
   * @param path where it is
   * @return its bytes; closing the stream leaves standard input open
   * @throws IOException if it cannot be opened
   */
  public static InputStream open(Path path) throws IOException {
    OptionalInt number = Descriptor.number(path);
    boolean standard = number.isPresent() && number.getAsInt() == 0;
    // The descriptor itself: a file behind it is read on from where it stands.
    return new Plain(
        standard ? new FileInputStream(FileDescriptor.in) : new FileInputStream(path.toFile()),
        standard);
  }

  /** Hides all that asks a stream where it is, which no pipe knows. */
  private static final class Plain extends FilterInputStream {
    private final boolean standard;

    Plain(InputStream in, boolean standard) {
      super(in);
      this.standard = standard;
    }

    @Override
    public void close() throws IOException {
      if (!standard) {
        super.close();
      }
    }
  }
}
