package vane.spark.evaluation;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.Partitioner;
import vane.spark.frames.FrameRange;

/** Frames in their order, a few hundred to a partition: the driver takes one at a time. */
final class PlacePartitioner extends Partitioner {
  private static final long serialVersionUID = 1L;

  private static final int FRAMES = 500;

  /** The number of the first partition of each part, and the number of all. */
  private final int[] first;

  PlacePartitioner(List<List<FrameRange>> parts) {
    this.first = new int[parts.size() + 1];
    for (int part = 0; part < parts.size(); part++) {
      long frames = parts.get(part).stream().mapToLong(FrameRange::frames).sum();
      first[part + 1] = Math.addExact(first[part], (int) ((frames + FRAMES - 1) / FRAMES));
    }
  }

  @Override
  public int numPartitions() {
    return first[first.length - 1];
  }

  @Override
  public int getPartition(Object key) {
    EvaluatedBatch.Place place = (EvaluatedBatch.Place) key;
    int last = first[place.part() + 1] - 1;
    return (int) Math.min(last, first[place.part()] + place.frame() / FRAMES);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PlacePartitioner same && Arrays.equals(same.first, first);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(first);
  }
}
