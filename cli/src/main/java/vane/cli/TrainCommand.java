package vane.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vane.io.output.EarlierOutput;
import vane.io.output.PendingFile;
import vane.io.xyz.ForceColumn;
import vane.io.xyz.FrameLabels;
import vane.io.xyz.TrajectoryPath;
import vane.model.EquivariantForceModel;
import vane.model.ForceModel;
import vane.model.ForceModelSettings;
import vane.model.HeldOutRemarks;
import vane.model.OaMlmForceModel;
import vane.model.TrainingData;
import vane.model.file.ModelFile;
import vane.parallel.WorkerPool;

/** {@code vane train}: a model from trajectories with forces. */
@Command(
    name = "train",
    description =
        "Trains a model on trajectories with forces; the file holds one model per element.",
    footer = {
      "",
      "The method equivariant gives forces that turn with the structure and conserve energy, for",
      "relaxation and molecular dynamics. Energies and stresses are learnt from, too, where frames",
      "have them under the keys energy (in eV) and stress or virial.",
      "",
      "The method oa-mlm is that of the ESANN 2021 paper: its preset",
      "paper gives directions as published (K = 7500, or all environments if there are fewer),",
      "its preset accurate whole forces (docs/oa-mlm-accurate.md), and its preset clusters directions",
      "and norms as in the paper's follow-up, arXiv:2203.09788 (docs/clusters.md).",
      "",
      "Examples:",
      "  vane train data/alkanes/*-run[12].xyz.gz --out alkanes.vane",
      "  vane train run.xyz@::10 --forces-key REF_forces --preset accurate --out run.vane",
      "  vane train data/alkanes/*-run1.xyz.gz --method oa-mlm --references 500 --out paper.vane",
      "  vane train run.xyz --method oa-mlm --references 1000 --training-environments 10000 \\",
      "      --selection random --solver closed-form --out run.vane"
    })
final class TrainCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "TRAIN.xyz",
      description =
          "Trajectories with forces, - for standard input; a selection of frames may follow: run.xyz@0:100:10.")
  private List<String> inputs;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "MODEL",
      converter = OutputPath.class,
      description = "The model file to write; one that is there stays, unless --force is given.")
  private Path out;

  @Option(
      names = "--method",
      paramLabel = "NAME",
      defaultValue = EquivariantForceModel.METHOD,
      description = "The method: equivariant or oa-mlm (default: ${DEFAULT-VALUE}).")
  private String method;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description = {
        "The set of default values. equivariant: fast, default or accurate (default: default);",
        "oa-mlm: paper (directions, as published), accurate (whole forces), or clusters (directions",
        "and norms; default: paper)."
      })
  private String preset;

  @Option(
      names = "--training-environments",
      paramLabel = "N",
      description = {
        "Training environments per element. equivariant: at most this many, in whole frames that are",
        "spread evenly, 0 for all (default: 8000; --preset accurate: all); oa-mlm: at least K",
        "(default: K, or 30000 with --preset accurate)."
      })
  private Integer trainingEnvironments;

  @Option(
      names = "--remove-net-force",
      description = "Take the mean force of its atoms off each frame, before it is learnt from.")
  private boolean removeNetForce;

  @Spec private CommandSpec spec;
  @Mixin private EquivariantOptions equivariant;
  @Mixin private ObservationOptions observations;
  @Mixin private NetworkOption networks;
  @Mixin private OaMlmOptions oaMlm;
  @Mixin private TrajectoryOptions trajectory;
  @Mixin private ForceOption force;
  @Mixin private RunOptions run;

  @Override
  public Integer call() throws IOException {
    // Settings are made before anything is read, so that a wrong one is reported at once.
    ForceModelSettings settings = settings();
    FrameLabels labels = labels();
    List<TrajectoryPath> paths = Trajectories.parse(inputs);
    force.check("--out", out, EarlierOutput.none(), ForceOption.files(paths));
    PendingFile.requireWritable(out);
    try (WorkerPool pool = run.pool();
        StageProgress progress = new StageProgress(run)) {
      TrainingData data =
          TrainingData.read(
              paths, labels, trajectory.choices(removeNetForce), run::warning, progress);
      ForceModel model = settings.trainer(pool, progress).fit(data);
      progress.stage("writing " + out, 0);
      ModelFile.save(model, out);
      progress.close();
      model.report().training().forEach(run::remark);
      HeldOutRemarks.of(data, model.report()).forEach(run::remark);
      run.remark("wrote " + out);
    }
    return ExitStatus.DONE;
  }

  private boolean isEquivariant() {
    return method.equals(EquivariantForceModel.METHOD);
  }

  private FrameLabels labels() {
    ForceColumn forces = trajectory.forceColumn();
    return isEquivariant() ? observations.labels(forces) : FrameLabels.forcesAlone(forces);
  }

  private ForceModelSettings settings() {
    requireKnown("--method", method, List.of(EquivariantForceModel.METHOD, OaMlmForceModel.METHOD));
    List<String> presets = isEquivariant() ? EquivariantOptions.PRESETS : OaMlmOptions.PRESETS;
    String chosen = preset == null ? presets.get(0) : preset;
    requireKnown("--preset", chosen, presets);
    List<String> mixinsOfOther =
        isEquivariant() ? List.of("oaMlm") : List.of("equivariant", "observations", "networks");
    mixinsOfOther.forEach(this::refuseOptionsOf);
    int fewest = isEquivariant() ? 0 : 1;
    if (trainingEnvironments != null && trainingEnvironments < fewest) {
      throw new UsageException(
          "--training-environments: found "
              + trainingEnvironments
              + ", expected "
              + fewest
              + " or more");
    }
    return isEquivariant()
        ? equivariant.settings(
            chosen,
            trainingEnvironments == null
                ? OptionalInt.empty()
                : OptionalInt.of(trainingEnvironments),
            networks.networks(),
            run.seed())
        : oaMlm.settings(chosen, trainingEnvironments, run.seed());
  }

  /** An option of the other method would do nothing, and nobody would notice. */
  private void refuseOptionsOf(String mixin) {
    List<OptionSpec> others = spec.mixins().get(mixin).options();
    for (OptionSpec given : spec.commandLine().getParseResult().matchedOptions()) {
      if (others.stream().anyMatch(other -> other.longestName().equals(given.longestName()))) {
        throw new UsageException(
            given.longestName()
                + ": found with --method "
                + method
                + ", expected with --method "
                + (isEquivariant() ? OaMlmForceModel.METHOD : EquivariantForceModel.METHOD));
      }
    }
  }

  private static void requireKnown(String option, String found, List<String> expected) {
    if (!expected.contains(found)) {
      throw new UsageException(
          option + ": found '" + found + "', expected " + String.join(" or ", expected));
    }
  }
}
