package vane.spark.training;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import scala.Tuple2;
import vane.PlainReason;
import vane.audit.StructureFingerprints;
import vane.equivariant.EquivariantPotential;
import vane.equivariant.sums.FrameSums;
import vane.model.EquivariantForceModel;
import vane.model.EquivariantForceModelTrainer;
import vane.model.EquivariantForceModelUpdate;
import vane.model.EquivariantForceSettings;
import vane.model.Provenance;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.spark.cluster.ProcessMemory;
import vane.spark.cluster.SparkRun;
import vane.spark.frames.FrameIndex;
import vane.spark.frames.FrameRange;
import vane.spark.frames.FrameSource;
import vane.validation.HeldOutBlocks.Use;

/**
 * Trains equivariant models on frames that are read where tasks run. A model is the same, bit for
 * bit, as one that is trained in one process with the same settings and no limit of time: what is
 * asked of frames, and the order in which it is added, is the same.
 *
 * <p>The driver holds some tens of bytes a frame, a sample of the frames, and the normal equations.
 * No limit of time applies to how many frames are learnt from or how many functions there are.
 */
public final class ClusterTraining {
  /** A task looks at so many frames at a time. */
  private static final int FRAMES = 512;

  /** Tasks cost the driver time: ranges share them. */
  private static final int MOST_TASKS = 4000;

  /** With more structures, a model would be larger for its fingerprints than for its weights. */
  private static final int MOST_FINGERPRINTS = 200_000;

  private final SparkRun run;
  private final LabelNames names;
  private final int partitions;
  private final Consumer<String> warnings;

  /**
   * A training.
   *
   * @param run the cluster
   * @param names where the frames have what is learnt
   * @param partitions how many tasks share the frames at most
   * @param warnings hears of what is left out
   */
  public ClusterTraining(
      SparkRun run, LabelNames names, int partitions, Consumer<String> warnings) {
    this.run = run;
    this.names = names;
    this.partitions = partitions;
    this.warnings = warnings;
  }

  /**
   * Trains a model.
   *
   * @param index the frames
   * @param settings how
   * @param pool the threads of the driver
   * @param progress hears of the stages of the driver
   * @param keep is handed the sums of all frames; they are closed afterwards
   * @return the model
   * @throws vane.InputException if a frame is not as it must be or there is nothing to learn from
   */
  public EquivariantForceModel fit(
      FrameIndex index,
      EquivariantForceSettings settings,
      WorkerPool pool,
      ProgressListener progress,
      Consumer<FrameSums> keep) {
    List<ProcessMemory> processes = ProcessMemory.of(run);
    MemoryNeed.requireHeap(processes.get(0), index.frames());
    List<FrameRange> ranges = index.ranges(FRAMES);
    FirstFrames first = FirstFrames.audit(ranges, names, run.hadoop(), warnings);
    // Before all frames are looked at, and again when all elements and sections are known.
    need(settings, Math.max(1, first.elements()), first.kinds()).require(processes, 1);
    List<RangeOutline> found = outlines(ranges);
    FrameOutlines outlines =
        FrameOutlines.of(ranges, found, Optional.empty(), fingerprint -> false, warnings);
    need(settings, outlines.elements().size(), outlines.kinds())
        .require(processes, sections(outlines, settings.trainingEnvironments().orElse(0), Use.FIT));
    EquivariantPotential potential =
        new EquivariantForceModelTrainer(settings, pool, progress)
            .fit(limit -> new ClusterFrames(run, outlines, names, limit, partitions), keep);
    return new EquivariantForceModel(
        potential, provenance(index, ranges, found, outlines, settings.seed()));
  }

