package vane.spark.training;

import java.util.Iterator;
import java.util.NoSuchElementException;
import scala.Tuple2;
import vane.equivariant.sums.SectionTask;

/** Combines the blocks of sections, which come sorted; one block is in memory at a time. */
final class BlockSums implements Iterator<Tuple2<Integer, double[]>> {
  private final SectionTask<?> task;
  private final Iterator<Tuple2<SectionResults.Key, double[]>> sorted;
  private Tuple2<SectionResults.Key, double[]> ahead;

  BlockSums(SectionTask<?> task, Iterator<Tuple2<SectionResults.Key, double[]>> sorted) {
    this.task = task;
    this.sorted = sorted;
    this.ahead = sorted.hasNext() ? sorted.next() : null;
  }

  @Override
  public boolean hasNext() {
    return ahead != null;
  }

  @Override
  public Tuple2<Integer, double[]> next() {
    if (ahead == null) {
      throw new NoSuchElementException("no block left");
    }
    int block = ahead._1().block();
    double[] total = new double[task.length(block)];
    while (ahead != null && ahead._1().block() == block) {
      task.combine(block, total, ahead._2());
      ahead = sorted.hasNext() ? sorted.next() : null;
    }
    return new Tuple2<>(block, total);
  }
}
