package vane.io.pipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** A named pipe and what is at its other end. */
public final class NamedPipe {
  private NamedPipe() {}

  /** Makes one by {@code mkfifo}. */
  public static Path make(Path path) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor()).isZero();
    return path;
  }

  /** Reads all that comes. */
  public static CompletableFuture<byte[]> read(Path pipe) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (InputStream in = PipeSource.open(pipe)) {
            return in.readAllBytes();
          } catch (IOException failed) {
            throw new UncheckedIOException(failed);
          }
        });
  }

  /** Writes all bytes of a file. */
  public static CompletableFuture<Void> write(Path pipe, byte[] bytes) {
    return CompletableFuture.runAsync(
        () -> {
          try (OutputStream out = new FileOutputStream(pipe.toFile())) {
            out.write(bytes);
          } catch (IOException failed) {
            throw new UncheckedIOException(failed);
          }
        });
  }
}
