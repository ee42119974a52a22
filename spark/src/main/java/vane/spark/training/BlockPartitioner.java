package vane.spark.training;

import org.apache.spark.Partitioner;

/** Blocks in their order: each partition holds some that follow each other. */
final class BlockPartitioner extends Partitioner {
  private static final long serialVersionUID = 1L;

  /** The driver takes one partition at a time: so many blocks of half a megabyte at most. */
  private static final int BLOCKS = 64;

  private final int blocks;
  private final int partitions;

  /**
   * A partitioner.
   *
   * @param blocks how many blocks there are
   * @param tasks how many tasks work side by side
   */
  BlockPartitioner(int blocks, int tasks) {
    this.blocks = blocks;
    this.partitions = Math.min(blocks, Math.max(tasks, (blocks + BLOCKS - 1) / BLOCKS));
  }

  @Override
  public int numPartitions() {
    return partitions;
  }

  @Override
  public int getPartition(Object key) {
    return (int) ((long) ((SectionResults.Key) key).block() * partitions / blocks);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BlockPartitioner same
        && same.blocks == blocks
        && same.partitions == partitions;
  }

  @Override
  public int hashCode() {
    return 31 * blocks + partitions;
  }
}
