package vane.io.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vane.io.pipe.NamedPipe;
import vane.io.pipe.PipeTarget;

class PendingFileTest {
  @TempDir Path folder;

  @Test
  void aFileBearsItsNameOnlyWhenCommitted() throws IOException {
    Path path = folder.resolve("a.bin");
    Files.writeString(path, "old");
    try (PendingFile file = PendingFile.create(path);
        PendingFile other = PendingFile.create(path)) {
      file.append(ByteBuffer.wrap(new byte[] {1, 2, 3}));
      file.overwrite(ByteBuffer.wrap(new byte[] {9}), 0);
      file.append(ByteBuffer.wrap(new byte[] {4}));
      other.append(ByteBuffer.wrap(new byte[] {5}));
      assertThat(path).hasContent("old");
      file.commit();
      assertThat(path).hasBinaryContent(new byte[] {9, 2, 3, 4});
      assertThatThrownBy(file::commit).isInstanceOf(IllegalStateException.class);
    }
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(path);
    }
  }

  @Test
  void linksStayLinks() throws IOException {
    Path target = folder.resolve("target.bin");
    Files.writeString(target, "old");
    Path link = Files.createSymbolicLink(folder.resolve("link.bin"), target);
    try (PendingFile file = PendingFile.create(link)) {
      file.append(ByteBuffer.wrap(new byte[] {7}));
      file.commit();
    }
    assertThat(link).isSymbolicLink();
    assertThat(target).hasBinaryContent(new byte[] {7});
  }

  @Test
  void foldersAreRefused() {
    assertThatThrownBy(() -> PendingFile.create(folder))
        .isInstanceOf(OutputFileException.class)
        .hasMessageStartingWith(folder + ": cannot be written: ")
        .hasMessageContaining("it is a folder");
    Path inNone = folder.resolve("none").resolve("a.bin");
    assertThatThrownBy(() -> PendingFile.requireWritable(inNone))
        .isInstanceOf(OutputFileException.class)
        .hasMessage(
            inNone
                + ": cannot be written: there is no folder "
                + inNone.getParent().toAbsolutePath());
  }

  @Test
  void theTrialLeavesNothing() throws IOException {
    Path path = folder.resolve("a.txt");
    PendingFile.requireWritable(path);
    assertThat(folder).isEmptyDirectory();
    Files.writeString(path, "old");
    PendingFile.requireWritable(path);
    assertThat(path).hasContent("old");
  }

  @Test
  void writesATextAsUtf8() {
    Path path = folder.resolve("a.txt");
    PendingFile.write(path, "old");
    PendingFile.write(path, "Å\n");
    assertThat(path).hasBinaryContent("Å\n".getBytes(StandardCharsets.UTF_8));
    assertThat(folder).isDirectoryContaining(path::equals);
  }

  @Test
  void theStreamAppendsAndDoesNotEndTheFile() throws IOException {
    Path path = folder.resolve("a.bin");
    try (PendingFile file = PendingFile.create(path)) {
      try (OutputStream stream = file.stream()) {
        stream.write(1);
        stream.write(new byte[] {0, 2, 3, 0}, 1, 2);
      }
      file.append(ByteBuffer.wrap(new byte[] {4}));
      file.commit();
    }
    assertThat(path).hasBinaryContent(new byte[] {1, 2, 3, 4});
  }

  @Test
  void whatAKilledProcessLeftGoesAndWhatALivingOneWritesStays() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Process alive = new ProcessBuilder("sleep", "60").start();
    try {
      Path target = folder.resolve("a.xyz");
      Path left = Files.writeString(folder.resolve(".a.xyz." + dead.pid() + "-0.tmp"), "half");
      Path own =
          Files.writeString(
              folder.resolve(".a.xyz." + ProcessHandle.current().pid() + "-7.tmp"), "half");
      Path living = Files.writeString(folder.resolve(".a.xyz." + alive.pid() + "-0.tmp"), "half");
      Path other = Files.writeString(folder.resolve(".b.xyz." + dead.pid() + "-0.tmp"), "half");
      Path foreign = Files.writeString(folder.resolve(".a.xyz.notes.tmp"), "mine");
      try (PendingFile first = PendingFile.create(target);
          PendingFile second = PendingFile.create(target)) {
        assertThat(left).doesNotExist();
        assertThat(own).as("of an earlier process with the same number").doesNotExist();
        assertThat(living).exists();
        assertThat(other).exists();
        assertThat(foreign).exists();
        first.append(ByteBuffer.wrap(new byte[] {1}));
        second.append(ByteBuffer.wrap(new byte[] {2}));
        first.commit();
        second.commit();
      }
      assertThat(target).hasBinaryContent(new byte[] {2});
    } finally {
      alive.destroy();
    }
  }

  @Test
  void aPipeGetsTheBytesAtTheCommitAndIsNotReplaced() throws Exception {
    Path pipe = NamedPipe.make(folder.resolve("pipe"));
    PendingFile.requireWritable(pipe);
    CompletableFuture<byte[]> read = NamedPipe.read(pipe);
    try (PendingFile file = PendingFile.create(pipe)) {
      file.append(ByteBuffer.wrap(new byte[] {1, 2}));
      file.overwrite(ByteBuffer.wrap(new byte[] {9}), 0);
      file.append(ByteBuffer.wrap(new byte[] {3}));
      file.commit();
    }
    assertThat(read.get()).containsExactly(9, 2, 3);
    assertThat(PipeTarget.is(pipe)).isTrue();
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(pipe);
    }
  }
}
