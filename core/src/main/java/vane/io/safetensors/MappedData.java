package vane.io.safetensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Bytes of a file, mapped in chunks, as one mapping of this Java version ends at 2 GiB.
 *
 * <p>Each chunk but the last also holds the first bytes of the next, so that no number is torn.
 */
final class MappedData {
  private static final int OVERLAP = Double.BYTES;

  private final MappedByteBuffer[] chunks;
  private final int chunkBytes;

  MappedData(FileChannel channel, long begin, long length, int chunkBytes) throws IOException {
    this.chunkBytes = chunkBytes;
    this.chunks = new MappedByteBuffer[Math.toIntExact((length + chunkBytes - 1) / chunkBytes)];
    for (int i = 0; i < chunks.length; i++) {
      long offset = (long) i * chunkBytes;
      long size = Math.min(length - offset, (long) chunkBytes + OVERLAP);
      chunks[i] = channel.map(FileChannel.MapMode.READ_ONLY, begin + offset, size);
    }
  }

  /** Reads numbers from a place that the header has been checked to contain. */
  void read(TensorType type, long position, int count, DoubleBuffer destination) {
    long place = position;
    int left = count;
    while (left > 0) {
      int within = (int) (place % chunkBytes);
      // Numbers that begin in this chunk; the overlap completes the last of them.
      int here = Math.min(left, (chunkBytes - within + type.bytes() - 1) / type.bytes());
      ByteBuffer chunk =
          chunks[(int) (place / chunkBytes)].duplicate().order(ByteOrder.LITTLE_ENDIAN);
      chunk.position(within).limit(within + here * type.bytes());
      copy(type, chunk, here, destination);
      place += (long) here * type.bytes();
      left -= here;
    }
  }

  private static void copy(TensorType type, ByteBuffer from, int count, DoubleBuffer to) {
    switch (type) {
      case F64 -> to.put(from.asDoubleBuffer());
      case F32 -> {
        for (int i = 0; i < count; i++) {
          to.put(from.getFloat());
        }
      }
      case I32 -> {
        for (int i = 0; i < count; i++) {
          to.put(from.getInt());
        }
      }
      case U8 -> {
        for (int i = 0; i < count; i++) {
          to.put(from.get() & 0xff);
        }
      }
    }
  }
}
