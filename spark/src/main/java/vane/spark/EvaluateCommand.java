package vane.spark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vane.cli.prediction.EvaluationOptions;
import vane.cli.prediction.ModelOptions;
import vane.cli.program.ForceOption;
import vane.cli.program.MessageOptions;
import vane.evaluation.EnergyComparison;
import vane.evaluation.EvaluationAccumulator;
import vane.model.ForceModel;
import vane.spark.cluster.SparkRun;
import vane.spark.cluster.WorkerModel;
import vane.spark.evaluation.ClusterEvaluation;
import vane.spark.frames.FrameIndex;

/** {@code vane-spark evaluate}: how good a model is on frames whose forces are known. */
@Command(
    name = "evaluate",
    description =
        "Compares a model's predictions with known forces, energies and stresses on all workers;"
            + " the figures are those of vane evaluate.",
    footer = {
      "",
      "Sums are added by the driver in the order of the frames, so the figures do not depend on the",
      "number of tasks and workers. vane evaluate --help says what they mean.",
      "",
      "Examples:",
      "  vane-spark evaluate water.vane frames.parquet",
      "  vane-spark evaluate water.vane 'runs/*.xyz' --forces-key REF_forces --json errors.json"
    })
final class EvaluateCommand extends ClusterCommand {
  @Mixin private ModelOptions modelOptions;

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "IN", description = InputOptions.INPUTS)
  private List<String> inputs;

  @Option(
      names = "--forces-key",
      paramLabel = "NAME",
      description =
          "The column that holds the forces in eV/Å (default: forces), such as REF_forces.")
  private String forcesKey;

  @Mixin private TaskOptions tasks;
  @Mixin private EvaluationOptions options;
  @Mixin private ForceOption force;
  @Mixin private MessageOptions messages;

  @Override
  MessageOptions messages() {
    return messages;
  }

  @Override
  String name() {
    return "vane-spark evaluate";
  }

  /** Bad options are told before a session begins, which takes seconds. */
  @Override
  public Integer call() throws IOException {
    tasks.partFrames();
    requireOutputs(inputs.stream().map(Path::of).toList());
    options.comparison(modelOptions.open(), modelOptions.file());
    return super.call();
  }

  private void requireOutputs(List<Path> trajectories) {
    List<Path> read = new ArrayList<>(trajectories);
    read.add(modelOptions.file());
    options.requireJson(force, read);
  }

  @Override
  void work(SparkRun run) throws IOException {
    ForceModel model = modelOptions.open();
    EnergyComparison comparison = options.comparison(model, modelOptions.file());
    FrameIndex index = index(run, inputs);
    // Now what patterns and selections stand for is known.
    requireOutputs(index.localFiles());
    EvaluationAccumulator accumulator =
        new EvaluationAccumulator(false, modelOptions.choices().removeNetForce(), comparison);
    new ClusterEvaluation(
            run,
            WorkerModel.of(run.context(), modelOptions),
            forcesKey,
            options.energyKey(),
            options.stressKey(),
            input().skipBadFrames(),
            messages::warning)
        .add(index, tasks.partFrames(), accumulator);
    options.tell(accumulator, modelOptions.file().getFileName().toString(), messages);
  }
}
