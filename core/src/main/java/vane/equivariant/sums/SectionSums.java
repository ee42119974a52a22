package vane.equivariant.sums;

/**
 * What a {@link SectionTask} found in some frames, as numbered blocks of numbers. One thread at a
 * time uses an object.
 */
public interface SectionSums extends AutoCloseable {
  /**
   * One block of numbers.
   *
   * @param number from zero, below {@link SectionTask#blocks}
   * @return the numbers, a new array of at most some hundred thousand
   */
  double[] block(int number);

  /** Frees the memory. */
  @Override
  void close();
}
