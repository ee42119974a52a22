package vane.spark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vane.InputException;
import vane.cli.program.ForceOption;
import vane.cli.program.MessageOptions;
import vane.cli.program.OutputPath;
import vane.cli.program.RunOptions;
import vane.cli.program.StageProgress;
import vane.cli.training.EquivariantOptions;
import vane.cli.training.KeptSums;
import vane.cli.training.NetworkOption;
import vane.cli.training.ObservationOptions;
import vane.cli.training.SumsOptions;
import vane.equivariant.sums.FrameSums;
import vane.io.output.EarlierOutput;
import vane.io.output.PendingFile;
import vane.io.output.WriteCheck;
import vane.model.EquivariantForceModel;
import vane.model.EquivariantForceSettings;
import vane.model.ForceModel;
import vane.model.file.FrameSumsFile;
import vane.model.file.ModelFile;
import vane.parallel.WorkerPool;
import vane.spark.cluster.SparkRun;
import vane.spark.frames.FrameIndex;
import vane.spark.training.ClusterTraining;
import vane.spark.training.LabelNames;

/** {@code vane-spark train}: a model from more frames than one machine holds. */
@Command(
    name = "train",
    description =
        "Trains an equivariant model on all frames of trajectories or tables; the model is that of"
            + " vane train.",
    footer = {
      "",
      "All atoms are learnt from, unless --training-environments limits them, and no budget of time",
      "limits the functions of a preset: 1300 of an element for default, 2200 for accurate. Networks",
      "(--preset accurate) are trained by the driver, with a sample of the frames.",
      "",
      "The model does not depend on the number of partitions, workers or retries. With --keep-sums",
      "more frames can be added later (--add-to), here or by vane train, without the old ones.",
      "",
      "Examples:",
      "  vane-spark train frames.parquet --out water.vane",
      "  vane-spark train 'hdfs://host/runs/*.xyz' --preset accurate --networks 0 --out runs.vane"
    })
final class TrainCommand extends ClusterCommand {
  /** What a first training has decided. */
  private static final Set<String> CHOSEN_BEFORE = Set.of("--preset", "--training-environments");

  @Parameters(arity = "1..*", paramLabel = "IN", description = InputOptions.INPUTS)
  private List<String> inputs;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "MODEL",
      converter = OutputPath.class,
      description =
          "The model file to write, on the machine of the driver; one that is there stays, unless"
              + " --force is given.")
  private Path out;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      defaultValue = "default",
      description = "The set of default values: fast, default or accurate (default: default).")
  private String preset;

  @Option(
      names = "--training-environments",
      paramLabel = "N",
      description =
          "At most this many atoms of each element, in whole frames that are spread evenly"
              + " (default: 0, all).")
  private Integer trainingEnvironments;

  @Option(
      names = "--forces-key",
      paramLabel = "NAME",
      description =
          "The column that holds the forces in eV/Å (default: forces), such as REF_forces.")
  private String forcesKey;

  @Option(
      names = "--remove-net-force",
      description = "Take the mean force of its atoms off each frame, before it is learnt from.")
  private boolean removeNetForce;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description =
          "How many tasks share the frames at most (default: four for each processor of the"
              + " cluster); the model does not depend on it.")
  private Integer partitions;

  @Mixin private EquivariantOptions equivariant;
  @Mixin private ObservationOptions observations;
  @Mixin private NetworkOption networks;
  @Mixin private SumsOptions sums;
  @Mixin private ForceOption force;
  @Mixin private RunOptions run;

  @Override
  String name() {
    return "vane-spark train";
  }

  @Override
  MessageOptions messages() {
    return run;
  }

  /** Bad options are told before a session begins, which takes seconds. */
  @Override
  public Integer call() throws IOException {
    if (partitions != null && partitions < 1) {
      throw new InputException("--partitions " + partitions + ", expected at least 1");
    }
    if (sums.addTo().isPresent()) {
      sums.refuse(CHOSEN_BEFORE, List.of("equivariant", "networks"));
    } else if (sums.keepSums() && settings().hasNetworks()) {
      throw new InputException(
          "--keep-sums: found with networks, to which nothing can be added, expected --networks 0");
    }
    requireOutputs(inputs.stream().map(Path::of).toList());
    return super.call();
  }

  @Override
  void work(SparkRun cluster) throws IOException {
    FrameIndex index = index(cluster, inputs);
    // Now what patterns and selections stand for is known.
    requireOutputs(index.localFiles());
    int tasks = partitions == null ? 4 * cluster.context().defaultParallelism() : partitions;
    ClusterTraining training = new ClusterTraining(cluster, names(), tasks, run::warning);
    try (WorkerPool pool = run.pool();
        StageProgress progress = new StageProgress(run)) {
      if (sums.addTo().isPresent()) {
        add(sums.addTo().get(), training, index, pool, progress);
      } else {
        train(training, index, pool, progress);
      }
    }
    run.remark("wrote " + out);
  }

  private EquivariantForceSettings settings() {
    return equivariant.settings(
        EquivariantOptions.requirePreset(preset),
        OptionalInt.of(trainingEnvironments == null ? 0 : trainingEnvironments),
        networks.networks(),
        run.seed());
  }

  private LabelNames names() {
    return new LabelNames(
        forcesKey,
        observations.energyKey(),
        observations.stressKey(),
        observations.forcesOnly(),
        removeNetForce,
        input().skipBadFrames());
  }

  private void requireOutputs(List<Path> trajectories) throws IOException {
    List<Path> read = new ArrayList<>(trajectories);
    sums.addTo().ifPresent(old -> read.addAll(List.of(old, FrameSumsFile.beside(old))));
    WriteCheck check = force.check("--out", out, EarlierOutput.none(), read);
    PendingFile.requireWritable(out);
    if (sums.keepSums()) {
      check.require(FrameSumsFile.beside(out), FrameSumsFile.EARLIER);
      PendingFile.requireWritable(FrameSumsFile.beside(out));
    }
  }

  private void train(
      ClusterTraining training, FrameIndex index, WorkerPool pool, StageProgress progress) {
    try (KeptSums kept = new KeptSums(FrameSumsFile.beside(out))) {
      EquivariantForceModel model =
          training.fit(
              index, settings(), pool, progress, sums.keepSums() ? kept::take : unwanted -> {});
      ModelFile.save(model, out);
      if (sums.keepSums()) {
        kept.commit();
      }
      progress.close();
      model.report().training().forEach(run::remark);
    }
  }

  /** Adds frames to a model whose training kept its sums. */
  private void add(
      Path old,
      ClusterTraining training,
      FrameIndex index,
      WorkerPool pool,
      StageProgress progress) {
    ForceModel before = ModelFile.open(old);
    try (FrameSums added = FrameSumsFile.openOf(before, old)) {
      EquivariantForceModel model =
          training.add(index, (EquivariantForceModel) before, added, pool, progress);
      ModelFile.save(model, out);
      if (sums.keepSums()) {
        FrameSumsFile.save(added, FrameSumsFile.beside(out));
      }
      progress.close();
    }
  }
}
