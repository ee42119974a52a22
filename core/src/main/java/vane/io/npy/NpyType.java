package vane.io.npy;

import java.nio.ByteBuffer;

/** The kinds of numbers that are read; the floating-point ones are also written. */
public enum NpyType {
  /** 64-bit floating point. */
  FLOAT64("f8", 8),
  /** 32-bit floating point. */
  FLOAT32("f4", 4),
  /** Signed 64-bit integers. */
  INT64("i8", 8),
  /** Signed 32-bit integers. */
  INT32("i4", 4),
  /** Unsigned bytes. */
  UINT8("u1", 1);

  private final String code;
  private final int bytes;

  NpyType(String code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  /**
   * NumPy's name without the byte order.
   *
   * @return such as {@code f8}
   */
  public String code() {
    return code;
  }

  /**
   * The size of one number.
   *
   * @return in bytes
   */
  public int bytes() {
    return bytes;
  }

  /** Whether the numbers are whole. */
  boolean isInteger() {
    return this != FLOAT64 && this != FLOAT32;
  }

  double readDouble(ByteBuffer buffer) {
    return switch (this) {
      case FLOAT64 -> buffer.getDouble();
      case FLOAT32 -> buffer.getFloat();
      default -> (double) readLong(buffer);
    };
  }

  long readLong(ByteBuffer buffer) {
    return switch (this) {
      case INT64 -> buffer.getLong();
      case INT32 -> buffer.getInt();
      case UINT8 -> buffer.get() & 0xff;
      default -> throw new IllegalStateException(this + " is not an integer type");
    };
  }

  void write(ByteBuffer buffer, double value) {
    switch (this) {
      case FLOAT64 -> buffer.putDouble(value);
      case FLOAT32 -> buffer.putFloat((float) value);
      default -> throw new IllegalStateException(this + " is not written");
    }
  }
}
