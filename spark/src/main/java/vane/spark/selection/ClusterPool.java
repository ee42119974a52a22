package vane.spark.selection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import vane.InputException;
import vane.Plural;
import vane.design.Candidate;
import vane.design.CandidatePool;
import vane.design.Choice;
import vane.design.Information;
import vane.spark.cluster.SparkRun;
import vane.spark.cluster.WorkerModel;
import vane.spark.frames.FrameIndex;
import vane.spark.frames.FrameRange;
import vane.spark.frames.NoticedStructure;

/** A pool whose frames are read and described where tasks run, whenever they are asked for. */
final class ClusterPool implements CandidatePool {
  /** The most frames of a part: to get one of them, those before it are read, too. */
  private static final int FRAMES = 64;

  /** Tasks cost the driver time: parts share them. */
  private static final int MOST_TASKS = 4000;

  /** How many atoms are asked for at once, in 1 kB each. */
  private static final long ATOMS_AT_ONCE = 50_000;

  /** The part of the heap of the driver that candidates may take. */
  private static final double SHARE_OF_HEAP = 0.25;

  private final SparkRun run;
  private final WorkerModel model;
  private final boolean skipBadFrames;
  private final List<ArrayList<FrameRange>> parts = new ArrayList<>();
  private final Set<String> files = new LinkedHashSet<>();
  private final List<String> warnings = new ArrayList<>();

  /** The number of the first frame of each part, and the number of all. */
  private final int[] first;

  private final int[] atoms;

  /** What frames tell at first; none after it was asked for. */
  private double[] firstGains;

  private final double[][] firstFactors;

  ClusterPool(
      SparkRun run, WorkerModel model, FrameIndex index, Information known, boolean skipBadFrames) {
    this.run = run;
    this.model = model;
    this.skipBadFrames = skipBadFrames;
    index.parts(FRAMES).forEach(part -> parts.add(new ArrayList<>(part)));
    this.firstFactors = known.factors();
    List<PoolPart.Seen> seen = look(firstFactors);
    this.first = new int[parts.size() + 1];
    List<NoticedStructure> noticed = new ArrayList<>();
    long bad = 0;
    String firstBad = "";
    for (int part = 0; part < parts.size(); part++) {
      PoolPart.Seen each = seen.get(part);
      if (each.gains().length > Integer.MAX_VALUE - 8 - first[part]) {
        throw new InputException(
            "found more than 2 billion frames, expected fewer; a selection such as @::10 takes some");
      }
      first[part + 1] = first[part] + each.gains().length;
      files.addAll(each.files());
      noticed.addAll(each.noticed());
      firstBad = firstBad.isEmpty() ? each.firstBad() : firstBad;
      bad += each.bad();
    }
    this.firstGains = gains(seen);
    this.atoms = seen.stream().flatMapToInt(each -> Arrays.stream(each.atoms())).toArray();
    if (size() == 0) {
      throw new InputException(firstBad + "; no frame is left, expected at least one good frame");
    }
    warnings.addAll(NoticedStructure.warnings(noticed, index.sources()));
    if (bad > 0) {
      warnings.add(
          "left out "
              + Plural.of(bad, "frame")
              + " not as a frame must be, the first: "
              + firstBad);
    }
  }

  private List<PoolPart.Seen> look(double[][] factors) {
    WorkerModel told = model;
    boolean skip = skipBadFrames;
    Broadcast<SerializableConfiguration> hadoop = hadoop();
    Broadcast<double[][]> known = run.context().broadcast(factors);
    try {
      return run.stage(
          "describing",
          () ->
              run.context()
                  .parallelize(parts, Math.min(parts.size(), MOST_TASKS))
                  .map(
                      part ->
                          PoolPart.seen(part, told, known.value(), skip, hadoop.value().value()))
                  .collect());
    } finally {
      known.destroy();
      hadoop.destroy();
    }
  }

  private Broadcast<SerializableConfiguration> hadoop() {
    JavaSparkContext context = run.context();
    return context.broadcast(new SerializableConfiguration(run.hadoop()));
  }

