package vane.io.safetensors;

/** The kinds of numbers in a tensor, named as in the file. */
public enum TensorType {
  /** 64-bit floating point. */
  F64(8),
  /** 32-bit floating point. */
  F32(4),
  /** Signed 32-bit integers. */
  I32(4),
  /** Unsigned bytes. */
  U8(1);

  private final int bytes;

  TensorType(int bytes) {
    this.bytes = bytes;
  }

  /**
   * The size of one number.
   *
   * @return in bytes
   */
  public int bytes() {
    return bytes;
  }

  /**
   * Whether the numbers are whole.
   *
   * @return true for {@link #I32} and {@link #U8}
   */
  public boolean isInteger() {
    return this == I32 || this == U8;
  }
}
