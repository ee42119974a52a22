package vane.io.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vane.io.output.OutputFileException;

class NpyTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"0,3", "1,1", "7,5", "1000,156"})
  void matricesComeBackBitForBit(int rows, int columns) {
    double[] values = new Random(rows).doubles((long) rows * columns, -1e6, 1e6).toArray();
    Path file = folder.resolve("a.npy");
    try (NpyWriter writer = NpyWriter.matrix(file, NpyType.FLOAT64, columns)) {
      int half = rows / 2;
      writer.writeRows(values, 0, half);
      for (int row = half; row < rows; row++) {
        writer.writeRow(Arrays.copyOfRange(values, row * columns, (row + 1) * columns));
      }
      assertThat(file).doesNotExist();
      writer.commit();
    }
    NpyArray array = NpyReader.read(file);
    assertThat(array.type()).isEqualTo(NpyType.FLOAT64);
    assertThat(array.shape()).containsExactly(rows, columns);
    assertThat(array.toDoubles()).containsExactly(values);
  }

  @Test
  void vectorsAndSinglePrecision() throws IOException {
    Path file = folder.resolve("a.npy");
    try (NpyWriter writer = NpyWriter.vector(file, NpyType.FLOAT32)) {
      writer.writeRow(0.1);
      writer.writeRow(Double.NaN);
      writer.commit();
    }
    NpyArray array = NpyReader.read(file);
    assertThat(array.shape()).containsExactly(2);
    assertThat(array.toDoubles()).containsExactly(0.1f, Double.NaN);
    assertThat(Files.size(file)).isEqualTo(128 + 8);
  }

  @Test
  void nothingIsLeftWithoutACommit() throws IOException {
    Path file = folder.resolve("a.npy");
    try (NpyWriter writer = NpyWriter.matrix(file, NpyType.FLOAT64, 2)) {
      writer.writeRow(1, 2);
    }
    try (var left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aMissingFolderIsNamed() {
    Path file = folder.resolve("no/a.npy");
    assertThatThrownBy(() -> NpyWriter.vector(file, NpyType.FLOAT64))
        .isInstanceOf(OutputFileException.class)
        .hasMessageContaining("there is no folder")
        .hasMessageContaining(file.getParent().toString());
  }

  @Test
  void everyCutAndEveryExtraByteIsRefused() throws IOException {
    Path file = folder.resolve("a.npy");
    try (NpyWriter writer = NpyWriter.matrix(file, NpyType.FLOAT64, 2)) {
      writer.writeRow(1, 2);
      writer.commit();
    }
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> NpyReader.read(file))
          .as("cut at %d", length)
          .isInstanceOf(NpyFormatException.class)
          .hasMessageStartingWith(file + ": found ");
    }
    Files.write(file, Arrays.copyOf(whole, whole.length + 1));
    assertThatThrownBy(() -> NpyReader.read(file))
        .hasMessageContaining("found 17 bytes of data, expected 16");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'descr': '<c16', 'fortran_order': False, 'shape': (1,), } | type 'c16'",
        "{'descr': '<f8', 'fortran_order': True, 'shape': (1,), } | Fortran order",
        "{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (1,), } | 'descr'",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999,), } | below 2^31",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (65536, 65536), } | fewer than 2^31",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (-1,), } | 'shape'",
        "{'descr': '<f8', 'fortran_order': False} | 'shape'",
      })
  void otherArraysAreRefused(String header, String complaint) throws IOException {
    Path file = folder.resolve("a.npy");
    byte[] bytes = new byte[128 + 8];
    byte[] text = header.getBytes(StandardCharsets.US_ASCII);
    Arrays.fill(bytes, 0, 128, (byte) ' ');
    System.arraycopy(
        new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0}, 0, bytes, 0, 10);
    System.arraycopy(text, 0, bytes, 10, text.length);
    Files.write(file, bytes);
    assertThatThrownBy(() -> NpyReader.read(file))
        .isInstanceOf(NpyFormatException.class)
        .hasMessageContaining(complaint);
  }

  @Test
  void missingFilesAreNamed() {
    assertThatThrownBy(() -> NpyReader.read(folder.resolve("none.npy")))
        .isInstanceOf(NpyFormatException.class)
        .hasMessageContaining("none.npy: found no such file");
    assertThatThrownBy(() -> NpyReader.read(folder)).isInstanceOf(NpyFormatException.class);
  }

  @Test
  @Tag("python")
  void numpyReadsWhatWeWriteAndWeReadWhatItWrites() throws Exception {
    Path matrix = folder.resolve("matrix.npy");
    try (NpyWriter writer = NpyWriter.matrix(matrix, NpyType.FLOAT64, 3)) {
      writer.writeRows(new double[] {1, 2, 3, 4, 5, 6.5}, 0, 2);
      writer.commit();
    }
    Path vector = folder.resolve("vector.npy");
    try (NpyWriter writer = NpyWriter.vector(vector, NpyType.FLOAT32)) {
      writer.writeRow(0.25);
      writer.commit();
    }
    String script =
        """
        import numpy as np
        a = np.load('matrix.npy')
        assert a.dtype == np.float64 and a.shape == (2, 3) and a.flags.c_contiguous, a
        assert a.tolist() == [[1, 2, 3], [4, 5, 6.5]], a
        b = np.load('vector.npy')
        assert b.dtype == np.float32 and b.tolist() == [0.25], b
        np.save('i4.npy', np.arange(-2, 4, dtype='i4').reshape(2, 3))
        np.save('i8.npy', np.array(2**40))
        np.save('big.npy', np.array([1.5, -2.5], dtype='>f8'))
        np.save('u1.npy', np.zeros((2, 0, 3), dtype='u1'))
        with open('v2.npy', 'wb') as f:
            np.lib.format.write_array(f, np.array([[0.5]], dtype='f4'), version=(2, 0))
        """;
    Process python =
        new ProcessBuilder("/usr/bin/python3", "-c", script)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(python.waitFor()).as(output).isZero();
    assertThat(NpyReader.read(folder.resolve("i4.npy")).toLongs())
        .containsExactly(-2, -1, 0, 1, 2, 3);
    NpyArray single = NpyReader.read(folder.resolve("i8.npy"));
    assertThat(single.shape()).isEmpty();
    assertThat(single.toLongs()).containsExactly(1L << 40);
    assertThat(NpyReader.read(folder.resolve("big.npy")).toDoubles()).containsExactly(1.5, -2.5);
    assertThat(NpyReader.read(folder.resolve("u1.npy")).shape()).containsExactly(2, 0, 3);
    assertThat(NpyReader.read(folder.resolve("v2.npy")).toDoubles()).containsExactly(0.5);
  }
}