  private double[] gains(List<PoolPart.Seen> seen) {
    return seen.stream().flatMapToDouble(each -> Arrays.stream(each.gains())).toArray();
  }

  /** The files that the frames come from. */
  List<java.nio.file.Path> files() {
    return files.stream().map(java.nio.file.Path::of).toList();
  }

  /** What looks wrong, and what was left out. */
  List<String> warnings() {
    return warnings;
  }

  @Override
  public int size() {
    return first[first.length - 1];
  }

  @Override
  public double[] gains(Information known) {
    double[][] factors = known.factors();
    if (firstGains != null && Arrays.deepEquals(factors, firstFactors)) {
      double[] found = firstGains;
      firstGains = null;
      return found;
    }
    double[] found = gains(look(factors));
    if (found.length != size()) {
      throw new InputException(
          "found " + found.length + " frames, expected " + size() + ": the pool has changed");
    }
    return found;
  }

  @Override
  public List<Candidate> candidates(int[] numbers) {
    int count = 0;
    for (long sum = 0; count < numbers.length && sum < ATOMS_AT_ONCE; count++) {
      sum += atoms[numbers[count]];
    }
    int[] wanted = Arrays.copyOf(numbers, count);
    WorkerModel told = model;
    boolean skip = skipBadFrames;
    Broadcast<SerializableConfiguration> hadoop = hadoop();
    List<PoolPart.Wanted> works = works(wanted, new double[count]);
    Map<Integer, double[][]> found = new HashMap<>();
    try {
      run.silently(
              () ->
                  run.context()
                      .parallelize(works, Math.min(works.size(), MOST_TASKS))
                      .flatMap(
                          work ->
                              PoolPart.described(work, told, skip, hadoop.value().value())
                                  .iterator())
                      .collect())
          .forEach(each -> found.put(each.number(), each.rows()));
    } finally {
      hadoop.destroy();
    }
    return Arrays.stream(wanted).mapToObj(number -> new Candidate(found.get(number))).toList();
  }

  /** Frames by the parts that they are in. */
  private List<PoolPart.Wanted> works(int[] numbers, double[] gains) {
    TreeMap<Integer, TreeMap<Integer, Double>> byPart = new TreeMap<>();
    for (int i = 0; i < numbers.length; i++) {
      int part = partOf(numbers[i]);
      byPart
          .computeIfAbsent(part, unknown -> new TreeMap<>())
          .put(numbers[i] - first[part], gains[i]);
    }
    List<PoolPart.Wanted> works = new ArrayList<>();
    byPart.forEach(
        (part, places) ->
            works.add(
                new PoolPart.Wanted(
                    parts.get(part),
                    first[part],
                    places.keySet().stream().mapToInt(Integer::intValue).toArray(),
                    places.values().stream().mapToDouble(Double::doubleValue).toArray())));
    return works;
  }

  private int partOf(int number) {
    int found = Arrays.binarySearch(first, number);
    int part = found >= 0 ? found : -found - 2;
    // Parts without good frames begin where the next one does.
    while (first[part + 1] <= number) {
      part++;
    }
    return part;
  }

  /** The frames that were chosen, by their numbers. */
  Map<Integer, PoolPart.Written> written(List<Choice> choices) {
    boolean skip = skipBadFrames;
    Broadcast<SerializableConfiguration> hadoop = hadoop();
    List<PoolPart.Wanted> works =
        works(
            choices.stream().mapToInt(Choice::candidate).toArray(),
            choices.stream().mapToDouble(Choice::gain).toArray());
    Map<Integer, PoolPart.Written> written = new HashMap<>();
    try {
      run.stage(
              "reading the chosen frames",
              () ->
                  run.context()
                      .parallelize(works, Math.min(works.size(), MOST_TASKS))
                      .flatMap(
                          work -> PoolPart.written(work, skip, hadoop.value().value()).iterator())
                      .collect())
          .forEach(each -> written.put(each.number(), each));
    } finally {
      hadoop.destroy();
    }
    return written;
  }

  @Override
  public long mostNumbers() {
    return (long) (SHARE_OF_HEAP * Runtime.getRuntime().maxMemory()) / Double.BYTES;
  }
}
