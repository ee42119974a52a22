package vane.io.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Content comes out as it went in, and damage is told from a failing disk. */
class DecompressionTest {
  @TempDir Path folder;

  private static byte[] compressed(String compression, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out =
        switch (compression) {
          case "gzip" -> new GZIPOutputStream(bytes);
          case "bzip2" -> new BZip2CompressorOutputStream(bytes);
          case "xz" -> new XZCompressorOutputStream(bytes);
          default ->
              ZstdCompressorOutputStream.builder().setOutputStream(bytes).setChecksum(true).get();
        }) {
      out.write(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] zip(byte[] content, String... names) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (String name : names) {
        out.putNextEntry(new ZipEntry(name));
        out.write(name.endsWith("/") ? new byte[0] : content);
      }
    }
    return bytes.toByteArray();
  }

  private byte[] read(byte[] file) throws IOException {
    Path path = Files.write(folder.resolve("file"), file);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path));
        InputStream content = Decompression.of(in, path)) {
      return content.readAllBytes();
    }
  }

  private static byte[] numbers() {
    StringBuilder text = new StringBuilder();
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      text.append(random.nextGaussian()).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "bzip2", "xz", "zstd"})
  void givesWhatWasCompressed(String compression) throws IOException {
    byte[] content = numbers();
    byte[] once = compressed(compression, content);
    assertThat(once.length).isLessThan(content.length);
    assertThat(read(once)).isEqualTo(content);

    byte[] twice = Arrays.copyOf(once, 2 * once.length);
    System.arraycopy(once, 0, twice, once.length, once.length);
    assertThat(read(twice)).as("two streams one after the other").hasSize(2 * content.length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "bzip2", "xz", "zstd"})
  void refusesWhatIsCutOrChanged(String compression) throws IOException {
    byte[] whole = compressed(compression, numbers());
    for (int length : new int[] {7, whole.length / 2, whole.length - 1}) {
      assertThatThrownBy(() -> read(Arrays.copyOf(whole, length)))
          .as("%d of %d bytes", length, whole.length)
          .isInstanceOf(BrokenStreamException.class)
          .hasMessageStartingWith("a broken " + compression + " stream (");
    }
    byte[] changed = whole.clone();
    for (int i = changed.length / 2; i < changed.length / 2 + 20; i++) {
      changed[i] ^= 0x55;
    }
    assertThatThrownBy(() -> read(changed)).isInstanceOf(BrokenStreamException.class);
  }

  @Test
  void readsTheOnlyFileOfAnArchive() throws IOException {
    byte[] content = numbers();
    assertThat(read(zip(content, "folder/run.xyz"))).isEqualTo(content);
    assertThat(read(zip(content, "folder/", "folder/run.xyz", "__MACOSX/._run.xyz")))
        .isEqualTo(content);
  }

  @Test
  void refusesAnArchiveOfSeveralFilesOrNone() throws IOException {
    byte[] several = zip(numbers(), "a.xyz", "b.xyz", "c.xyz", "d.xyz", "e.xyz", "f.xyz");
    assertThatThrownBy(() -> read(several))
        .isInstanceOf(ArchiveException.class)
        .hasMessageEndingWith(
            "file: found a zip archive of 6 files (a.xyz, b.xyz, c.xyz, d.xyz, e.xyz, …), expected"
                + " a zip archive of one file; unpack it and give the files");
    byte[] none = zip(numbers());
    assertThatThrownBy(() -> read(none)).hasMessageContaining("found a zip archive without files");
  }

  @Test
  void refusesAnArchiveThatIsCutOrChanged() throws IOException {
    byte[] whole = zip(numbers(), "run.xyz");
    byte[] changed = whole.clone();
    changed[whole.length / 2] ^= 0x01;
    byte[] cut = Arrays.copyOf(whole, whole.length / 2);
    for (byte[] bad : new byte[][] {changed, cut}) {
      assertThatThrownBy(() -> read(bad))
          .isInstanceOf(BrokenStreamException.class)
          .hasMessageStartingWith("a broken zip stream (");
    }
  }

  @Test
  void leavesArraysOfNumpyAsTheyAre() throws IOException {
    byte[] arrays = zip(numbers(), "R.npy", "F.npy");
    assertThat(read(arrays)).isEqualTo(arrays);
  }

  @ParameterizedTest
  @EnumSource(
      value = Compression.class,
      names = {"GZIP", "BZIP2", "XZ", "ZSTD"})
  void tellsAFailingDiskFromADamagedFile(Compression compression) throws IOException {
    byte[] whole = compressed(compression.label(), numbers());
    IOException fault = new IOException("Input/output error");
    InputStream failing =
        new InputStream() {
          private int at;

          @Override
          public int read() throws IOException {
            if (at == whole.length / 2) {
              throw fault;
            }
            return whole[at++] & 0xFF;
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            target[offset] = (byte) read();
            return 1;
          }
        };
    Throwable error =
        catchThrowable(
            () -> Decompression.of(new BufferedInputStream(failing), Path.of("x")).readAllBytes());
    assertThat(error).isNotInstanceOf(BrokenStreamException.class);
    assertThat(error).hasMessageContaining("Input/output error");
  }

  @Test
  void leavesAPlainFileAlone() throws IOException {
    InputStream plain = new ByteArrayInputStream(new byte[] {'1'});
    assertThat(Decompression.of(plain, Path.of("x"))).isSameAs(plain);
  }
}
