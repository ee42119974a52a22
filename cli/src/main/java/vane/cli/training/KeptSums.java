package vane.cli.training;

import java.nio.file.Path;
import vane.equivariant.sums.FrameSums;
import vane.io.output.PendingFile;
import vane.model.file.FrameSumsFile;

/**
 * The sums of a training on their way to a file. They are at hand before the model is; their file
 * gets its name after the model has got its own.
 */
public final class KeptSums implements AutoCloseable {
  private final Path file;
  private PendingFile pending;

  /**
   * Sums that are to be written.
   *
   * @param file where to
   */
  public KeptSums(Path file) {
    this.file = file;
  }

  /**
   * Writes the sums under a temporary name.
   *
   * @param sums the sums; not modified
   */
  public void take(FrameSums sums) {
    pending = FrameSumsFile.pending(sums, file);
  }

  /** Gives the file its name. */
  public void commit() {
    pending.commit();
  }

  @Override
  public void close() {
    if (pending != null) {
      pending.close();
    }
  }
}
