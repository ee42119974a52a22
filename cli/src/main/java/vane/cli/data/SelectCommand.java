package vane.cli.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vane.audit.FrameBatches;
import vane.cli.program.ExitStatus;
import vane.cli.program.ForceOption;
import vane.cli.program.OutputPath;
import vane.cli.program.RunOptions;
import vane.cli.program.StageProgress;
import vane.cli.program.UsageException;
import vane.design.Candidate;
import vane.design.Choice;
import vane.engines.selection.InformativeFrames;
import vane.io.output.EarlierOutput;
import vane.io.output.PendingFile;
import vane.io.xyz.Frame;
import vane.io.xyz.FrameLocations;
import vane.io.xyz.TrajectoryPath;
import vane.model.ForceModel;
import vane.model.file.ModelFile;
import vane.parallel.WorkerPool;
import vane.structure.Structure;

/** {@code vane select}: the frames of a pool that tell a model most. */
@Command(
    name = "select",
    description = "Chooses the frames of a pool that tell a model most; no forces are needed.",
    footer = {
      "",
      "The model must be an equivariant one. Each frame is chosen for what it adds to the training",
      "data and to the frames before it, so nearly equal frames are not chosen twice. The output",
      "holds the frames as they were, the most informative first, with two more keys: vane_gain, by",
      "how much the frame raises the log determinant of the information, in nats, and vane_frame, its",
      "number in the pool, from 0, counted through all files.",
      "",
      "Examples:",
      "  vane select alkanes.vane pool.xyz -n 100 --out chosen.xyz",
      "  vane select alkanes.vane run1.xyz.gz@::10 run2.xyz.gz@1000: -n 20 --out chosen.xyz.gz"
    })
public final class SelectCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "MODEL", description = "A model file that train wrote.")
  private Path file;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "POOL.xyz",
      description =
          "Frames to choose from, - for standard input; a selection may follow: run.xyz@0:100:10.")
  private List<String> inputs;

  @Option(
      names = {"-n", "--frames"},
      paramLabel = "N",
      defaultValue = "100",
      description = "How many frames to choose (default: ${DEFAULT-VALUE}).")
  private int count;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "CHOSEN.xyz",
      converter = OutputPath.class,
      description = "The chosen frames; gzipped if the name ends in .gz; - for standard output.")
  private Path out;

  @Mixin private ForceOption force;
  @Mixin private RunOptions run;

  /** The command as picocli makes it. */
  public SelectCommand() {}

  @Override
  public Integer call() {
    if (count < 1) {
      throw new UsageException("--frames: found " + count + ", expected at least 1");
    }
    List<TrajectoryPath> paths = Trajectories.parse(inputs);
    force.check("--out", out, EarlierOutput.selection(), ForceOption.files(paths, file));
    PendingFile.requireWritable(out);
    ForceModel model = ModelFile.open(file);
    InformativeFrames informative = InformativeFrames.of(model, file.toString());
    List<Frame> frames = new ArrayList<>();
    List<Candidate> candidates = new ArrayList<>();
    List<Choice> choices;
    try (WorkerPool pool = run.pool();
        StageProgress progress = new StageProgress(run)) {
      progress.stage("describing", 0);
      for (TrajectoryPath path : paths) {
        FrameBatches.read(
            path,
            run::warning,
            batch -> {
              batch.forEach(
                  frame -> model.requireKnown(frame.structure(), frame.location().toString()));
              List<Structure> structures = batch.stream().map(Frame::structure).toList();
              candidates.addAll(
                  FrameLocations.of(batch)
                      .naming(() -> informative.candidates(structures, pool, progress)));
              frames.addAll(batch);
            });
      }
      choices = informative.choose(candidates, count, pool, progress);
    }
    SelectedFrames selected = new SelectedFrames(choices, frames.size());
    selected.write(out, choice -> SelectedFrames.text(frames.get(choice.candidate()), choice));
    selected.tell(
        number -> frames.get(number).location(),
        frames.stream().map(frame -> frame.location().file()).distinct().toList(),
        count,
        out,
        run);
    return ExitStatus.DONE;
  }
}
