package vane.io.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives of arrays, whole, cut and changed; the seeds stand in the code. */
class NpzReaderTest {
  /** Where the sizes stand in an entry of the central directory of a zip archive. */
  private static final int CRC_OFFSET = 16;

  private static final int SIZE_OFFSET = 24;

  @TempDir Path folder;

  private static byte[] npy(double[] values, String shape) {
    String header = "{'descr': '<f8', 'fortran_order': False, 'shape': (" + shape + "), }\n";
    ByteBuffer bytes =
        ByteBuffer.allocate(10 + header.length() + 8 * values.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    bytes.putShort((short) header.length());
    bytes.put(header.getBytes(StandardCharsets.US_ASCII));
    for (double value : values) {
      bytes.putDouble(value);
    }
    return bytes.array();
  }

  private static byte[] archive(Map<String, byte[]> entries, int method) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setMethod(method);
      for (Map.Entry<String, byte[]> each : entries.entrySet()) {
        ZipEntry entry = new ZipEntry(each.getKey());
        CRC32 checksum = new CRC32();
        checksum.update(each.getValue());
        entry.setCrc(checksum.getValue());
        entry.setSize(each.getValue().length);
        zip.putNextEntry(entry);
        zip.write(each.getValue());
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("a.npz"), bytes);
  }

  private Path file(String name, byte[] npy) throws IOException {
    return file(archive(Map.of(name, npy), ZipOutputStream.DEFLATED));
  }

