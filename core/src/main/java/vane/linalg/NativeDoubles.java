package vane.linalg;

import org.bytedeco.javacpp.DoublePointer;

/** A pointer to doubles that live elsewhere; it frees nothing. */
final class NativeDoubles extends DoublePointer {
  NativeDoubles(long address, long doubles) {
    this.address = address;
    this.limit = doubles;
    this.capacity = doubles;
  }
}
