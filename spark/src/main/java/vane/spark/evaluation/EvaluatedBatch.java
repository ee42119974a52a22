package vane.spark.evaluation;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import vane.io.xyz.MissingColumnException;

/**
 * Some frames of one trajectory that follow each other, with their predictions.
 *
 * @param source the number of the trajectory
 * @param frames the frames
 * @param otherColumns columns of the first frame with forces that may be the forces, too
 * @param missing what the first frame without forces lacks; null if all have some
 * @param bad how many frames were left out, as they are not as a frame must be
 * @param firstBad what is wrong with the first of these; empty if there is none
 */
record EvaluatedBatch(
    int source,
    List<EvaluatedFrame> frames,
    List<String> otherColumns,
    MissingColumnException missing,
    long bad,
    String firstBad)
    implements Serializable {

  /** Copies the lists, into ones that can be sent. */
  EvaluatedBatch {
    frames = new ArrayList<>(frames);
    otherColumns = new ArrayList<>(otherColumns);
  }

  /**
   * Where a batch belongs.
   *
   * @param part the number of the part of the frames that it comes from
   * @param batch its number among those of the part
   * @param frame the number of its first frame there
   */
  record Place(int part, int batch, long frame) implements Comparable<Place>, Serializable {
    @Override
    public int compareTo(Place other) {
      int order = Integer.compare(part, other.part);
      return order == 0 ? Integer.compare(batch, other.batch) : order;
    }
  }
}
