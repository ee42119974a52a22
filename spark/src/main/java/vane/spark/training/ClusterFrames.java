package vane.spark.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.SerializableConfiguration;
import scala.Tuple2;
import vane.equivariant.fit.ChosenFrame;
import vane.equivariant.fit.ChosenFrames;
import vane.equivariant.sums.SectionSums;
import vane.equivariant.sums.SectionTask;
import vane.equivariant.sums.SectionTaskCodec;
import vane.equivariant.sums.TrainingFrames;
import vane.spark.cluster.SparkRun;
import vane.spark.frames.FrameParcel;
import vane.structure.Element;
import vane.structure.LabelledStructure;
import vane.validation.ExampleUses;
import vane.validation.ExampleUses.Section;
import vane.validation.HeldOutBlocks.Use;

/**
 * Frames that are read where tasks run. What sections of them give is brought together block by
 * block, by one shuffle, and added in the order of the sections: the same bits with any number of
 * partitions and workers, and whatever was done twice.
 */
final class ClusterFrames implements TrainingFrames {
  private final SparkRun run;
  private final FrameOutlines outlines;
  private final ExampleUses uses;
  private final LabelNames names;
  private final int partitions;

  /**
   * Chooses among frames.
   *
   * @param run the cluster
   * @param outlines what the driver knows of the frames
   * @param names where the frames have what is learnt
   * @param limit how many atoms an element may have; 0 for all
   * @param partitions how many tasks share the sections at most
   */
  ClusterFrames(SparkRun run, FrameOutlines outlines, LabelNames names, int limit, int partitions) {
    this.run = run;
    this.outlines = outlines;
    this.uses = outlines.uses(limit);
    this.names = names;
    this.partitions = partitions;
  }

  @Override
  public SortedSet<Element> elements() {
    return outlines.elements();
  }

  @Override
  public ExampleUses uses() {
    return uses;
  }

  @Override
  public long energies() {
    return IntStream.range(0, uses.size())
        .filter(place -> outlines.knowsEnergy(uses.example(place)))
        .count();
  }

  @Override
  public long stresses() {
    return IntStream.range(0, uses.size())
        .filter(place -> outlines.knowsStress(uses.example(place)))
        .count();
  }

  @Override
  public <R extends SectionSums> R gather(SectionTask<R> task, Set<Use> wanted, String stage) {
    Patterns patterns = new Patterns();
    List<SectionWork> sections = new ArrayList<>();
    for (Section section : uses.sections(wanted)) {
      int[] places =
          IntStream.range(section.begin(), section.end())
              .filter(place -> wanted.contains(uses.use(place)))
              .toArray();
      sections.add(new SectionWork(sections.size(), parts(places, patterns)));
    }
    if (sections.isEmpty()) {
      return task.empty();
    }
    JavaSparkContext spark = run.context();
    Broadcast<Asked> asked =
        spark.broadcast(
            new Asked(
                SectionTaskCodec.encode(task),
                names,
                patterns.table(),
                new SerializableConfiguration(run.hadoop())));
    JavaPairRDD<SectionResults.Key, double[]> results =
        spark
            .parallelize(sections, Math.min(partitions, sections.size()))
            .mapPartitionsToPair(work -> asked.value().results(work));
    Partitioner inOrder = new BlockPartitioner(task.blocks(), partitions);
    JavaPairRDD<Integer, double[]> sums =
        results
            .repartitionAndSortWithinPartitions(inOrder)
            .mapPartitionsToPair(sorted -> new BlockSums(asked.value().task(), sorted))
            .persist(StorageLevel.DISK_ONLY());
    try {
      // All at once; then the blocks come one partition after the other.
      run.stage(stage, sums::count);
      Iterator<Tuple2<Integer, double[]>> blocks = sums.toLocalIterator();
      return task.of(next(blocks));
    } finally {
      sums.unpersist();
      asked.destroy();
    }
  }

  private static IntFunction<double[]> next(Iterator<Tuple2<Integer, double[]>> blocks) {
    return number -> {
      Tuple2<Integer, double[]> next = blocks.next();
      if (next._1() != number) {
        throw new IllegalStateException("block " + next._1() + ", expected " + number);
      }
      return next._2();
    };
  }

  /** Frames, as the ranges that they are in. */
  private List<SectionWork.Part> parts(int[] places, Patterns patterns) {
    List<SectionWork.Part> parts = new ArrayList<>();
    for (int begin = 0, end; begin < places.length; begin = end) {
      int range = outlines.rangeOf(uses.example(places[begin]));
      end = begin;
      while (end < places.length && outlines.rangeOf(uses.example(places[end])) == range) {
        end++;
      }
      int[] inRange = new int[end - begin];
      short[] patternOf = new short[inRange.length];
      for (int i = 0; i < inRange.length; i++) {
        inRange[i] = outlines.placeOf(uses.example(places[begin + i]));
        patternOf[i] = patterns.number(uses.kinds(places[begin + i]));
      }
      parts.add(new SectionWork.Part(outlines.range(range), inRange, patternOf));
    }
    return parts;
  }

  @Override
  public ChosenFrames sample(long atoms) {
    int[] places = uses.sample(atoms);
    Patterns patterns = new Patterns();
    List<SectionWork> works = new ArrayList<>();
    for (SectionWork.Part part : parts(places, patterns)) {
      works.add(new SectionWork(works.size(), List.of(part)));
    }
    Map<Integer, FrameParcel[]> parcels = new TreeMap<>();
    Broadcast<Asked> asked =
        run.context()
            .broadcast(
                new Asked(
                    new byte[0],
                    names,
                    patterns.table(),
                    new SerializableConfiguration(run.hadoop())));
    try {
      run.stage(
          "a sample of the frames",
          () -> {
            List<Tuple2<Integer, FrameParcel[]>> found =
                run.context()
                    .parallelize(works, Math.min(works.size(), 4 * partitions))
                    .map(work -> new Tuple2<>(work.number(), asked.value().parcels(work)))
                    .collect();
            found.forEach(each -> parcels.put(each._1(), each._2()));
            return found.size();
          });
    } finally {
      asked.destroy();
    }
    int[] series = uses.series();
    List<ChosenFrame> chosen = new ArrayList<>();
    for (FrameParcel[] work : parcels.values()) {
      for (FrameParcel parcel : work) {
        int place = places[chosen.size()];
        LabelledStructure frame = parcel.frame(series[place]);
        chosen.add(new ChosenFrame(frame, uses.kinds(place), uses.use(place)));
      }
    }
    return new ChosenFrames(chosen, Arrays.stream(places).map(place -> series[place]).toArray());
  }

  /** The different patterns of elements, each with a number. */
  private static final class Patterns {
    private final Map<List<Boolean>, Short> numbers = new HashMap<>();
    private final List<boolean[]> table = new ArrayList<>();

    short number(boolean[] pattern) {
      List<Boolean> key = new ArrayList<>();
      for (boolean each : pattern) {
        key.add(each);
      }
      return numbers.computeIfAbsent(
          key,
          unknown -> {
            table.add(pattern);
            return (short) (table.size() - 1);
          });
    }

    boolean[][] table() {
      return table.toArray(boolean[][]::new);
    }
  }
}
