package vane.audit;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.stream.LongStream;
import vane.structure.Structure;

/**
 * A number for each of many structures, by which the same structure is known again without its
 * positions being kept. Immutable.
 */
public final class StructureFingerprints {
  /** Of no structure. */
  public static final StructureFingerprints NONE = new StructureFingerprints(new long[0]);

  private static final double COORDINATES_PER_ANGSTROM = 1e5;
  private static final long PRIME = 0x100000001b3L;
  private static final long BASIS = 0xcbf29ce484222325L;

  private final long[] sorted;

  private StructureFingerprints(long[] sorted) {
    this.sorted = sorted;
  }

  /**
   * The fingerprints of structures.
   *
   * @param structures any number of them
   * @return their fingerprints
   */
  public static StructureFingerprints of(Collection<Structure> structures) {
    return new StructureFingerprints(
        structures.stream().mapToLong(StructureFingerprints::of).sorted().toArray());
  }

  /**
   * The fingerprints that {@link #of(Structure)} gave, of structures that are elsewhere.
   *
   * @param numbers the fingerprints in any order; copied
   * @return all of them
   */
  public static StructureFingerprints of(long[] numbers) {
    long[] sorted = numbers.clone();
    Arrays.sort(sorted);
    return new StructureFingerprints(sorted);
  }

  /**
   * The fingerprint of a structure: FNV-1a of elements and coordinates to five digits, with the
   * bits mixed once more.
   *
   * @param structure the structure
   * @return its fingerprint
   */
  public static long of(Structure structure) {
    long hash = BASIS;
    for (int i = 0; i < structure.size(); i++) {
      hash = (hash ^ structure.element(i).atomicNumber()) * PRIME;
      for (int axis = 0; axis < 3; axis++) {
        long coordinate = Math.round(structure.position(i, axis) * COORDINATES_PER_ANGSTROM);
        hash = (hash ^ coordinate) * PRIME;
        hash ^= hash >>> 29;
      }
    }
    return hash;
  }

  /**
   * These and others together.
   *
   * @param others those of other structures
   * @return new fingerprints; what both hold is held twice
   */
  public StructureFingerprints and(StructureFingerprints others) {
    return new StructureFingerprints(
        LongStream.concat(Arrays.stream(sorted), Arrays.stream(others.sorted)).sorted().toArray());
  }

  /**
   * Whether a structure is one of these.
   *
   * @param structure the structure
   * @return true if it is; of others one in 10¹⁵ or fewer
   */
  public boolean contains(Structure structure) {
    return contains(of(structure));
  }

  /**
   * Whether a fingerprint is one of these.
   *
   * @param fingerprint what {@link #of(Structure)} gave
   * @return true if it is
   */
  public boolean contains(long fingerprint) {
    return Arrays.binarySearch(sorted, fingerprint) >= 0;
  }

  /**
   * How many there are.
   *
   * @return zero or more
   */
  public int size() {
    return sorted.length;
  }

  /**
   * All as a text.
   *
   * @return Base64 of eight bytes each, the highest first
   */
  public String text() {
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * sorted.length);
    Arrays.stream(sorted).forEach(bytes::putLong);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  /**
   * Reads {@link #text()}.
   *
   * @param text the text
   * @return the fingerprints
   * @throws IllegalArgumentException if it is no such text
   */
  public static StructureFingerprints parse(String text) {
    ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
    if (bytes.remaining() % Long.BYTES != 0) {
      throw new IllegalArgumentException(
          "found " + bytes.remaining() + " bytes of fingerprints, expected a multiple of 8");
    }
    long[] read = new long[bytes.remaining() / Long.BYTES];
    for (int i = 0; i < read.length; i++) {
      read[i] = bytes.getLong();
    }
    Arrays.sort(read);
    return new StructureFingerprints(read);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StructureFingerprints
        && Arrays.equals(sorted, ((StructureFingerprints) other).sorted);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sorted);
  }

  @Override
  public String toString() {
    return sorted.length + " fingerprints";
  }
}
