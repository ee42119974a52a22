package vane.linalg;

import org.bytedeco.javacpp.FloatPointer;

/** A pointer to floats that live elsewhere; it frees nothing. */
final class NativeSingles extends FloatPointer {
  NativeSingles(long address, long floats) {
    this.address = address;
    this.limit = floats;
    this.capacity = floats;
  }
}