  /**
   * Adds frames to a model whose training kept its sums, without any old frame.
   *
   * @param index the frames; those that the model has learnt from already are left out
   * @param before the model; not modified
   * @param sums the sums of its training; the frames are added to them
   * @param pool the threads of the driver
   * @param progress hears of the stages of the driver
   * @return a new model
   * @throws vane.InputException as {@link EquivariantForceModelUpdate#add} does
   */
  public EquivariantForceModel add(
      FrameIndex index,
      EquivariantForceModel before,
      FrameSums sums,
      WorkerPool pool,
      ProgressListener progress) {
    List<ProcessMemory> processes = ProcessMemory.of(run);
    MemoryNeed.requireHeap(processes.get(0), index.frames());
    MemoryNeed need = need(sums);
    need.require(processes, 1);
    List<FrameRange> ranges = index.ranges(FRAMES);
    FirstFrames.audit(ranges, names, run.hadoop(), warnings);
    List<RangeOutline> found = outlines(ranges);
    FrameOutlines outlines =
        FrameOutlines.of(
            ranges,
            found,
            Optional.of(before.elements()),
            before.provenance().structures()::contains,
            warnings);
    need.require(processes, sections(outlines, 0, Use.values()));
    return new EquivariantForceModelUpdate(pool, warnings, progress)
        .add(
            before,
            sums,
            new ClusterFrames(run, outlines, names, 0, partitions),
            provenance(index, ranges, found, outlines, before.provenance().seed()));
  }

  private static MemoryNeed need(EquivariantForceSettings settings, int elements, int kinds) {
    return new MemoryNeed(settings.functions(elements), elements, kinds, false);
  }

  private static MemoryNeed need(FrameSums sums) {
    int elements = sums.forces().elements().size();
    int kinds = 1 + (sums.energies().isPresent() ? 1 : 0) + (sums.virials().isPresent() ? 1 : 0);
    return new MemoryNeed(sums.forces().features() / elements, elements, kinds, true);
  }

  private static int sections(FrameOutlines outlines, int limit, Use... uses) {
    return outlines.uses(limit).sections(Set.of(uses)).size();
  }

  private List<RangeOutline> outlines(List<FrameRange> ranges) {
    LabelNames told = names;
    Broadcast<SerializableConfiguration> hadoop =
        run.context().broadcast(new SerializableConfiguration(run.hadoop()));
    try {
      return run.stage(
          "looking at frames",
          () ->
              run.context()
                  .parallelize(ranges, Math.min(ranges.size(), MOST_TASKS))
                  .map(range -> RangeOutline.of(range, told, hadoop.value().value()))
                  .collect());
    } finally {
      hadoop.destroy();
    }
  }

  private Provenance provenance(
      FrameIndex index,
      List<FrameRange> ranges,
      List<RangeOutline> found,
      FrameOutlines outlines,
      long seed) {
    List<FrameSource> sources = index.sources();
    List<String> digests = digests(sources);
    List<Provenance.DataFile> files = new ArrayList<>();
    int range = 0;
    for (int s = 0; s < sources.size(); s++) {
      long chosen = index.frames(s);
      long frames = 0;
      for (; chosen > 0; range++) {
        chosen -= ranges.get(range).frames();
        frames += found.get(range).frames();
      }
      files.add(Provenance.DataFile.named(sources.get(s).toString(), digests.get(s), frames));
    }
    Provenance provenance = Provenance.ofThisProgram(files, seed);
    if (outlines.size() > MOST_FINGERPRINTS) {
      return provenance;
    }
    return provenance.with(StructureFingerprints.of(outlines.fingerprints()));
  }

  /** The SHA-256 of the files of each source, one after the other. */
  private List<String> digests(List<FrameSource> sources) {
    List<Tuple2<Integer, List<String>>> wanted = new ArrayList<>();
    for (int s = 0; s < sources.size(); s++) {
      List<String> uris = new ArrayList<>();
      for (FileStatus file : sources.get(s).files()) {
        uris.add(file.getPath().toString());
      }
      wanted.add(new Tuple2<>(s, uris));
    }
    Broadcast<SerializableConfiguration> hadoop =
        run.context().broadcast(new SerializableConfiguration(run.hadoop()));
    try {
      return run.stage(
          "checksums of the files",
          () ->
              run.context()
                  .parallelize(wanted, Math.min(wanted.size(), MOST_TASKS))
                  .map(each -> digest(each._2(), hadoop.value().value()))
                  .collect());
    } finally {
      hadoop.destroy();
    }
  }

  private static String digest(List<String> uris, Configuration hadoop) {
    try {
      MessageDigest digest = Provenance.sha256();
      for (String uri : uris) {
        Path path = new Path(uri);
        try (InputStream in = path.getFileSystem(hadoop).open(path)) {
          Provenance.update(digest, in);
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException failed) {
      throw new UncheckedIOException(PlainReason.ofSystem(failed), failed);
    }
  }
}
