package vane.io.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        .hasMessageContaining("not a regular file");
  }
}