  @ParameterizedTest
  @ValueSource(ints = {ZipOutputStream.STORED, ZipOutputStream.DEFLATED})
  void arraysComeBackByNameBitForBit(int method) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    SplittableRandom random = new SplittableRandom(7);
    int[] lengths = {0, 1, 2, 3, 1000, 8191, 8192, 8193, 20_000};
    for (int length : lengths) {
      double[] values = random.doubles(length, -1e6, 1e6).toArray();
      entries.put("a" + length + ".npy", npy(values, length + ","));
    }
    entries.put("one.npy", npy(new double[] {5}, ""));
    SortedMap<String, NpyArray> arrays = NpzReader.read(file(archive(entries, method)));
    assertThat(arrays).hasSize(lengths.length + 1);
    random = new SplittableRandom(7);
    for (int length : lengths) {
      assertThat(arrays.get("a" + length).shape()).containsExactly(length);
      assertThat(arrays.get("a" + length).toDoubles())
          .containsExactly(random.doubles(length, -1e6, 1e6).toArray());
    }
    assertThat(arrays.get("one").shape()).isEmpty();
    assertThat(List.copyOf(arrays.keySet())).isSorted();
  }

  @Test
  void namesLoseTheirEndingOnceAndOtherEntriesArePassedOver() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("README.txt", "no array".getBytes(StandardCharsets.UTF_8));
    entries.put("X.npy.npy", npy(new double[] {1}, "1,"));
    entries.put("folder/Y.npy", npy(new double[] {2}, "1,"));
    entries.put("größe.npy", npy(new double[] {3}, "1,"));
    SortedMap<String, NpyArray> arrays =
        NpzReader.read(file(archive(entries, ZipOutputStream.DEFLATED)));
    assertThat(arrays.keySet()).containsExactlyInAnyOrder("X.npy", "folder/Y", "größe");
  }

  @Test
  void archivesWithoutArraysAreRefused() throws IOException {
    refused("an archive without arrays", file("X.txt", new byte[3]));
  }

  @Test
  void theArrayThatIsNotWhatItMustBeIsNamed() throws IOException {
    double[] values = {1, 2};
    assertThatExceptionOfType(NpyFormatException.class)
        .isThrownBy(() -> NpzReader.read(file("X.npy", npy(values, "3,"))))
        .withMessage(
            folder.resolve("a.npz")
                + ", array X: found 16 bytes of data, expected 24 for the shape [3] of FLOAT64");
    byte[] whole = npy(values, "2,");
    assertThatExceptionOfType(NpyFormatException.class)
        .isThrownBy(() -> NpzReader.read(file("f/Y.npy", Arrays.copyOf(whole, 20))))
        .withMessageContaining("a.npz, array f_Y: found the end of the array inside its header");
    assertThatExceptionOfType(NpyFormatException.class)
        .isThrownBy(() -> NpzReader.read(file("Z.npy", new byte[64])))
        .withMessageContaining("a.npz, array Z: found another kind of file");
    assertThatExceptionOfType(NpyFormatException.class)
        .isThrownBy(() -> NpzReader.read(file("E.npy", new byte[0])))
        .withMessageContaining("array E: found the end of the array inside its header");
  }

  @ParameterizedTest
  @ValueSource(ints = {ZipOutputStream.STORED, ZipOutputStream.DEFLATED})
  void everyCutIsRefused(int method) throws IOException {
    byte[] whole = archive(Map.of("X.npy", npy(new double[] {1, 2, 3}, "3,")), method);
    for (int length = 0; length < whole.length; length++) {
      Path file = file(Arrays.copyOf(whole, length));
      assertThatExceptionOfType(NpyFormatException.class)
          .as("cut at %d", length)
          .isThrownBy(() -> NpzReader.read(file))
          .withMessageStartingWith(file + ": found ");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {ZipOutputStream.STORED, ZipOutputStream.DEFLATED})
  void aChangedByteNeverGivesOtherNumbers(int method) throws IOException {
    double[] values = new SplittableRandom(3).doubles(20).toArray();
    byte[] whole = archive(Map.of("X.npy", npy(values, "20,")), method);
    int refused = 0;
    for (int i = 0; i < whole.length; i++) {
      byte[] changed = whole.clone();
      changed[i] ^= 0x10;
      try {
        // A byte of a date or an attribute says nothing of the numbers, one of the name changes it.
        for (NpyArray array : NpzReader.read(file(changed)).values()) {
          assertThat(array.toDoubles()).as("byte %d", i).containsExactly(values);
        }
      } catch (NpyFormatException expected) {
        assertThat(expected).hasMessageStartingWith(folder.resolve("a.npz").toString());
        refused++;
      }
    }
    assertThat(refused).as("of %d", whole.length).isGreaterThan(160);
  }

  @Test
  void entriesThatGoOnBeyondTheirSizeAreNotUnpacked() throws IOException {
    byte[] bomb = new byte[40_000_000];
    byte[] start = npy(new double[0], "0,");
    System.arraycopy(start, 0, bomb, 0, start.length);
    byte[] archive = archive(Map.of("X.npy", bomb), ZipOutputStream.DEFLATED);
    assertThat(archive).hasSizeLessThan(100_000);
    CRC32 checksum = new CRC32();
    checksum.update(start);
    central(archive, SIZE_OFFSET, start.length);
    central(archive, CRC_OFFSET, (int) checksum.getValue());
    refused("X.npy cut or changed (its size or checksum is another)", file(archive));
  }

  @Test
  void entriesThatFitInNoArrayAreRefusedUnread() throws IOException {
    byte[] archive = archive(Map.of("X.npy", new byte[10]), ZipOutputStream.DEFLATED);
    central(archive, SIZE_OFFSET, 0xFFFFFFF0);
    refused("X.npy of 4294967280 bytes", file(archive));
  }

  /** Overwrites a number of the only entry in the central directory. */
  private static void central(byte[] archive, int offset, int value) {
    ByteBuffer bytes = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
    int place = archive.length - 22;
    assertThat(bytes.getInt(place)).as("the end of the directory").isEqualTo(0x06054b50);
    bytes.putInt(bytes.getInt(place + 16) + offset, value);
  }

  @Test
  void missingFilesFoldersAndOtherFilesAreNamed() throws IOException {
    assertThatExceptionOfType(NpyFormatException.class)
        .isThrownBy(() -> NpzReader.read(folder.resolve("none.npz")))
        .withMessage(
            folder.resolve("none.npz")
                + ": found no such file, expected a .npz file (numpy.savez)");
    assertThatExceptionOfType(NpyFormatException.class)
        .isThrownBy(() -> NpzReader.read(folder))
        .withMessage(folder + ": found something else, expected a .npz file (numpy.savez)");
    refused("no whole zip archive", file(npy(new double[] {1}, "1,")));
  }

  private static void refused(String found, Path file) {
    assertThatExceptionOfType(NpyFormatException.class)
        .isThrownBy(() -> NpzReader.read(file))
        .withMessageStartingWith(file + ": found " + found);
  }

  @Test
  @Tag("python")
  void weReadWhatNumpyWrites() throws Exception {
    String script =
        """
        import numpy as np
        x = np.arange(6.0).reshape(2, 3)
        np.savez('plain.npz', X=x, kinds=np.array([1, 2], dtype='i8'))
        np.savez_compressed('packed.npz', X=x, kinds=np.array([1, 2], dtype='i8'))
        """;
    Process python =
        new ProcessBuilder("/usr/bin/python3", "-c", script)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(python.waitFor()).as(output).isZero();
    for (String name : new String[] {"plain.npz", "packed.npz"}) {
      SortedMap<String, NpyArray> arrays = NpzReader.read(folder.resolve(name));
      assertThat(arrays.keySet()).containsExactly("X", "kinds");
      assertThat(arrays.get("X").shape()).containsExactly(2, 3);
      assertThat(arrays.get("X").toDoubles()).containsExactly(0, 1, 2, 3, 4, 5);
      assertThat(arrays.get("kinds").toLongs()).containsExactly(1, 2);
    }
  }
}
