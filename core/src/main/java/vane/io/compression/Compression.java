package vane.io.compression;

import java.util.Arrays;

/** How a file is compressed, by its first bytes. */
enum Compression {
  GZIP("gzip", 0x1F, 0x8B),
  BZIP2("bzip2", 'B', 'Z', 'h'),
  XZ("xz", 0xFD, '7', 'z', 'X', 'Z', 0),
  ZSTD("zstd", 0x28, 0xB5, 0x2F, 0xFD),
  ZIP("zip", 'P', 'K', 3, 4),
  EMPTY_ZIP("zip", 'P', 'K', 5, 6),
  NONE("plain");

  /** As many bytes as the longest beginning has. */
  static final int LONGEST_MAGIC = 6;

  private final String label;
  private final byte[] magic;

  Compression(String label, int... magic) {
    this.label = label;
    this.magic = new byte[magic.length];
    for (int i = 0; i < magic.length; i++) {
      this.magic[i] = (byte) magic[i];
    }
  }

  /** The compression of a file that begins with these bytes. */
  static Compression of(byte[] beginning) {
    return Arrays.stream(values())
        .filter(each -> begins(beginning, each.magic))
        .findFirst()
        .orElse(NONE);
  }

  private static boolean begins(byte[] bytes, byte[] magic) {
    return bytes.length >= magic.length
        && Arrays.equals(bytes, 0, magic.length, magic, 0, magic.length);
  }

  /** Its name in messages. */
  String label() {
    return label;
  }
}
