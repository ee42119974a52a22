package vane.linalg;

import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Doubles outside the Java heap, zero at first, aligned to a cache line.
 *
 * <p>The memory goes back when the storage is closed and nobody holds it any more, or when the
 * garbage collector finds that nobody can reach it.
 */
final class Storage {
  private static final int ALIGNMENT_BYTES = 64;
  // A DoubleBuffer spans at most 2^31 bytes, so longer storage is seen through several of them.
  private static final int SLAB_SHIFT = 27;
  private static final int SLAB_DOUBLES = 1 << SLAB_SHIFT;
  private static final int SLAB_SINGLES = 2 * SLAB_DOUBLES;
  private static final Cleaner CLEANER = Cleaner.create();

  private final long address;
  private final long doubles;
  private final DoubleBuffer[] slabs;
  private final FloatBuffer[] singles;
  private final Cleaner.Cleanable memory;
  private final AtomicBoolean closed = new AtomicBoolean();
  // Whoever made the storage holds it once; native code that runs on it holds it once more.
  private final AtomicInteger holders = new AtomicInteger(1);

  Storage(long doubles) {
    OpenBlas.load();
    Pointer base = Pointer.calloc(doubles * Double.BYTES + ALIGNMENT_BYTES, 1);
    if (base == null || base.isNull()) {
      throw new OutOfMemoryError(
          "no memory for " + doubles + " doubles (" + doubles * Double.BYTES / 1_000_000 + " MB)");
    }
    this.memory = CLEANER.register(this, () -> Pointer.free(base));
    this.address = (base.address() + ALIGNMENT_BYTES - 1) / ALIGNMENT_BYTES * ALIGNMENT_BYTES;
    this.doubles = doubles;
    this.slabs = new DoubleBuffer[Math.toIntExact((doubles + SLAB_DOUBLES - 1) >> SLAB_SHIFT)];
    this.singles = new FloatBuffer[slabs.length];
    for (int s = 0; s < slabs.length; s++) {
      long from = (long) s << SLAB_SHIFT;
      long bytes = Math.min(SLAB_DOUBLES, doubles - from) * Double.BYTES;
      ByteBuffer slab =
          new NativeBytes(address + from * Double.BYTES, bytes)
              .asByteBuffer()
              .order(ByteOrder.nativeOrder());
      slabs[s] = slab.asDoubleBuffer();
      singles[s] = slab.asFloatBuffer();
    }
  }

  private static final class NativeBytes extends BytePointer {
    NativeBytes(long address, long bytes) {
      this.address = address;
      this.limit = bytes;
      this.capacity = bytes;
    }
  }

  double get(long index) {
    requireOpen();
    return slabs[(int) (index >>> SLAB_SHIFT)].get((int) index & SLAB_DOUBLES - 1);
  }

  void set(long index, double value) {
    requireOpen();
    slabs[(int) (index >>> SLAB_SHIFT)].put((int) index & SLAB_DOUBLES - 1, value);
  }

  void read(long index, double[] destination, int offset, int count) {
    hold();
    try {
      for (int done = 0; done < count; ) {
        int inSlab = (int) (index + done) & SLAB_DOUBLES - 1;
        int now = Math.min(count - done, SLAB_DOUBLES - inSlab);
        slabs[(int) (index + done >>> SLAB_SHIFT)].get(inSlab, destination, offset + done, now);
        done += now;
      }
    } finally {
      release();
    }
  }

  void write(long index, double[] source, int offset, int count) {
    hold();
    try {
      for (int done = 0; done < count; ) {
        int inSlab = (int) (index + done) & SLAB_DOUBLES - 1;
        int now = Math.min(count - done, SLAB_DOUBLES - inSlab);
        slabs[(int) (index + done >>> SLAB_SHIFT)].put(inSlab, source, offset + done, now);
        done += now;
      }
    } finally {
      release();
    }
  }

  /** Reads the storage as floats, two in the place of a double; the index counts floats. */
  void readSingles(long index, float[] destination, int offset, int count) {
    hold();
    try {
      for (int done = 0; done < count; ) {
        int inSlab = (int) (index + done) & SLAB_SINGLES - 1;
        int now = Math.min(count - done, SLAB_SINGLES - inSlab);
        singles[(int) (index + done >>> SLAB_SHIFT + 1)].get(
            inSlab, destination, offset + done, now);
        done += now;
      }
    } finally {
      release();
    }
  }

  void writeSingles(long index, float[] source, int offset, int count) {
    hold();
    try {
      for (int done = 0; done < count; ) {
        int inSlab = (int) (index + done) & SLAB_SINGLES - 1;
        int now = Math.min(count - done, SLAB_SINGLES - inSlab);
        singles[(int) (index + done >>> SLAB_SHIFT + 1)].put(inSlab, source, offset + done, now);
        done += now;
      }
    } finally {
      release();
    }
  }

  /** A pointer to floats for native code; valid as long as the caller holds the storage. */
  NativeSingles singlesPointer(long index) {
    return new NativeSingles(address + index * Float.BYTES, 2 * doubles - index);
  }

  /** A pointer for native code; valid as long as the caller holds the storage. */
  NativeDoubles pointer(long index) {
    return new NativeDoubles(address + index * Double.BYTES, doubles - index);
  }

  void requireOpen() {
    if (closed.get()) {
      throw new IllegalStateException("the matrix is closed");
    }
  }

  boolean isClosed() {
    return closed.get();
  }

  /** Keeps the memory until the matching {@link #release()}, whoever closes it meanwhile. */
  void hold() {
    int now = holders.get();
    while (true) {
      if (now == 0 || closed.get()) {
        throw new IllegalStateException("the matrix is closed");
      }
      int seen = holders.compareAndExchange(now, now + 1);
      if (seen == now) {
        return;
      }
      now = seen;
    }
  }

  void release() {
    if (holders.decrementAndGet() == 0) {
      memory.clean();
    }
  }

  void close() {
    if (closed.compareAndSet(false, true)) {
      release();
    }
  }
}
