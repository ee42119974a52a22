package vane.io.pipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipeTest {
  @TempDir Path folder;

  @Test
  void descriptorsAreKnownByTheirNamesAndThroughLinks() throws IOException {
    assertThat(Descriptor.number(Path.of("/dev/stdin"))).hasValue(0);
    assertThat(Descriptor.number(Path.of("/dev/../dev/stdout"))).hasValue(1);
    assertThat(Descriptor.number(Path.of("/dev/fd/63"))).hasValue(63);
    assertThat(Descriptor.number(Path.of("/proc/self/fd/5"))).hasValue(5);
    long pid = ProcessHandle.current().pid();
    assertThat(Descriptor.number(Path.of("/proc/" + pid + "/fd/5"))).hasValue(5);
    assertThat(Descriptor.number(Path.of("/proc/1" + pid + "/fd/5"))).isEmpty();
    Path link = Files.createSymbolicLink(folder.resolve("out"), Path.of("/dev/stdout"));
    assertThat(Descriptor.number(link)).hasValue(1);
    assertThat(PipeTarget.of(link).orElseThrow().isStandardOutput()).isTrue();
    Path circle = folder.resolve("circle");
    Files.createSymbolicLink(circle, circle);
    assertThat(Descriptor.number(circle)).isEmpty();
  }

  @Test
  void filesFoldersAndNothingAreNoPipes() throws IOException {
    Path file = Files.createFile(folder.resolve("a.xyz"));
    for (Path path : new Path[] {file, folder, folder.resolve("none"), Path.of("-")}) {
      assertThat(PipeSource.is(path)).as(path.toString()).isFalse();
      assertThat(PipeTarget.is(path)).as(path.toString()).isFalse();
    }
  }

  @Test
  void aNamedPipeCarriesBytes() throws Exception {
    Path pipe = NamedPipe.make(folder.resolve("pipe"));
    assertThat(PipeSource.is(pipe)).isTrue();
    byte[] sent = new byte[300_000];
    sent[299_999] = 7;
    CompletableFuture<byte[]> read = NamedPipe.read(pipe);
    try (OutputStream out = PipeTarget.of(pipe).orElseThrow().open()) {
      out.write(sent);
    }
    assertThat(read.get()).isEqualTo(sent);
    CompletableFuture<Void> write = NamedPipe.write(pipe, sent);
    try (InputStream in = PipeSource.open(pipe)) {
      assertThat(in.readAllBytes()).isEqualTo(sent);
    }
    write.get();
  }

  @Test
  void aReaderThatGoesIsToldFromAFullDisk() throws Exception {
    Path pipe = NamedPipe.make(folder.resolve("pipe"));
    CompletableFuture<Void> oneByte =
        CompletableFuture.runAsync(
            () -> {
              try (InputStream in = Files.newInputStream(pipe)) {
                in.read();
              } catch (IOException failed) {
                throw new AssertionError(failed);
              }
            });
    try (OutputStream out = PipeTarget.of(pipe).orElseThrow().open()) {
      out.write(1);
      oneByte.get();
      assertThatThrownBy(() -> out.write(new byte[100_000]))
          .isInstanceOf(ClosedPipeException.class)
          .hasMessageStartingWith(pipe.toString());
    }
    try (OutputStream full = PipeTarget.of(Path.of("/dev/full")).orElseThrow().open()) {
      assertThatThrownBy(() -> full.write(1)).isExactlyInstanceOf(IOException.class);
    }
  }
}
