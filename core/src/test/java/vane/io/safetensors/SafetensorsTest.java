package vane.io.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.channels.FileChannel;
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
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
  private static final byte[] JSON_BYTES = "{}[]\",:019 Fabe-".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path folder;

  private Path small() {
    Path file = folder.resolve("small.safetensors");
    new SafetensorsWriter()
        .metadata("elements", "C H")
        .metadata("note", "naïve \"quoted\"\nσ")
        .add("matrix", new double[] {1, -2.5, 3e300, Double.MIN_VALUE, 5, 6}, 2, 3)
        .add("whole", new int[] {1, -2, Integer.MAX_VALUE}, 3)
        .add("bytes", TensorType.U8, (first, rows, out) -> Arrays.setAll(out, i -> 250 + i), 5)
        .add("single", TensorType.F32, (first, rows, out) -> out[0] = 0.1)
        .add("empty", new double[0], 0, 7)
        .write(file);
    return file;
  }

  @Test
  void everythingComesBack() throws IOException {
    Path path = small();
    SafetensorsFile file = SafetensorsFile.openVerified(path);
    assertThat(file.hasHeaderChecksum()).isTrue();
    assertThat(file.metadata())
        .containsEntry("elements", "C H")
        .containsEntry("note", "naïve \"quoted\"\nσ");
    assertThat(file.tensors().keySet())
        .containsExactly("matrix", "whole", "bytes", "single", "empty");
    assertThat(file.readDoubles("matrix")).containsExactly(1, -2.5, 3e300, Double.MIN_VALUE, 5, 6);
    assertThat(file.readInts("whole")).containsExactly(1, -2, Integer.MAX_VALUE);
    assertThat(file.readInts("bytes")).containsExactly(250, 251, 252, 253, 254);
    assertThat(file.readDoubles("single")).containsExactly(0.1f);
    assertThat(file.readDoubles("empty")).isEmpty();
    TensorInfo matrix = file.require("matrix", TensorType.F64, -1, 3);
    assertThat(matrix.rows()).isEqualTo(2);
    assertThat(matrix.rowLength()).isEqualTo(3);
    double[] row = new double[5];
    file.readRows("matrix", 1, 1, row, 2);
    assertThat(row).containsExactly(0, 0, Double.MIN_VALUE, 5, 6);
    long header =
        ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN).getLong();
    assertThat(header % 8).isZero();
  }

  @Test
  void theSameContentGivesTheSameBytes() throws IOException {
    byte[] first = Files.readAllBytes(small());
    assertThat(Files.readAllBytes(small())).containsExactly(first);
  }

  @Test
  void wrongUseIsRefused() {
    Path path = small();
    SafetensorsFile file = SafetensorsFile.open(path);
    assertThatThrownBy(() -> file.require("matrix", TensorType.F64, 3, -1))
        .isInstanceOf(SafetensorsFormatException.class)
        .hasMessage(path + ": found tensor 'matrix' as F64 [2, 3], expected F64 [3, any]");
    assertThatThrownBy(() -> file.readDoubles("none"))
        .isInstanceOf(SafetensorsFormatException.class)
        .hasMessageContaining("found no tensor 'none'");
    assertThatThrownBy(() -> file.readInts("matrix"))
        .isInstanceOf(SafetensorsFormatException.class);
    assertThatThrownBy(() -> file.readRows("matrix", 1, 2, new double[9], 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> file.readRows("matrix", 0, 2, new double[9], 4))
        .isInstanceOf(IllegalArgumentException.class);
    SafetensorsWriter writer = new SafetensorsWriter().metadata("a", "b");
    assertThatThrownBy(() -> writer.metadata("a", "c"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> writer.add("x", new double[5], 2, 3))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> writer.add("__metadata__", new double[5], 5))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFailureWhileWritingLeavesTheOldFile() throws IOException {
    Path path = small();
    byte[] before = Files.readAllBytes(path);
    SafetensorsWriter writer =
        new SafetensorsWriter().add("x", TensorType.U8, (first, rows, out) -> out[0] = 0.5, 1);
    assertThatThrownBy(() -> writer.write(path))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0.5 in tensor 'x' of U8");
    assertThat(Files.readAllBytes(path)).containsExactly(before);
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(path);
    }
  }

  @Test
  void everyCutIsRefused() throws IOException {
    Path path = small();
    byte[] whole = Files.readAllBytes(path);
    for (int length = 0; length < whole.length; length++) {
      Files.write(path, Arrays.copyOf(whole, length));
      assertRefused(path, "cut at " + length);
    }
    Files.write(path, Arrays.copyOf(whole, whole.length + 1));
    assertRefused(path, "one byte more");
  }

  /** Every byte of length and header: two of its bits flipped, and blanked. */
  @Test
  void everyChangedByteOfTheHeaderIsRefused() throws IOException {
    Path path = small();
    byte[] whole = Files.readAllBytes(path);
    int end = 8 + (int) ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getLong();
    for (int place = 0; place < end; place++) {
      for (int value : new int[] {whole[place] ^ 1, whole[place] ^ 32, ' '}) {
        if ((byte) value != whole[place]) {
          byte[] changed = whole.clone();
          changed[place] = (byte) value;
          Files.write(path, changed);
          assertRefused(path, "byte " + place + " changed to " + value);
        }
      }
    }
  }

  /** Headers of others have no checksum: anything may happen but another kind of exception. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void changedHeadersWithoutChecksumNeverSurprise(long seed) throws IOException {
    Path path = folder.resolve("foreign.safetensors");
    String header =
        "{\"__metadata__\":{\"a\":\"b\"},\"x\":{\"dtype\":\"F64\",\"shape\":[2,2],"
            + "\"data_offsets\":[0,32]},\"y\":{\"dtype\":\"U8\",\"shape\":[4],"
            + "\"data_offsets\":[32,36]}}";
    byte[] whole = file(header, 36);
    Files.write(path, whole);
    assertThat(SafetensorsFile.open(path).hasHeaderChecksum()).isFalse();
    assertThatThrownBy(() -> SafetensorsFile.openVerified(path))
        .isInstanceOf(SafetensorsFormatException.class)
        .hasMessageContaining("no header checksum");
    Random random = new Random(seed);
    int opened = 0;
    for (int trial = 0; trial < 600; trial++) {
      byte[] changed = whole.clone();
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        int value =
            random.nextBoolean()
                ? random.nextInt(256)
                : JSON_BYTES[random.nextInt(JSON_BYTES.length)];
        changed[random.nextInt(whole.length - 36)] = (byte) value;
      }
      Files.write(path, changed);
      try {
        SafetensorsFile file = SafetensorsFile.open(path);
        for (String name : file.tensors().keySet()) {
          file.readDoubles(name);
        }
        opened++;
      } catch (SafetensorsFormatException refused) {
        assertThat(refused.getMessage()).startsWith(path + ": found ").doesNotContain("\n");
      }
    }
    assertThat(opened).isBetween(1, 599);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"x\":{\"dtype\":\"F16\",\"shape\":[4],\"data_offsets\":[0,8]}}|8|type 'F16'",
        "{\"x\":{\"dtype\":\"F64\",\"shape\":[2],\"data_offsets\":[0,8]}}|8|expected 16 bytes",
        "{\"x\":{\"dtype\":\"F64\",\"shape\":[-1],\"data_offsets\":[0,8]}}|8|shape [-1]",
        "{\"x\":{\"dtype\":\"F64\",\"shape\":[1.0],\"data_offsets\":[0,8]}}|8|shape [1.0]",
        "{\"x\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[8,16]}}|16|without gap",
        "{\"x\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[8,0]}}|8|a beginning and an end",
        "{\"x\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]}}|7|found 7 bytes of data",
        "{\"x\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]}}|9|found 9 bytes of data",
        "{\"x\":{\"dtype\":\"F64\",\"shape\":[1]}}|8|no more",
        "{\"x\":{\"dtype\":\"F64\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,8]}}|8|fits",
        "{\"x\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]},\"x\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[1,2]}}|2|Duplicate",
        "{\"x\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]},\"y\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[1,3]}}|3|overlap",
        "{\"__metadata__\":{\"a\":1}}|0|metadata 'a'",
        "{\"__metadata__\":[]}|0|not an object",
        "[1,2]|0|JSON object",
        "{}{}|0|not JSON",
        "{\"x\":|0|not JSON",
      })
  void badHeadersAreNamed(String header, int dataBytes, String complaint) throws IOException {
    Path path = folder.resolve("bad.safetensors");
    Files.write(path, file(header, dataBytes));
    assertThatThrownBy(() -> SafetensorsFile.open(path))
        .isInstanceOf(SafetensorsFormatException.class)
        .hasMessageStartingWith(path + ": found ")
        .hasMessageContaining(complaint);
  }

  @Test
  void missingFilesAndFoldersAreNamed() {
    assertThatThrownBy(() -> SafetensorsFile.open(folder.resolve("none")))
        .isInstanceOf(SafetensorsFormatException.class)
        .hasMessageContaining("found no such file");
    assertThatThrownBy(() -> SafetensorsFile.open(folder))
        .isInstanceOf(SafetensorsFormatException.class)
        .hasMessageContaining("not a file");
  }

  /** Numbers that begin in one chunk and end in the next, aligned or not. */
  @ParameterizedTest
  @ValueSource(ints = {8, 16, 24, 9, 11, 64, 1000})
  void chunksDoNotTearNumbers(int chunkBytes) throws IOException {
    double[] values = new Random(1).doubles(50).toArray();
    Path path = folder.resolve("chunks.safetensors");
    new SafetensorsWriter()
        .add("shift", TensorType.U8, (first, rows, out) -> Arrays.fill(out, 7), 3)
        .add("values", values, 10, 5)
        .add("floats", TensorType.F32, (first, rows, out) -> Arrays.setAll(out, i -> first + i), 11)
        .write(path);
    SafetensorsFile file = SafetensorsFile.open(path, chunkBytes);
    assertThat(file.readInts("shift")).containsExactly(7, 7, 7);
    assertThat(file.readDoubles("values")).containsExactly(values);
    assertThat(file.readDoubles("floats")).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    double[] rows = new double[15];
    file.readRows("values", 4, 3, rows, 0);
    assertThat(rows).containsExactly(Arrays.copyOfRange(values, 20, 35));
  }

  /** The file is sparse: it takes no room on the disk. */
  @Test
  void tensorsBeyondTwoGibibytes() throws IOException {
    Path path = folder.resolve("large.safetensors");
    long rows = 400_000_000L;
    String header =
        "{\"x\":{\"dtype\":\"F64\",\"shape\":[%d,1],\"data_offsets\":[0,%d]}}"
            .formatted(rows, 8 * rows);
    byte[] begin = file(header, 0);
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.write(begin);
      file.setLength(begin.length + 8 * rows);
      FileChannel channel = file.getChannel();
      for (long row : new long[] {0, (1L << 27) - 1, 1L << 27, rows - 1}) {
        ByteBuffer number = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        channel.write(number.putDouble(row + 0.5).flip(), begin.length + 8 * row);
      }
    }
    SafetensorsFile file = SafetensorsFile.open(path);
    DoubleBuffer two = DoubleBuffer.allocate(2);
    file.readRows("x", (1L << 27) - 1, 2, two);
    assertThat(two.array()).containsExactly((1L << 27) - 0.5, (1L << 27) + 0.5);
    double[] last = new double[1];
    file.readRows("x", rows - 1, 1, last, 0);
    assertThat(last).containsExactly(rows - 0.5);
  }

  @Test
  @Tag("slow")
  void writesTensorsBeyondTwoGibibytes() throws IOException {
    Path path = folder.resolve("large.safetensors");
    long rows = 300_000L;
    new SafetensorsWriter()
        .add(
            "x",
            TensorType.F64,
            (first, count, out) -> {
              for (int i = 0; i < count; i++) {
                Arrays.fill(out, i * 1000, (i + 1) * 1000, first + i);
              }
            },
            rows,
            1000)
        .write(path);
    assertThat(Files.size(path)).isGreaterThan(2_400_000_000L);
    SafetensorsFile file = SafetensorsFile.openVerified(path);
    double[] row = new double[1000];
    for (long number : new long[] {0, 1, 65, 66, 134_217, 268_435, rows - 1}) {
      file.readRows("x", number, 1, row, 0);
      assertThat(row).containsOnly(number);
    }
    Files.delete(path);
  }

  @Test
  @Tag("python")
  void plainPythonReadsIt() throws Exception {
    small();
    String script =
        """
        import hashlib, json, re, struct
        import numpy as np
        raw = open('small.safetensors', 'rb').read()
        n, = struct.unpack('<Q', raw[:8])
        assert n % 8 == 0
        text = raw[8:8 + n]
        header = json.loads(text)
        meta = header.pop('__metadata__')
        assert meta['note'] == 'naïve "quoted"\\nσ', meta
        sha = meta['vane_header_sha256']
        blank = text.replace(sha.encode(), b'0' * 64)
        assert hashlib.sha256(blank).hexdigest() == sha
        types = {'F64': '<f8', 'F32': '<f4', 'I32': '<i4', 'U8': 'u1'}
        def tensor(name):
            info = header[name]
            begin, end = info['data_offsets']
            data = np.frombuffer(raw[8 + n + begin:8 + n + end], dtype=types[info['dtype']])
            return data.reshape(info['shape'])
        assert tensor('matrix').tolist() == [[1, -2.5, 3e300], [5e-324, 5, 6]]
        assert tensor('whole').tolist() == [1, -2, 2**31 - 1]
        assert tensor('bytes').tolist() == [250, 251, 252, 253, 254]
        assert tensor('single') == np.float32(0.1) and tensor('single').shape == ()
        assert tensor('empty').shape == (0, 7)
        """;
    Process python =
        new ProcessBuilder("/usr/bin/python3", "-c", script)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(python.waitFor()).as(output).isZero();
  }

  private static void assertRefused(Path path, String description) {
    assertThatThrownBy(() -> SafetensorsFile.openVerified(path))
        .as(description)
        .isInstanceOf(SafetensorsFormatException.class)
        .hasMessageStartingWith(path + ": found ")
        .message()
        .doesNotContain("\n");
  }

  private static byte[] file(String header, int dataBytes) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + text.length + dataBytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(text.length)
        .put(text)
        .array();
  }
}
