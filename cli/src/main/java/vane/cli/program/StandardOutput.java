package vane.cli.program;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import vane.io.pipe.Descriptor;
import vane.io.pipe.PipeTarget;

/**
 * The writer of standard output, which knows whether its reader has gone, as {@code head} does when
 * it has its lines.
 */
final class StandardOutput extends PrintWriter {
  private final Watched watched;

  private StandardOutput(Watched watched) {
    // UTF-8 whatever the locale: terminals have long agreed on it, "C" locales have not.
    super(new OutputStreamWriter(watched, StandardCharsets.UTF_8));
    this.watched = watched;
  }

  /** The program's own. */
  static StandardOutput open() {
    return new StandardOutput(new Watched(new FileOutputStream(FileDescriptor.out)));
  }

  /** Whether a write has failed since nobody reads any more. */
  boolean readerIsGone() {
    return watched.gone;
  }

  /** Notes how a write failed, which a {@code PrintWriter} does not tell. */
  private static final class Watched extends FilterOutputStream {
    private boolean gone;

    Watched(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
      } catch (IOException failed) {
        gone |= PipeTarget.isClosed(Descriptor.STANDARD_OUTPUT, failed);
        throw failed;
      }
    }
  }
}
