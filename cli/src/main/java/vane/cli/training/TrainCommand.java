package vane.cli.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vane.Plural;
import vane.cli.data.Trajectories;
import vane.cli.data.TrajectoryOptions;
import vane.cli.program.ExitStatus;
import vane.cli.program.ForceOption;
import vane.cli.program.OutputPath;
import vane.cli.program.RunOptions;
import vane.cli.program.StageProgress;
import vane.cli.program.UsageException;
import vane.equivariant.sums.FrameSums;
import vane.io.output.EarlierOutput;
import vane.io.output.PendingFile;
import vane.io.output.WriteCheck;
import vane.io.pipe.PipeTarget;
import vane.io.xyz.ForceColumn;
import vane.io.xyz.FrameLabels;
import vane.io.xyz.TrajectoryPath;
import vane.learningcurve.LearningCurve;
import vane.learningcurve.LearningCurveMeasurement;
import vane.model.EquivariantForceModel;
import vane.model.EquivariantForceModelUpdate;
import vane.model.EquivariantForceSettings;
import vane.model.ForceModel;
import vane.model.ForceModelSettings;
import vane.model.HeldOutRemarks;
import vane.model.OaMlmForceModel;
import vane.model.TrainingData;
import vane.model.file.FrameSumsFile;
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
      "With --keep-sums frames can be added later without the old ones (--add-to; docs/adding-data.md).",
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
      "  vane train run.xyz --learning-curve curve --out run.vane",
      "  vane train run1.xyz --keep-sums --out first.vane",
      "  vane train run2.xyz --add-to first.vane --out both.vane",
      "  vane train run.xyz --method oa-mlm --references 1000 --training-environments 10000 \\",
      "      --selection random --solver closed-form --out run.vane"
    })
public final class TrainCommand implements Callable<Integer> {
  private static final Set<String> CHOSEN_BEFORE =
      Set.of("--method", "--preset", "--training-environments", "--learning-curve");

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
  @Mixin private SumsOptions sums;
  @Mixin private LearningCurveOption learningCurve;
  @Mixin private OaMlmOptions oaMlm;
  @Mixin private TrajectoryOptions trajectory;
  @Mixin private ForceOption force;
  @Mixin private RunOptions run;

  /** The command as picocli makes it. */
  public TrainCommand() {}

  @Override
  public Integer call() throws IOException {
    if (sums.addTo().isPresent()) {
      addTo(sums.addTo().get());
    } else {
      train();
    }
    return ExitStatus.DONE;
  }

  private void train() throws IOException {
    // Settings are made before anything is read, so that a wrong one is reported at once.
    ForceModelSettings settings = settings();
    FrameLabels labels = labels();
    List<TrajectoryPath> paths = Trajectories.parse(inputs);
    requireOutputs(ForceOption.files(paths));
    try (WorkerPool pool = run.pool();
        StageProgress progress = new StageProgress(run);
        KeptSums kept = new KeptSums(FrameSumsFile.beside(out))) {
      TrainingData data = read(paths, labels, progress);
      Optional<LearningCurve> curve =
          learningCurve.isGiven()
              ? Optional.of(new LearningCurveMeasurement(settings, pool, progress).of(data))
              : Optional.empty();
      CostWatch cost = new CostWatch();
      ForceModel model =
          sums.keepSums() && settings instanceof EquivariantForceSettings additive
              ? additive.trainer(pool, progress).fit(data, kept::take)
              : settings.trainer(pool, progress).fit(data);
      String took = cost.text(run.threads());
      progress.stage("writing " + out, 0);
      ModelFile.save(model, out);
      if (sums.keepSums()) {
        kept.commit();
      }
      progress.close();
      model.report().training().forEach(run::remark);
      HeldOutRemarks.of(data, model.report()).forEach(run::remark);
      run.remark("training took " + took);
      remarkWritten();
      curve.ifPresent(found -> learningCurve.write(found, settingsInWords(), inputs, out, run));
    }
  }

