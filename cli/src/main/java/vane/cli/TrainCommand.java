package vane.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vane.Version;
import vane.io.output.PendingFile;
import vane.io.xyz.ForceColumn;
import vane.io.xyz.Frame;
import vane.io.xyz.TrajectoryPath;
import vane.model.ForceModel;
import vane.model.ModelFile;
import vane.model.Provenance;
import vane.parallel.WorkerPool;

/** {@code vane train}: a model from trajectories with forces. */
@Command(
    name = "train",
    description = "Trains a model on trajectories with forces, one model an element inside.",
    footer = {
      "",
      "The preset paper is the OA-MLM of the ESANN 2021 paper: its SOAP, RS-maximin references,",
      "K = 7500 or every environment of an element where there are fewer. The preset accurate learns",
      "whole forces and says how far off they may be; see docs/oa-mlm-accurate.md.",
      "",
      "Examples:",
      "  vane train data/alkanes/*-run1.xyz.gz --references 500 --out alkanes.vane",
      "  vane train data/alkanes/*-run[12].xyz.gz --preset accurate --out alkanes.vane",
      "  vane train run.xyz@::10 --forces-key REF_forces --references 1000 \\",
      "      --training-environments 10000 --selection random --solver closed-form --out run.vane"
    })
final class TrainCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "TRAIN.xyz",
      description = "Trajectories with forces; a choice of frames may follow: run.xyz@0:100:10.")
  private List<String> inputs;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "MODEL",
      description = "The model file to write.")
  private Path out;

  @Option(
      names = "--method",
      paramLabel = "NAME",
      defaultValue = "oa-mlm",
      description = "The method: oa-mlm (default: ${DEFAULT-VALUE}).")
  private String method;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      defaultValue = "paper",
      description =
          "Where the defaults come from: paper (directions, as published) or accurate (whole forces"
              + " with their uncertainty; default: ${DEFAULT-VALUE}).")
  private String preset;

  @Mixin private OaMlmOptions oaMlm;
  @Mixin private TrajectoryOptions trajectory;
  @Mixin private RunOptions run;

  @Override
  public Integer call() throws IOException {
    requireKnown("--method", method, "oa-mlm");
    requireKnown("--preset", preset, OaMlmOptions.PAPER, OaMlmOptions.ACCURATE);
    // Settings are made before anything is read, so that a wrong one is told at once.
    oaMlm.check(preset, run.seed());
    List<TrajectoryPath> paths = inputs.stream().map(TrajectoryPath::parse).toList();
    PendingFile.requireWritable(out);
    try (WorkerPool pool = run.pool();
        StageProgress progress = new StageProgress(run)) {
      TrainingFrames frames =
          new TrainingFrames(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      Provenance provenance = read(paths, frames, progress);
      ForceModel model = oaMlm.train(preset, frames, provenance, run, pool, progress);
      progress.stage("writing " + out, 0);
      ModelFile.save(model, out);
      progress.close();
      oaMlm.remarks(model).forEach(run::remark);
      run.remark("wrote " + out);
    }
    return ExitStatus.DONE;
  }

  private static void requireKnown(String option, String found, String... expected) {
    if (!List.of(expected).contains(found)) {
      throw new UsageException(
          option + ": found '" + found + "', expected " + String.join(" or ", expected));
    }
  }

  private Provenance read(
      List<TrajectoryPath> paths, TrainingFrames frames, StageProgress progress) {
    ForceColumn column = trajectory.forceColumn();
    List<Provenance.DataFile> data = new ArrayList<>();
    progress.stage("reading trajectories", paths.size());
    for (TrajectoryPath path : paths) {
      long count =
          Trajectories.readWithForces(
              path,
              column,
              run,
              (batch, batchForces) -> {
                for (Frame frame : batch) {
                  frames.structures().add(frame.structure());
                  frames.locations().add(frame.location());
                }
                frames.forces().addAll(batchForces);
              });
      data.add(dataFile(path, count));
      progress.advance(1);
    }
    return new Provenance(data, run.seed(), Version.text(), System.getProperty("java.vm.version"));
  }

  private static Provenance.DataFile dataFile(TrajectoryPath path, long frames) {
    try {
      return Provenance.DataFile.of(path.path(), path.toString(), frames);
    } catch (IOException failed) {
      throw new UncheckedIOException(path + ": cannot be read again for its checksum", failed);
    }
  }
}
