package vane.spark.training;

import java.io.Serializable;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;
import scala.Tuple2;
import vane.equivariant.sums.SectionSums;
import vane.equivariant.sums.SectionTask;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;

/**
 * What sections give, block by block: one result is in memory at a time, outside of the Java heap,
 * and each block leaves as soon as it is made. Runs within a task.
 */
final class SectionResults implements Iterator<Tuple2<SectionResults.Key, double[]>> {
  /**
   * Which block of which section. Blocks are brought together, and within each the sections in
   * their order.
   *
   * @param block the number of the block
   * @param section the number of the section
   */
  record Key(int block, int section) implements Comparable<Key>, Serializable {
    @Override
    public int compareTo(Key other) {
      int order = Integer.compare(block, other.block);
      return order == 0 ? Integer.compare(section, other.section) : order;
    }
  }

  private final SectionTask<?> task;
  private final Iterator<SectionWork> sections;
  private final LabelNames names;
  private final boolean[][] patterns;
  private final Configuration hadoop;
  private final WorkerPool pool;
  private int section;
  private int block;
  private SectionSums found;

  SectionResults(
      SectionTask<?> task,
      Iterator<SectionWork> sections,
      LabelNames names,
      boolean[][] patterns,
      Configuration hadoop) {
    this.task = task;
    this.sections = sections;
    this.names = names;
    this.patterns = patterns;
    this.hadoop = hadoop;
    TaskContext context = TaskContext.get();
    this.pool = new WorkerPool(context.cpus());
    // Also where the task fails, or is stopped as another one was faster.
    TaskCompletionListener listener = ended -> close();
    context.addTaskCompletionListener(listener);
  }

  private void close() {
    if (found != null) {
      found.close();
      found = null;
    }
    pool.close();
  }

  @Override
  public boolean hasNext() {
    return found != null || sections.hasNext();
  }

  @Override
  public Tuple2<Key, double[]> next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no block left");
    }
    if (found == null) {
      SectionWork work = sections.next();
      SectionWork.Frames frames = work.read(names, patterns, hadoop);
      found = frames.naming(() -> task.of(frames.chosen(), pool, ProgressListener.SILENT));
      section = work.number();
      block = 0;
    }
    Tuple2<Key, double[]> next = new Tuple2<>(new Key(block, section), found.block(block));
    block++;
    if (block == task.blocks()) {
      found.close();
      found = null;
    }
    return next;
  }
}