  /** Adds frames to a model whose training kept its sums. */
  private void addTo(Path old) throws IOException {
    sums.refuse(CHOSEN_BEFORE, List.of("equivariant", "networks", "oaMlm"));
    FrameLabels labels = observations.labels(trajectory.forceColumn());
    List<TrajectoryPath> paths = Trajectories.parse(inputs);
    requireOutputs(ForceOption.files(paths, old, FrameSumsFile.beside(old)));
    ForceModel before = ModelFile.open(old);
    try (FrameSums added = FrameSumsFile.openOf(before, old);
        WorkerPool pool = run.pool();
        StageProgress progress = new StageProgress(run)) {
      TrainingData data =
          read(paths, labels, progress).without(before.provenance().structures(), run::warning);
      EquivariantForceModel model =
          new EquivariantForceModelUpdate(pool, run::warning, progress)
              .add((EquivariantForceModel) before, added, data);
      progress.stage("writing " + out, 0);
      ModelFile.save(model, out);
      if (sums.keepSums()) {
        FrameSumsFile.save(added, FrameSumsFile.beside(out));
      }
      progress.close();
      model.report().training().forEach(run::remark);
      run.remark(
          "added "
              + Plural.of(data.examples().size(), "frame")
              + "; the errors on frames held out are those of the first training, compare with:"
              + " vane evaluate "
              + out
              + " OTHER.xyz");
      remarkWritten();
    }
  }

  private String settingsInWords() {
    return String.format(
        Locale.ROOT,
        "method %s, preset %s, seed %d; %s of a machine with %s",
        method,
        chosenPreset(),
        run.seed(),
        Plural.of(run.threads(), "thread"),
        Plural.of(Runtime.getRuntime().availableProcessors(), "processor"));
  }

  private TrainingData read(
      List<TrajectoryPath> paths, FrameLabels labels, StageProgress progress) {
    return TrainingData.read(
        paths, labels, trajectory.choices(removeNetForce), run::warning, progress);
  }

  private void requireOutputs(List<Path> read) {
    if (sums.keepSums() && PipeTarget.is(out)) {
      throw new UsageException(
          "--keep-sums: found with a pipe for the model, expected a file, as the sums are written"
              + " beside it");
    }
    WriteCheck check = force.check("--out", out, EarlierOutput.none(), read);
    PendingFile.requireWritable(out);
    if (sums.keepSums()) {
      check.require(FrameSumsFile.beside(out), FrameSumsFile.EARLIER);
      PendingFile.requireWritable(FrameSumsFile.beside(out));
    }
    learningCurve.require(check);
  }

  private void remarkWritten() {
    run.remark("wrote " + out);
    if (sums.keepSums()) {
      run.remark("wrote " + FrameSumsFile.beside(out));
    }
  }

  private List<String> presets() {
    return isEquivariant() ? EquivariantOptions.PRESETS : OaMlmOptions.PRESETS;
  }

  private String chosenPreset() {
    return preset == null ? presets().get(0) : preset;
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
    String chosen = chosenPreset();
    requireKnown("--preset", chosen, presets());
    List<String> mixinsOfOther =
        isEquivariant()
            ? List.of("oaMlm")
            : List.of("equivariant", "observations", "networks", "sums");
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
        ? equivariantSettings(chosen)
        : oaMlm.settings(chosen, trainingEnvironments, run.seed());
  }

  private EquivariantForceSettings equivariantSettings(String chosen) {
    EquivariantForceSettings settings =
        equivariant.settings(
            chosen,
            trainingEnvironments == null
                ? OptionalInt.empty()
                : OptionalInt.of(trainingEnvironments),
            networks.networks(),
            run.seed());
    if (sums.keepSums() && settings.hasNetworks()) {
      throw new UsageException(
          "--keep-sums: found with networks ("
              + (networks.networks().isPresent() ? "--networks" : "--preset " + chosen)
              + "), which no frames can be added to, expected --networks 0 with it");
    }
    return settings;
  }

  /** An option of the other method would do nothing, and nobody would notice. */
  private void refuseOptionsOf(String mixin) {
    for (OptionSpec given : GivenOptions.of(spec, mixin)) {
      throw new UsageException(
          given.longestName()
              + ": found with --method "
              + method
              + ", expected with --method "
              + (isEquivariant() ? OaMlmForceModel.METHOD : EquivariantForceModel.METHOD));
    }
  }

  private static void requireKnown(String option, String found, List<String> expected) {
    if (!expected.contains(found)) {
      throw new UsageException(
          option + ": found '" + found + "', expected " + String.join(" or ", expected));
    }
  }
}
