package vane.spark.training;

import java.io.Serializable;
import java.util.Iterator;
import org.apache.spark.util.SerializableConfiguration;
import scala.Tuple2;
import vane.equivariant.sums.SectionTask;
import vane.equivariant.sums.SectionTaskCodec;
import vane.spark.frames.FrameParcel;

/**
 * What every task of a job is told. The task that is asked travels as bytes, and is made from them
 * once in each process.
 */
final class Asked implements Serializable {
  private static final long serialVersionUID = 1L;

  private final byte[] encoded;
  private final LabelNames names;
  private final boolean[][] patterns;
  private final SerializableConfiguration hadoop;
  private transient SectionTask<?> task;

  Asked(byte[] encoded, LabelNames names, boolean[][] patterns, SerializableConfiguration hadoop) {
    this.encoded = encoded;
    this.names = names;
    this.patterns = patterns;
    this.hadoop = hadoop;
  }

  synchronized SectionTask<?> task() {
    if (task == null) {
      task = SectionTaskCodec.decode(encoded);
    }
    return task;
  }

  /** What sections give. */
  Iterator<Tuple2<SectionResults.Key, double[]>> results(Iterator<SectionWork> sections) {
    return new SectionResults(task(), sections, names, patterns, hadoop.value());
  }

  /** The frames of a section themselves. */
  FrameParcel[] parcels(SectionWork work) {
    return work.read(names, patterns, hadoop.value()).chosen().stream()
        .map(chosen -> FrameParcel.of(chosen.frame()))
        .toArray(FrameParcel[]::new);
  }
}
