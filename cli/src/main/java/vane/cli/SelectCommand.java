package vane.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vane.Plural;
import vane.audit.FrameBatches;
import vane.design.Candidate;
import vane.design.Choice;
import vane.engines.selection.InformativeFrames;
import vane.io.output.EarlierOutput;
import vane.io.output.PendingFile;
import vane.io.xyz.Frame;
import vane.io.xyz.FrameLocations;
import vane.io.xyz.InfoValue;
import vane.io.xyz.TrajectoryPath;
import vane.io.xyz.XyzWriter;
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
final class SelectCommand implements Callable<Integer> {
  private static final String GAIN = "vane_gain";
  private static final String FRAME = "vane_frame";

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
    write(frames, choices);
    tell(frames, choices);
    return ExitStatus.DONE;
  }

  private void write(List<Frame> frames, List<Choice> choices) {
    try (XyzWriter writer = XyzWriter.create(out)) {
      for (Choice choice : choices) {
        writer.write(
            frames
                .get(choice.candidate())
                .with(GAIN, InfoValue.of(choice.gain()))
                .with(FRAME, InfoValue.of(choice.candidate())));
      }
      writer.commit();
    }
  }

  private void tell(List<Frame> frames, List<Choice> choices) {
    run.out().printf("%6s %12s  %s%n", "chosen", "gain", "frame");
    Map<Path, Integer> files = new LinkedHashMap<>();
    for (int i = 0; i < choices.size(); i++) {
      Frame frame = frames.get(choices.get(i).candidate());
      files.merge(frame.location().file(), 1, Integer::sum);
      if (isShown(i + 1) || i + 1 == choices.size()) {
        run.out()
            .printf(
                Locale.ROOT, "%6d %12.4f  %s%n", i + 1, choices.get(i).gain(), frame.location());
      }
    }
    run.out().println();
    frames.forEach(frame -> files.putIfAbsent(frame.location().file(), 0));
    files.forEach(
        (path, chosen) -> run.out().printf("%s from %s%n", Plural.of(chosen, "frame"), path));
    if (count > frames.size()) {
      run.remark(
          "the pool has only " + Plural.of(frames.size(), "frame") + ": all of them were chosen");
    }
    run.remark("wrote " + Plural.of(choices.size(), "frame") + " to " + out);
  }

  /** The numbers 1, 2, 5, 10, 20, 50 and so on: enough to see how the gain falls. */
  private static boolean isShown(int number) {
    int leading = number;
    while (leading % 10 == 0) {
      leading /= 10;
    }
    return leading == 1 || leading == 2 || leading == 5;
  }
}
